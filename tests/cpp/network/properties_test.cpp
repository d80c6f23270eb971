// What holds for every network whatever its numbers are: scaling, reordering, and in the build that ships the gradient itself.
// The shift of logits stands in loss_test.cpp, the shift of pictures in conv2d_test.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>
#include <vector>

#include "../test_experiments.hpp"
#include "loss/loss.hpp"
#include "random_network.hpp"
#include "test_image_networks.hpp"
#include "test_kinks.hpp"

using namespace relu;

namespace {

constexpr double kRounding = std::numeric_limits<Scalar>::epsilon();

/// A layer's parameters of that role, their offset in the network's array; none when it has no such.
Parameter place(const Network& network, Index layer, std::string_view role) {
  for (Parameter parameter : network.layer(layer).parameters()) {
    if (parameter.role != role) continue;
    parameter.offset += network.offset(layer);
    return parameter;
  }
  return {};
}

/// A dense network with its numbers and a batch.
struct DenseRun {
  std::unique_ptr<Network> network;
  std::vector<Scalar> parameters;
  Buffer memory;
  Block x;
  Pass pass;

  DenseRun(const NetworkConfig& config, Index inputs, Index outputs, Index samples, Random& random) {
    auto built = Network::build(config, {.channels = inputs}, outputs);
    REQUIRE(built.ok());
    network = std::move(built.value());
    parameters.resize(static_cast<std::size_t>(network->parameterCount()));
    network->initialize(parameters.data(), random.bits());
    REQUIRE(memory.allocate(inputs * padded(samples)));
    x = {memory.data(), inputs, samples, padded(samples)};
    for (Index i = 0; i < inputs; ++i)
      for (Index s = 0; s < samples; ++s) x.at(i, s) = random.normal();
    REQUIRE(pass.allocate(*network, samples, false));
  }

  void forward() {
    PassInput input;
    input.parameters = parameters.data();
    pass.forward(input, x);
  }

  /// The numbers of a block, row after row, without its padding.
  static std::vector<Scalar> numbers(const Block& block) {
    std::vector<Scalar> result;
    for (Index f = 0; f < block.features; ++f) result.insert(result.end(), block.row(f), block.row(f) + block.samples);
    return result;
  }
  std::vector<Scalar> outputs() const { return numbers(pass.value(network->layerCount() - 1)); }
};

/// How far rounding may carry the outputs apart when every layer from stage `first` on is computed twice, with its sums in two
/// orders, on inputs that were equal. A sum of n products is off by at most (n + 2)·ε·Σ|w·a| in any order; an activation whose
/// slope is below `steepest` hands that on and adds twice its own error, `activationError`·(1 + |a|).
std::vector<double> spreadOf(const DenseRun& run, std::size_t first, double steepest, double activationError) {
  const Index samples = run.x.samples;
  std::vector<double> spread;
  for (std::size_t stage = first; stage < run.network->stages().size(); ++stage) {
    const Stage& at = run.network->stages()[stage];
    const Block& from = at.sums == 0 ? run.x : run.pass.value(at.sums - 1);
    const Block& to = run.pass.value(at.outputs);
    if (spread.empty()) spread.assign(static_cast<std::size_t>(from.features * samples), 0);
    const Parameter weights = place(*run.network, at.sums, "weights"), biases = place(*run.network, at.sums, "biases");
    std::vector<double> next;
    for (Index u = 0; u < to.features; ++u) {
      for (Index s = 0; s < samples; ++s) {
        double carried = 0, size = 0;
        for (Index i = 0; i < from.features; ++i) {
          const double w = std::abs(run.parameters[static_cast<std::size_t>(weights.offset + u * from.features + i)]);
          carried += w * spread[static_cast<std::size_t>(i * samples + s)];
          size += w * std::abs(from.at(i, s));
        }
        if (biases.count > 0) size += std::abs(run.parameters[static_cast<std::size_t>(biases.offset + u)]);
        const double sum = carried + 2 * static_cast<double>(from.features + 2) * kRounding * size;
        next.push_back(at.sums == at.outputs ? sum : steepest * sum + 2 * activationError * (1 + std::abs(to.at(u, s))));
      }
    }
    spread = std::move(next);
  }
  return spread;
}

void checkWithin(const std::vector<Scalar>& got, const std::vector<Scalar>& want, const std::vector<double>& spread,
                 double scale = 1) {
  REQUIRE(got.size() == want.size());
  REQUIRE(got.size() == spread.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    const double miss = std::abs(static_cast<double>(got[i]) - scale * static_cast<double>(want[i]));
    if (miss > scale * spread[i]) CHECK(miss <= scale * spread[i]);
  }
}

}  // namespace

TEST_CASE("networks of positively homogeneous activations without biases scale with their input") {
  constexpr std::uint32_t kSeed = 20260901;
  constexpr std::string_view kHomogeneous[] = {"relu", "leaky_relu", "prelu", "linear"};
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  int moved = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    NetworkConfig config = test::network({}, "relu");
    for (std::uint32_t i = random.below(6); i > 0; --i)
      config.layers.push_back(test::layer(1 + random.below(12), kHomogeneous[random.below(std::size(kHomogeneous))]));
    DenseRun run(config, 1 + random.below(5), 1 + random.below(3), 1 + random.below(9), random);
    run.forward();
    const std::vector<Scalar> outputs = run.outputs(), inputs = DenseRun::numbers(run.x);
    const std::vector<double> spread = spreadOf(run, 0, 1, kRounding);
    const auto scaled = [&](Scalar factor) {
      for (Index i = 0; i < run.x.features; ++i)
        for (Index s = 0; s < run.x.samples; ++s)
          run.x.at(i, s) = factor * inputs[static_cast<std::size_t>(i * run.x.samples + s)];
      run.forward();
      return run.outputs();
    };
    // A power of two changes exponents only: every rounding is the same, and so is the result to the bit.
    const auto power = static_cast<Scalar>(std::ldexp(1.0, static_cast<int>(random.below(41)) - 20));
    std::vector<Scalar> want = outputs;
    for (Scalar& number : want) number *= power;
    CHECK(scaled(power) == want);
    // Any other factor also rounds the inputs; a rounded input counts as one more product.
    const Scalar factor = random.uniform(Scalar(0.001), Scalar(100));
    checkWithin(scaled(factor), outputs, spread, factor);
    moved += std::any_of(outputs.begin(), outputs.end(), [](Scalar number) { return number != 0; });
  }
  CHECK(moved > 200);  // dead networks would scale whatever the code did
}

TEST_CASE("the order of a hidden layer's units does not matter") {
  constexpr std::uint32_t kSeed = 20260902;
  constexpr double kSteepest = 2;            // SELU has the largest slope of all rows, λα = 1.76
  constexpr double kActivationError = 1e-6;  // the contract of every row
  constexpr double kReach = 1e-4;            // far above what rounding moves; a jump would be stepped over else
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  int checked = 0;
  for (int round = 0; checked < 300; ++round) {
    REQUIRE(round < 3000);
    CAPTURE(round);
    NetworkConfig config = test::network({}, "relu");
    config.biasInitializer = Choice<Initializer>(test::row(initializers(), "normal"));
    for (std::uint32_t i = 1 + random.below(4); i > 0; --i) config.layers.push_back(test::randomLayer(random));
    const std::size_t chosen = random.below(static_cast<std::uint32_t>(config.layers.size()));
    DenseRun run(config, 1 + random.below(5), 1 + random.below(3), 1 + random.below(9), random);
    for (const Stage& stage : run.network->stages()) {  // slopes that differ, where there is one a unit
      const Parameter slopes = place(*run.network, stage.outputs, "slopes");
      for (Index i = 0; i < slopes.count; ++i) run.parameters[static_cast<std::size_t>(slopes.offset + i)] = random.uniform();
    }
    run.forward();
    if (test::isKinked(*run.network, run.pass, run.x, kReach)) continue;
    ++checked;
    const Stage &layer = run.network->stages()[chosen], &after = run.network->stages()[chosen + 1];
    const auto units = static_cast<std::size_t>(run.network->layer(layer.sums).outputs());
    const std::vector<Scalar> hidden = DenseRun::numbers(run.pass.value(layer.outputs)), outputs = run.outputs(),
                              before = run.parameters;
    const std::vector<double> spread = spreadOf(run, chosen + 1, kSteepest, kActivationError);

    std::vector<std::uint32_t> order(units);  // unit i comes to stand where order[i] stood
    std::iota(order.begin(), order.end(), 0u);
    shuffle(order.data(), static_cast<Index>(units), random);
    const auto moveRows = [&](const Parameter& parameter) {
      const auto first = static_cast<std::size_t>(parameter.offset), width = static_cast<std::size_t>(parameter.count) / units;
      if (static_cast<std::size_t>(parameter.count) < units) return;  // none, or one for the layer
      for (std::size_t i = 0; i < units; ++i)
        std::copy_n(before.begin() + static_cast<Index>(first + order[i] * width), width,
                    run.parameters.begin() + static_cast<Index>(first + i * width));
    };
    moveRows(place(*run.network, layer.sums, "weights"));
    moveRows(place(*run.network, layer.sums, "biases"));
    moveRows(place(*run.network, layer.outputs, "slopes"));
    const Parameter next = place(*run.network, after.sums, "weights");
    for (std::size_t row = 0; row < static_cast<std::size_t>(next.count) / units; ++row)
      for (std::size_t i = 0; i < units; ++i) {
        const std::size_t first = static_cast<std::size_t>(next.offset) + row * units;
        run.parameters[first + i] = before[first + order[i]];
      }
    run.forward();

    const std::vector<Scalar> moved = DenseRun::numbers(run.pass.value(layer.outputs));
    const auto samples = static_cast<Index>(hidden.size() / units);
    for (std::size_t i = 0; i < units; ++i)
      CHECK(std::equal(moved.begin() + static_cast<Index>(i) * samples, moved.begin() + static_cast<Index>(i + 1) * samples,
                       hidden.begin() + static_cast<Index>(order[i]) * samples));
    checkWithin(run.outputs(), outputs, spread);
  }
}

TEST_CASE("the order of the rows of a full batch does not matter") {
  constexpr std::uint32_t kSeed = 20260903;
  constexpr double kLossRounding = 1e-12;  // the sum over rows is in double; the losses of the rows are the same bits
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    constexpr std::string_view kData[] = {"circle", "blobs", "plane"};
    const auto activation = [&] {  // a shared slope's gradient is a sum over units too, which the bound below does not know
      LayerConfig config;
      do config = test::randomLayer(random);
      while (config.activation.row->learned);
      return config;
    };
    auto setup = test::setup({.data = kData[random.below(3)],
                              .seed = random.bits(),
                              .samples = 4 + static_cast<Index>(random.below(60)),
                              .testShare = 0.3,
                              .batchSize = 64,
                              .optimizer = "sgd"});
    setup.network.layers = {activation(), activation()};
    auto made = Trainer::create(std::move(setup), std::int64_t{1} << 28);
    REQUIRE(made.ok());
    Trainer& trainer = *made.value();
    const Index rows = trainer.data().trainRows, count = trainer.network().parameterCount();
    const auto gradientsOn = [&](const std::vector<std::uint32_t>& order) {  // at rate 0 the weights stay
      REQUIRE(trainer.stepOn(order.data(), static_cast<Index>(order.size()), 0));
      return std::vector<Scalar>(trainer.gradients(), trainer.gradients() + count);
    };
    std::vector<std::uint32_t> order(static_cast<std::size_t>(rows));
    std::iota(order.begin(), order.end(), 0u);
    const std::vector<Scalar> want = gradientsOn(order);
    const double loss = trainer.batchLoss();
    shuffle(order.data(), rows, random);
    const std::vector<Scalar> got = gradientsOn(order);
    CHECK(std::abs(trainer.batchLoss() - loss) <= kLossRounding * std::max(1.0, std::abs(loss)));
    std::vector<double> size(static_cast<std::size_t>(count));
    for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(rows); ++row) {
      const std::vector<Scalar> alone = gradientsOn({row});
      for (std::size_t i = 0; i < size.size(); ++i)
        size[i] += std::abs(static_cast<double>(alone[i])) / static_cast<double>(rows);
    }
    for (std::size_t i = 0; i < size.size(); ++i) {
      const double bound = 2 * static_cast<double>(rows + 2) * kRounding * size[i];
      const double miss = std::abs(static_cast<double>(got[i]) - want[i]);
      if (miss > bound) CHECK(miss <= bound);
    }
  }
}

#ifndef RELU_DOUBLE

namespace {

struct Drawn {
  NetworkConfig config;
  Shape input;
};

Drawn drawNetwork(Random& random) {
  switch (random.below(5)) {  // most of the pictures are near a tie of maxima and left out
    case 0: {
      NetworkConfig config = test::network({}, "relu");
      config.biasInitializer = Choice<Initializer>(test::row(initializers(), "normal"));
      for (std::uint32_t i = random.below(4); i > 0; --i) config.layers.push_back(test::randomLayer(random));
      return {config, {.channels = 1 + static_cast<Index>(random.below(4))}};
    }
    case 1: {
      test::RandomNetwork generator(random);
      NetworkConfig config = generator.make(4);
      return {config, generator.input};
    }
    default: {
      test::ImageNetwork drawn = test::randomImageNetwork(random);
      return {std::move(drawn.config), drawn.input};
    }
  }
}

}  // namespace

TEST_CASE("gradients in float32 agree with differences along random directions in 500 random networks") {
  constexpr std::uint32_t kSeed = 20260904;
  constexpr int kNetworks = 500, kDirections = 4;
  constexpr double kTolerance = 2e-3;
  // Every parameter moves by about kStep, so that the loss moves by about kStep·‖gradient‖. Rounding takes about ε·loss from a
  // difference of losses, ε·loss/kStep from the quotient: a tenth of the tolerance of a gradient as large as the loss. A
  // smaller one cannot be told from rounding any better.
  constexpr double kStep = 3e-4;
  constexpr double kReach = 5e-3;  // how far a value may move; networks in which one moves farther are left out
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  const Choice<Loss> loss(test::row(losses(), "mean_squared_error"));
  std::vector<int> used(layerTypes().size());
  int checked = 0;
  for (int attempt = 0; checked < kNetworks; ++attempt) {
    REQUIRE(attempt < 20 * kNetworks);
    CAPTURE(attempt);
    const Drawn drawn = drawNetwork(random);
    const Index samples = 3 + static_cast<Index>(random.below(4)), outputs = 1 + random.below(2), stride = padded(samples);
    const auto built = Network::build(drawn.config, drawn.input, outputs);
    if (!built.ok()) continue;  // a picture that shrinks away
    const Network& network = *built.value();
    Buffer memory;
    REQUIRE(memory.allocate((network.inputs() + outputs) * stride));
    const Block x{memory.data(), network.inputs(), samples, stride}, targets{x.row(network.inputs()), outputs, samples, stride};
    for (Index s = 0; s < samples; ++s) {
      for (Index i = 0; i < x.features; ++i) x.at(i, s) = random.normal();
      for (Index k = 0; k < outputs; ++k) targets.at(k, s) = random.normal();
    }
    Pass pass;
    REQUIRE(pass.allocate(network, samples, true));
    const auto count = static_cast<std::size_t>(network.parameterCount());
    std::vector<Scalar> start(count), parameters(count), gradients(count),
        statistics(static_cast<std::size_t>(network.statisticCount() + 1), Scalar(0.7));
    network.initialize(start.data(), random.bits());
    for (Index i = 0; i < network.layerCount(); ++i)  // a learned scale of 0 would hide what is behind it
      for (const Parameter& parameter : network.layer(i).parameters())
        if (parameter.role == "scale") start[static_cast<std::size_t>(network.offset(i) + parameter.offset)] = Scalar(0.7);
    PassInput input;
    input.mode = random.below(3) ? Mode::training : Mode::evaluation;
    input.parameters = parameters.data();
    input.statistics = statistics.data();
    input.seed = random.bits();
    const auto lossNow = [&] {
      const Block& result = pass.forward(input, x);
      return loss.row->evaluate(result, targets, loss.values, &pass.outputDelta()) / static_cast<double>(samples);
    };
    const auto valuesNow = [&] {
      std::vector<Scalar> values;
      for (Index i = 0; i < network.layerCount(); ++i) {
        const std::vector<Scalar> of = DenseRun::numbers(pass.value(i));
        values.insert(values.end(), of.begin(), of.end());
      }
      return values;
    };
    parameters = start;
    const double lossAtStart = lossNow();
    if (test::isKinked(network, pass, x, kReach)) continue;
    pass.backward(gradients.data());
    double scale = 0;
    for (const Scalar number : gradients) scale += static_cast<double>(number) * number;
    scale = std::max(std::sqrt(scale), lossAtStart);

    bool moderate = true;
    for (int direction = 0; moderate && direction < kDirections; ++direction) {
      std::vector<double> along(count);
      for (double& number : along) number = random.normal();
      const auto lossAt = [&](double step) {
        for (std::size_t i = 0; i < count; ++i) parameters[i] = static_cast<Scalar>(start[i] + step * along[i]);
        return lossNow();
      };
      const double above = lossAt(kStep);
      const std::vector<Scalar> high = valuesNow(), forward = parameters;
      const double below = lossAt(-kStep);
      const std::vector<Scalar> low = valuesNow();
      for (std::size_t i = 0; i < high.size(); ++i) moderate = moderate && std::abs(high[i] - low[i]) < kReach;
      if (!moderate) break;
      double expected = 0;  // of the step as it is after rounding
      for (std::size_t i = 0; i < count; ++i) expected += (static_cast<double>(forward[i]) - parameters[i]) * gradients[i];
      const double got = expected / (2 * kStep), numeric = (above - below) / (2 * kStep);
      const double miss = std::abs(numeric - got) / scale;
      if (miss <= kTolerance) continue;
      for (const Stage& stage : network.stages())
        MESSAGE(stage.path << " " << std::string(stage.config->type.row->name) << " "
                           << std::string(stage.config->activation.row->name));
      CAPTURE(got);
      CAPTURE(numeric);
      CHECK(miss <= kTolerance);
    }
    if (!moderate) continue;
    ++checked;
    for (const Stage& stage : network.stages()) ++used[static_cast<std::size_t>(stage.config->type.row - layerTypes().data())];
  }
  for (std::size_t i = 0; i < used.size(); ++i) CHECK_MESSAGE(used[i] >= 10, std::string(layerTypes()[i].name), " ", used[i]);
}

#endif
