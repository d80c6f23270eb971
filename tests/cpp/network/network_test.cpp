// Networks: shapes, parameters, seeds, and gradients against central differences.
#include "network/network.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "central_difference.hpp"
#include "loss/loss.hpp"
#include "test_kinks.hpp"
#include "test_networks.hpp"

using relu::Index;
using relu::Scalar;

TEST_CASE("parameters lie one after the other, a learned slope behind its layer's weights") {
  relu::NetworkConfig config = relu::test::network({3, 2}, "relu");
  config.layers[1].activation = relu::Choice<relu::Activation>(relu::test::row(relu::activations(), "prelu"));
  const auto built = relu::Network::build(config, {.channels = 2}, 1);
  const relu::Network& network = *built.value();
  CHECK(network.inputs() == 2);
  CHECK(network.outputs() == 1);
  CHECK(network.parameterCount() == (3 * 2 + 3) + (2 * 3 + 2 + 1) + (2 + 1));
  REQUIRE(network.stages().size() == 3);
  CHECK(network.stages()[2].sums == network.stages()[2].outputs);  // a linear output has no layer of its own
  Index next = 0;
  for (Index i = 0; i < network.layerCount(); ++i) {
    CHECK(network.offset(i) == next);
    next += network.layer(i).parameterCount();
  }
}

TEST_CASE("the first weights of a layer do not depend on the other layers' activation or on what follows") {
  const auto builtNarrow = relu::Network::build(relu::test::network({4, 3}, "relu"), {.channels = 2}, 1);
  const auto builtDeep = relu::Network::build(relu::test::network({4, 3, 5}, "tanh"), {.channels = 2}, 1);
  const relu::Network &narrow = *builtNarrow.value(), &deep = *builtDeep.value();
  std::vector<Scalar> one(static_cast<std::size_t>(narrow.parameterCount())),
      other(static_cast<std::size_t>(deep.parameterCount()));
  narrow.initialize(one.data(), 7);
  deep.initialize(other.data(), 7);
  const Index shared = (4 * 2 + 4) + (3 * 4 + 3);
  CHECK(std::equal(one.begin(), one.begin() + shared, other.begin()));
  std::vector<Scalar> again(other.size());
  deep.initialize(again.data(), 8);
  CHECK(again != other);
}

TEST_CASE("what dropout leaves out does not depend on the other layers' activation") {
  const auto masked = [](std::string_view activation) {
    relu::NetworkConfig config = relu::test::network({4}, activation);
    relu::LayerConfig dropout = relu::test::layer(1, "linear");
    dropout.type = relu::Choice<relu::LayerType>(relu::test::row(relu::layerTypes(), "dropout"));
    dropout.type.values[0] = 0.5;
    config.layers.push_back(dropout);
    const auto built = relu::Network::build(std::move(config), {.channels = 2}, 1);
    const relu::Network& network = *built.value();
    relu::Pass pass;
    REQUIRE(pass.allocate(network, 64, false));
    std::vector<Scalar> parameters(static_cast<std::size_t>(network.parameterCount()), 1), inputs(128, 1);
    pass.forward({.mode = relu::Mode::training, .parameters = parameters.data(), .seed = 7, .step = 5},
                 {inputs.data(), 2, 64, 64});
    const relu::Block& out = pass.value(network.layerCount() - 2);
    std::vector<bool> kept;
    for (Index k = 0; k < out.features; ++k)
      for (Index s = 0; s < out.samples; ++s) kept.push_back(out.at(k, s) != 0);
    return kept;
  };
  CHECK(masked("linear") == masked("tanh"));
}

#ifdef RELU_DOUBLE

TEST_CASE("gradients agree with central differences in 500 random networks") {
  constexpr std::uint32_t kSeed = 20260802;
  constexpr int kNetworks = 500;
  constexpr double kReach = 1e-4;  // farther than a step moves any sum of these networks
  CAPTURE(kSeed);
  relu::Random random(kSeed, relu::Purpose::data);
  int checked = 0;
  for (int attempt = 0; checked < kNetworks; ++attempt) {
    REQUIRE(attempt < 4 * kNetworks);
    CAPTURE(attempt);
    relu::NetworkConfig config;
    config.initializer = relu::Choice<relu::Initializer>(relu::test::row(relu::initializers(), "he_normal"));
    config.biasInitializer = relu::Choice<relu::Initializer>(relu::test::row(relu::initializers(), "normal"));
    for (std::uint32_t i = random.below(4); i > 0; --i) config.layers.push_back(relu::test::randomLayer(random));
    const relu::Loss& loss = relu::losses()[random.below(static_cast<std::uint32_t>(relu::losses().size()))];
    const Index inputs = 1 + random.below(4), samples = 1 + random.below(6),
                outputs = loss.classIndex ? 2 + random.below(3) : 1 + random.below(2);
    config.output = relu::test::layer(1, "linear");
    const auto built = relu::Network::build(config, {.channels = inputs}, outputs);
    const relu::Network& network = *built.value();
    const relu::Choice<relu::Loss> chosen(loss);

    relu::Buffer memory;
    const Index stride = relu::padded(samples), targetRows = loss.classIndex ? 1 : outputs;
    REQUIRE(memory.allocate((inputs + targetRows) * stride));
    const relu::Block x{memory.data(), inputs, samples, stride},
        targets{memory.data() + inputs * stride, targetRows, samples, stride};
    for (Index s = 0; s < samples; ++s) {
      for (Index i = 0; i < inputs; ++i) x.at(i, s) = random.normal();
      for (Index k = 0; k < targetRows; ++k) {
        targets.at(k, s) = loss.classIndex ? static_cast<Scalar>(random.below(static_cast<std::uint32_t>(outputs)))
                           : loss.link == relu::Link::sigmoid ? static_cast<Scalar>(random.below(2))
                           : loss.negative != 0               ? static_cast<Scalar>(2 * static_cast<int>(random.below(2)) - 1)
                                                              : random.normal();
      }
    }
    relu::Pass pass;
    REQUIRE(pass.allocate(network, samples, true));
    std::vector<Scalar> parameters(static_cast<std::size_t>(network.parameterCount())), gradients(parameters.size());
    network.initialize(parameters.data(), random.bits());
    relu::PassInput input;
    input.mode = relu::Mode::training;
    input.parameters = parameters.data();
    const auto lossAt = [&] {
      const relu::Block& result = pass.forward(input, x);
      return loss.evaluate(result, targets, chosen.values, &pass.outputDelta()) / static_cast<double>(samples);
    };
    lossAt();
    if (relu::test::isKinked(network, pass, x, kReach)) continue;
    bool kinkedLoss = false;  // hinge, MAE and Huber have kinks of their own
    const relu::Block& result = pass.value(network.layerCount() - 1);
    for (Index k = 0; k < targetRows && loss.link == relu::Link::identity; ++k) {
      for (Index s = 0; s < samples; ++s) {
        const double error = result.at(k, s) - targets.at(k, s), margin = 1 - result.at(k, s) * targets.at(k, s);
        kinkedLoss = kinkedLoss || std::abs(error) < 1e-3 || std::abs(std::abs(error) - chosen.values[0]) < 1e-3 ||
                     std::abs(margin) < 1e-3;
      }
    }
    if (kinkedLoss) continue;
    pass.backward(gradients.data());
    ++checked;
    CAPTURE(loss.name);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      CAPTURE(i);
      relu::test::checkDerivative(network, parameters[i], gradients[i], lossAt);
    }
  }
  CHECK(checked == kNetworks);
}

#endif
