// Probes: they see what a network in training sees, read it exactly, and refuse what does not fit.
#include "diagnostics/probe.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "allocations.hpp"
#include "test_networks.hpp"

using relu::Choice;
using relu::Index;
using relu::LayerProbe;
using relu::Mode;
using relu::Scalar;

namespace {

relu::NetworkConfig layersOf(std::vector<relu::LayerConfig> layers) {
  relu::NetworkConfig config = relu::test::network({}, "linear");
  config.layers = std::move(layers);
  return config;
}

std::unique_ptr<LayerProbe> probe(std::vector<relu::LayerConfig> layers, relu::Shape input, Index samples) {
  auto made = LayerProbe::create(layersOf(std::move(layers)), input, samples);
  REQUIRE(made.ok());
  return std::move(made.value());
}

std::vector<Scalar> randomNumbers(Index count, relu::Random& random) {
  std::vector<Scalar> numbers;
  for (Index i = 0; i < count; ++i) numbers.push_back(static_cast<Scalar>(random.normal()));
  return numbers;
}

}  // namespace

TEST_CASE("a probe of two layers by hand, every delta on its own") {
  const auto run = probe({relu::test::layer(2, "relu"), relu::test::layer(1, "linear")}, {.channels = 1}, 3);
  // Z = (2x − 1, −x), A = relu(Z), y = 3·a₁ + 5·a₂ + 0.5
  const Scalar parameters[] = {2, -1, -1, 0, 3, 5, Scalar(0.5)};
  REQUIRE(!run->setParameters(parameters));
  const Scalar x[] = {1, -2, 0};
  REQUIRE(!run->setInput(x));
  run->forward(Mode::training);
  const Scalar upstream[] = {1, 10, 100};
  REQUIRE(!run->backward(upstream));
  CHECK(run->output() == std::vector<Scalar>{Scalar(3.5), Scalar(10.5), Scalar(0.5)});
  CHECK(run->inputDelta() == std::vector<Scalar>{6, -50, 0});
  const auto& stages = run->network().stages();
  CHECK(run->value(stages[0]) == std::vector<Scalar>{1, 0, 0, 2, 0, 0});
  CHECK(run->delta(stages[0]) == std::vector<Scalar>{3, 5, 30, 50, 300, 500});  // ∂L/∂A, not ∂L/∂Z
  const auto gradients = run->gradients();
  CHECK(std::vector<Scalar>(gradients.begin(), gradients.end()) == std::vector<Scalar>{3, -100, 3, 50, 1, 20, 111});

  const relu::StageReading reading = run->read(stages[0]);
  CHECK(reading.fireShares == std::vector<double>{1.0 / 3, 1.0 / 3});
  CHECK(reading.zeroShare == doctest::Approx(4.0 / 6));
  CHECK(reading.mean == doctest::Approx(0.5));
  CHECK(reading.deviation == doctest::Approx(std::sqrt(5.0 / 6 - 0.25)));
  CHECK(reading.deltaNorm == doctest::Approx(std::sqrt(9 + 25 + 900 + 2500 + 90000 + 250000)));
  const relu::ArrayReading weights = run->read(stages[0].sums, run->network().layer(stages[0].sums).parameters()[0]);
  CHECK(weights.norm == doctest::Approx(std::sqrt(5.0)));
  CHECK(weights.gradientNorm == doctest::Approx(std::sqrt(10009.0)));
  CHECK(weights.largestGradient == 100);
}

TEST_CASE("deltas kept apart give the gradients of deltas in one place, bit for bit") {
  const std::uint32_t seed = 20240611;
  CAPTURE(seed);
  relu::Random random(seed, relu::Purpose::data);
  for (int round = 0; round < 200; ++round) {
    std::vector<relu::LayerConfig> layers;
    for (Index i = 1 + random.below(4); i > 0; --i) layers.push_back(relu::test::randomLayer(random));
    const Index inputs = 1 + random.below(5), samples = 1 + random.below(9);
    const auto apart = probe(layers, {.channels = inputs}, samples);
    const auto shared = relu::Network::build(layersOf(layers), {.channels = inputs}, std::nullopt, relu::Deltas::shared);
    REQUIRE(shared.ok());
    const relu::Network& network = *shared.value();
    const auto x = randomNumbers(inputs * samples, random), upstream = randomNumbers(network.outputs() * samples, random);
    REQUIRE(!apart->setInput(x));
    apart->forward(Mode::training);
    REQUIRE(!apart->backward(upstream));

    relu::Pass pass;
    REQUIRE(pass.allocate(network, samples, true));
    const relu::PassInput input = apart->reading();
    pass.forward(input, apart->input());
    for (Index i = 0; i < network.outputs() * samples; ++i)
      pass.outputDelta().at(i % network.outputs(), i / network.outputs()) = upstream[static_cast<std::size_t>(i)];
    for (Index k = 0; k < network.outputs(); ++k)
      for (Index i = samples; i < relu::padded(samples); ++i) pass.outputDelta().at(k, i) = 0;
    std::vector<Scalar> gradients(static_cast<std::size_t>(network.parameterCount()));
    pass.backward(gradients.data());
    CHECK(std::memcmp(gradients.data(), apart->gradients().data(), gradients.size() * sizeof(Scalar)) == 0);
  }
}

TEST_CASE("norms of numbers whose squares are no floats") {
  for (const double size : {1e-33, 1e-25, 1e18, 1e23}) {
    const auto run = probe({relu::test::layer(1, "linear")}, {.channels = 1}, 5);
    const Scalar x[] = {1, 1, 1, 1, 1};
    REQUIRE(!run->setInput(x));
    run->forward(Mode::training);
    const std::vector<Scalar> upstream(5, static_cast<Scalar>(size));
    REQUIRE(!run->backward(upstream));
    CHECK(run->read(run->network().stages()[0]).deltaNorm == doctest::Approx(size * std::sqrt(5.0)).epsilon(1e-6));
    const auto& weights = run->network().layer(0).parameters()[0];
    CHECK(run->read(0, weights).gradientNorm == doctest::Approx(5 * size).epsilon(1e-6));
  }
}

TEST_CASE("a loss at given outputs, and its link") {
  const Choice<relu::Loss> loss(relu::test::row(relu::losses(), "softmax_cross_entropy"));
  const Scalar outputs[] = {0, 0, 2, 2}, classes[] = {0, 1};
  const auto reading = relu::probeLoss(loss, 2, outputs, classes);
  REQUIRE(reading.ok());
  CHECK(reading.value().value == doctest::Approx(std::log(2.0)).epsilon(1e-6));
  REQUIRE(reading.value().delta.size() == 4);
  CHECK(reading.value().delta[0] == doctest::Approx(-0.25));
  CHECK(reading.value().delta[2] == doctest::Approx(0.25));
  for (const Scalar share : relu::probeLink(*loss.row, 2, outputs)) CHECK(share == doctest::Approx(0.5));

  const Scalar none[] = {0, 2};
  CHECK(relu::probeLoss(loss, 2, outputs, none).error().code == "out_of_range");
  CHECK(relu::probeLoss(loss, 2, outputs, outputs).error().code == "shape_mismatch");
  CHECK(relu::probeLoss(loss, 3, outputs, classes).error().code == "shape_mismatch");
  CHECK(relu::probeLoss(loss, 0, outputs, classes).error().code == "out_of_range");
  CHECK(relu::probeLink(*loss.row, 3, outputs).empty());
}

TEST_CASE("an optimiser stopped and taken up again goes the same way") {
  const std::uint32_t seed = 7;
  CAPTURE(seed);
  relu::Random random(seed, relu::Purpose::data);
  for (const relu::Optimizer& row : relu::optimizers()) {
    CAPTURE(row.name);
    const Choice<relu::Optimizer> optimizer(row);
    const auto weights = randomNumbers(5, random), gradients = randomNumbers(5 * 8, random);
    const auto whole = relu::probeOptimizer(optimizer, weights, gradients);
    REQUIRE(whole.ok());
    const std::span<const Scalar> all(gradients);
    const auto first = relu::probeOptimizer(optimizer, weights, all.first(5 * 3));
    REQUIRE(first.ok());
    const std::span<const Scalar> reached(first.value().weights);
    const auto second = relu::probeOptimizer(optimizer, reached.last(5), all.last(5 * 5), {}, first.value().state);
    REQUIRE(second.ok());
    const std::span<const Scalar> expected(whole.value().weights), got(second.value().weights);
    CHECK(std::memcmp(expected.last(5).data(), got.last(5).data(), 5 * sizeof(Scalar)) == 0);
    CHECK(second.value().state.steps == 8);
  }
}

TEST_CASE("each step may have a rate of its own") {
  const Choice<relu::Optimizer> sgd(relu::test::row(relu::optimizers(), "sgd"));
  const Scalar weights[] = {1, 2}, gradients[] = {1, 1, 1, 1};
  const double rates[] = {0.5, 0.25};
  const auto reading = relu::probeOptimizer(sgd, weights, gradients, rates);
  REQUIRE(reading.ok());
  CHECK(reading.value().weights == std::vector<Scalar>{Scalar(0.5), Scalar(1.5), Scalar(0.25), Scalar(1.25)});

  const double one[] = {0.5};
  CHECK(relu::probeOptimizer(sgd, weights, gradients, one).error().path == "rates");
  CHECK(relu::probeOptimizer(sgd, weights, std::span(gradients).first(3)).error().path == "gradients");
  relu::OptimizerState state;
  state.arrays[0] = {1};
  CHECK(relu::probeOptimizer(sgd, weights, gradients, rates, state).error().path == "states");
#ifndef RELU_DOUBLE
  const double huge[] = {1e38, 1e38};
  const Scalar steep[] = {1e30f, 1, 1, 1};
  CHECK(relu::probeOptimizer(sgd, weights, steep, huge).error().code == "not_finite");
#endif
}

TEST_CASE("what does not fit is refused by name") {
  CHECK(LayerProbe::create(layersOf({}), {.channels = 2}, 1).error().path == "network.layers");
  CHECK(LayerProbe::create(layersOf({relu::test::layer(2, "relu")}), {.channels = 2}, 0).error().path == "samples");
  const auto wide = LayerProbe::create(layersOf({relu::test::layer(2, "relu")}), {.channels = 2, .height = 2}, 1);
  CHECK(wide.error().code == "shape_mismatch");
  CHECK(wide.error().path == "network.layers[0]");
  const auto run = probe({relu::test::layer(2, "relu")}, {.channels = 2}, 2);
  const Scalar three[] = {1, 2, 3};
  CHECK(run->setParameters(three)->message == "expected 6 numbers, got 3");
  CHECK(run->setStatistics(three)->path == "statistics");
  CHECK(run->setInput(three)->path == "x");
  run->forward(Mode::evaluation);
  CHECK(run->backward(three)->path == "upstream");
}

TEST_CASE("given statistics rule in evaluation; training leaves new ones and the given ones in place") {
  relu::LayerConfig normalise = relu::test::layer(1, "linear");
  normalise.type = Choice<relu::LayerType>(relu::test::row(relu::layerTypes(), "batch_normalization"));
  const auto run = probe({normalise}, {.channels = 1}, 2);
  const Scalar x[] = {1, 3}, given[] = {5, 4};  // running mean and variance
  REQUIRE(!run->setInput(x));
  REQUIRE(!run->setStatistics(given));
  const auto parameters = run->parameters();
  CHECK(std::vector<Scalar>(parameters.begin(), parameters.end()) == std::vector<Scalar>{1, 0});
  const auto statistics = [&] {
    const auto span = run->statistics();
    return std::vector<Scalar>(span.begin(), span.end());
  };
  run->forward(Mode::evaluation);
  CHECK(statistics() == std::vector<Scalar>{5, 4});
  const auto evaluated = run->output();
  CHECK(evaluated[0] == doctest::Approx(-2).epsilon(1e-3));  // (1 − 5) / √(4 + ε)
  CHECK(evaluated[1] == doctest::Approx(-1).epsilon(1e-3));
  run->forward(Mode::training);
  CHECK(run->output()[0] == doctest::Approx(-1).epsilon(1e-3));  // of the batch: mean 2, variance 1
  const auto moved = statistics();
  CHECK(moved[0] < 5);  // towards the batch's 2 and its own variance
  CHECK(moved[0] > 2);
  CHECK(moved[1] < 4);
  run->forward(Mode::evaluation);
  CHECK(run->output() == evaluated);
}

TEST_CASE("whichever array's memory is refused, a probe says so and nothing leaks") {
  const std::int64_t live = relu::test::allocations().live;
  const Choice<relu::Loss> loss(relu::test::row(relu::losses(), "mean_squared_error"));
  const Choice<relu::Optimizer> adam(relu::test::row(relu::optimizers(), "adam"));
  const Scalar numbers[] = {1, 2};
  const auto codeOf = [](const auto& result) { return result.ok() ? std::string() : result.error().code; };
  /// Arrays that were asked for until all went well.
  const auto arrays = [&](auto use) {
    for (Index refused = 0;; ++refused) {
      REQUIRE(refused < 100);
      relu::test::failArrayAfter(refused);
      const std::string code = use();
      relu::test::failArrayAfter(-1);
      CHECK(relu::test::allocations().live == live);
      if (code.empty()) return refused;
      CHECK(code == "out_of_memory");
    }
  };
  CHECK(arrays([&] { return codeOf(LayerProbe::create(layersOf({relu::test::layer(2, "relu")}), {.channels = 2}, 3)); }) == 6);
  CHECK(arrays([&] { return codeOf(relu::probeLoss(loss, 2, numbers, numbers)); }) == 3);
  CHECK(arrays([&] { return codeOf(relu::probeOptimizer(adam, numbers, numbers)); }) == 3 + relu::kMostStates);
  CHECK(arrays([&] { return relu::probeLink(*loss.row, 2, numbers).empty() ? std::string("out_of_memory") : std::string(); }) ==
        1);
}

TEST_CASE("numbers that are none, and classes that are no classes") {
  const Choice<relu::Loss> classes(relu::test::row(relu::losses(), "softmax_cross_entropy")),
      squares(relu::test::row(relu::losses(), "mean_squared_error"));
  const Scalar outputs[] = {0, 0, 2, 2};
  for (const Scalar bad : {Scalar(-1), Scalar(0.5), Scalar(2), static_cast<Scalar>(NAN)}) {
    CAPTURE(bad);
    const Scalar targets[] = {1, bad};
    const auto refused = relu::probeLoss(classes, 2, outputs, targets);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().path == "targets");
    CHECK(refused.error().message == "expected class numbers below 2");
  }
  const auto missing = relu::probeLoss(squares, 2, outputs, std::span(outputs).first(2));
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().message == "expected 4 numbers, got 2");
  CHECK(relu::probeLoss(squares, 2, {}, {}).error().path == "outputs");
  CHECK(relu::probeLink(*squares.row, 0, outputs).empty());
  const Choice<relu::Optimizer> sgd(relu::test::row(relu::optimizers(), "sgd"));
  CHECK(relu::probeOptimizer(sgd, {}, {}).error().path == "gradients");
  const Scalar weights[] = {1}, gradients[] = {static_cast<Scalar>(NAN)};
  const auto stopped = relu::probeOptimizer(sgd, weights, gradients);
  REQUIRE_FALSE(stopped.ok());
  CHECK(stopped.error().code == "not_finite");
}
