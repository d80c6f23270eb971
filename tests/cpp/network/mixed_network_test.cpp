// Networks of all kinds of layers together: gradients, depth, statistics, refusals.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "../test_experiments.hpp"
#include "central_difference.hpp"
#include "layer/join.hpp"
#include "loss/loss.hpp"
#include "random_network.hpp"
#include "test_kinks.hpp"

using namespace relu;
using relu::test::row;

namespace {

LayerConfig typed(std::string_view type, std::string_view activation = "linear") {
  return {Choice<LayerType>(row(layerTypes(), type)), Choice<Activation>(row(activations(), activation)), {}, {}, {}, {}};
}

LayerConfig residual(std::vector<LayerConfig> body, bool rezero) {
  LayerConfig config = typed("residual");
  config.type.values[kResidualRezero] = rezero;
  config.body = std::move(body);
  return config;
}

/// Blocks of one dense ReLU layer each, with a learned scale, behind one layer that widens the input.
Trainer::Setup deep(Index blocks) {
  Trainer::Setup setup = test::setup({.batchSize = 32, .learningRate = 1e-3});
  setup.network = test::network({16}, "relu");
  for (Index i = 0; i < blocks; ++i) setup.network.layers.push_back(residual({test::layer(16, "relu")}, true));
  return setup;
}

}  // namespace

TEST_CASE("a residual network of 1,000 layers trains, and its memory grows linearly with depth") {
  const auto bytesOf = [](Index blocks) {
    const auto made = Trainer::create(deep(blocks), std::int64_t{1} << 30);
    REQUIRE(made.ok());
    return made.value()->bytes();
  };
  const std::int64_t shallow = bytesOf(100), middle = bytesOf(200), tall = bytesOf(300);
  CHECK(std::abs((tall - middle) - (middle - shallow)) <= 2 * kLanes * 8 * std::int64_t{sizeof(Scalar)});  // padding

  auto made = Trainer::create(deep(1000), std::int64_t{1} << 28);
  REQUIRE(made.ok());
  Trainer& trainer = *made.value();
  const double before = trainer.evaluate(trainer.train()).loss;
  for (int i = 0; i < 10; ++i) REQUIRE(trainer.step());
  const double after = trainer.evaluate(trainer.train()).loss;
  CHECK(std::isfinite(after));
  CHECK(after < before);
}

TEST_CASE("batch normalisation's running statistics follow the training, and reading leaves them") {
  Trainer::Setup setup = test::setup({});
  setup.network.layers.insert(setup.network.layers.begin() + 1, typed("batch_normalization"));
  setup.network.layers.push_back(typed("dropout"));
  auto made = Trainer::create(std::move(setup), std::int64_t{1} << 28);
  REQUIRE(made.ok());
  Trainer& trainer = *made.value();
  const Index count = trainer.network().statisticCount();
  REQUIRE(count == 16);
  const auto statistics = [&] {
    const Scalar* first = trainer.reading().statistics;
    return std::vector<Scalar>(first, first + count);
  };
  const auto start = statistics();
  for (int i = 0; i < 30; ++i) REQUIRE(trainer.step());
  const auto trained = statistics();
  CHECK(trained != start);
  const double loss = trainer.evaluate(trainer.train()).loss;
  CHECK(trainer.evaluate(trainer.train()).loss == loss);  // nothing is drawn in evaluation
  CHECK(statistics() == trained);
  trainer.reset();
  CHECK(statistics() == start);
  for (int i = 0; i < 30; ++i) REQUIRE(trainer.step());
  CHECK(statistics() == trained);
  CHECK(trainer.evaluate(trainer.train()).loss == loss);
}

TEST_CASE("what does not fit is refused with its path and both shapes") {
  struct Case {
    std::vector<LayerConfig> layers;
    Shape input;
    const char *path, *says, *also;
  };
  LayerConfig sequence = typed("simple_rnn", "tanh");
  sequence.type.values[1] = 1;
  const Case cases[] = {
      {{test::layer(3, "relu"), residual({test::layer(4, "relu")}, false)},
       {.channels = 2},
       "network.layers[1]",
       "4 features",
       "3 features"},
      {{residual({residual({sequence}, false)}, false)},
       {.channels = 2, .height = 5},
       "network.layers[0].layers[0]",
       "16 × 5 × 1",
       "2 × 5 × 1"},
      {{sequence}, {.channels = 2, .height = 5}, "network.output", "16 × 5 × 1", "flatten"},
  };
  for (const Case& bad : cases) {
    NetworkConfig config = test::network({}, "relu");
    config.layers = bad.layers;
    const auto built = Network::build(config, bad.input, 1);
    CAPTURE(bad.path);
    REQUIRE_FALSE(built.ok());
    CHECK(built.error().code == "shape_mismatch");
    CHECK(built.error().path == bad.path);
    CHECK_MESSAGE(built.error().message.find(bad.says) != std::string::npos, built.error().message);
    CHECK_MESSAGE(built.error().message.find(bad.also) != std::string::npos, built.error().message);
  }
}

#ifdef RELU_DOUBLE

TEST_CASE("gradients of mixed networks agree with central differences") {
  constexpr std::uint32_t kSeed = 20260823;
  constexpr int kNetworks = 400;
  constexpr double kReach = 1e-3;  // farther than a step moves any sum of these networks
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  const Choice<Loss> loss(row(losses(), "mean_squared_error"));
  std::vector<Index> used(layerTypes().size());
  int checked = 0;
  for (int attempt = 0; checked < kNetworks; ++attempt) {
    REQUIRE(attempt < 10 * kNetworks);
    CAPTURE(attempt);
    test::RandomNetwork generator(random);
    const NetworkConfig config = generator.make(4);
    const Index samples = 3 + static_cast<Index>(random.below(5)), outputs = 2, stride = padded(samples);
    const auto built = Network::build(config, generator.input, outputs);
    REQUIRE_MESSAGE(built.ok(), built.error().path << ": " << built.error().message);
    const Network& network = *built.value();
    Buffer memory;
    REQUIRE(memory.allocate((2 * network.inputs() + outputs) * stride));
    const Block x{memory.data(), network.inputs(), samples, stride},
        dx{x.row(network.inputs()), network.inputs(), samples, stride},
        targets{dx.row(network.inputs()), outputs, samples, stride};
    for (Index s = 0; s < samples; ++s) {
      for (Index i = 0; i < x.features; ++i) x.at(i, s) = random.normal();
      for (Index k = 0; k < outputs; ++k) targets.at(k, s) = random.normal();
    }
    Pass pass;
    REQUIRE(pass.allocate(network, samples, true));
    std::vector<Scalar> parameters(static_cast<std::size_t>(network.parameterCount())), gradients(parameters.size()),
        statistics(static_cast<std::size_t>(network.statisticCount() + 1), Scalar(0.7));
    network.initialize(parameters.data(), random.bits());
    for (Index i = 0; i < network.layerCount(); ++i)  // a learned scale of 0 would hide what is behind it
      for (const Parameter& parameter : network.layer(i).parameters())
        if (parameter.role == "scale") parameters[static_cast<std::size_t>(network.offset(i) + parameter.offset)] = 0.7;
    PassInput input;
    input.mode = random.below(3) ? Mode::training : Mode::evaluation;
    input.parameters = parameters.data();
    input.statistics = statistics.data();
    input.seed = random.bits();
    const auto lossAt = [&] {
      const Block& result = pass.forward(input, x);
      return loss.row->evaluate(result, targets, loss.values, &pass.outputDelta()) / static_cast<double>(samples);
    };
    lossAt();
    if (test::isKinked(network, pass, x, kReach)) continue;
    pass.backward(gradients.data(), dx);
    ++checked;
    for (const Stage& stage : network.stages()) ++used[static_cast<std::size_t>(stage.config->type.row - layerTypes().data())];
    for (std::size_t i = 0; i < parameters.size(); ++i) test::checkDerivative(network, parameters[i], gradients[i], lossAt);
    for (Index i = 0; i < x.features; ++i)
      for (Index s = 0; s < samples; ++s) test::checkDerivative(network, x.at(i, s), dx.at(i, s), lossAt);
  }
  for (const char* type :
       {"dense", "simple_rnn", "residual", "activation", "batch_normalization", "layer_normalization", "dropout"}) {
    CAPTURE(type);
    CHECK(used[static_cast<std::size_t>(&row(layerTypes(), type) - layerTypes().data())] > kNetworks / 20);
  }
}

#endif
