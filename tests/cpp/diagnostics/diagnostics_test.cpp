// Everything that reads a network: signal, baseline, grids, histogram, hash, curve.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <numeric>
#include <vector>

#include "allocations.hpp"
#include "diagnostics/baseline.hpp"
#include "diagnostics/curve.hpp"
#include "diagnostics/response.hpp"
#include "diagnostics/signal.hpp"
#include "diagnostics/weight_hash.hpp"
#include "test_experiments.hpp"

using relu::Index;
using relu::Scalar;
using relu::test::trainer;

TEST_CASE("the signal of a linear network by hand") {
  auto setup = relu::test::setup({.data = "plane", .samples = 40});
  setup.network = relu::test::network({1}, "linear");
  setup.features.resize(1);
  auto result = relu::Trainer::create(std::move(setup), std::int64_t{1} << 28);
  REQUIRE(result.ok());
  relu::Trainer& run = *result.value();
  const Scalar weights[] = {2, 0, -3, 0};  // a = 2x, output −6x
  REQUIRE(run.setWeights(weights, 4));
  const auto& x = run.train().inputs;
  const auto& y = run.train().targets;
  double forward = 0, delta = 0, gradient = 0;
  const auto rows = static_cast<double>(x.samples);
  for (Index i = 0; i < x.samples; ++i) {
    const double input = x.at(0, i), error = -6 * input - y.at(0, i);
    forward += 4 * input * input / rows;
    delta += 4 * error * error / rows;
    gradient += 2 * error * -3 * input / rows;
  }
  const auto signal = relu::measureSignal(run);
  REQUIRE(signal.size() == 2);
  CHECK(signal[0].forward == doctest::Approx(std::sqrt(forward)).epsilon(1e-5));
  CHECK(signal[1].delta == doctest::Approx(std::sqrt(delta)).epsilon(1e-5));
  CHECK(signal[0].delta == doctest::Approx(3 * std::sqrt(delta)).epsilon(1e-5));
  CHECK(signal[0].gradient == doctest::Approx(std::abs(gradient)).epsilon(1e-4));
}

TEST_CASE("measuring leaves the run as it was") {
  const auto measured = trainer({}), alone = trainer({});
  for (int i = 0; i < 30; ++i) {
    relu::measureSignal(*measured);
    std::vector<Scalar> grid(static_cast<std::size_t>(relu::unitCount(*measured) * 16));
    REQUIRE(relu::PlaneGrid(*measured).units(4, grid.data()));
    measured->evaluate(measured->test());
    REQUIRE(measured->step());
    REQUIRE(alone->step());
  }
  const Index count = alone->network().parameterCount();
  CHECK(relu::weightHash(measured->weights(), count) == relu::weightHash(alone->weights(), count));
}

TEST_CASE("guessing: entropy for cross-entropies, variance for squared errors") {
  const auto binary = trainer({.samples = 200});
  double ones = 0;
  for (Index i = 0; i < binary->data().trainRows; ++i) ones += binary->data().labels[static_cast<std::size_t>(i)];
  const double share = ones / static_cast<double>(binary->data().trainRows);
  const relu::Metrics guess = relu::guessing(*binary);
  CHECK(guess.loss == doctest::Approx(-share * std::log(share) - (1 - share) * std::log(1 - share)).epsilon(1e-5));
  CHECK(guess.accuracy == doctest::Approx(std::max(share, 1 - share)));

  const auto regression = trainer({.data = "plane", .samples = 200});
  const auto& y = regression->train().targets;
  double mean = 0, variance = 0;
  for (Index i = 0; i < y.samples; ++i) mean += y.at(0, i) / static_cast<double>(y.samples);
  for (Index i = 0; i < y.samples; ++i) variance += (y.at(0, i) - mean) * (y.at(0, i) - mean) / static_cast<double>(y.samples);
  CHECK(relu::guessing(*regression).loss == doctest::Approx(variance).epsilon(1e-5));
  CHECK(std::isnan(relu::guessing(*regression).accuracy));

  const auto classes = trainer({.data = "blobs", .samples = 200});
  CHECK(relu::guessing(*classes).loss == doctest::Approx(std::log(static_cast<double>(classes->data().classes))).epsilon(0.02));
}

TEST_CASE("guessing without memory knows the accuracy and says that it does not know the loss") {
  const auto run = trainer({.data = "blobs", .samples = 200});
  const relu::Metrics known = relu::guessing(*run);
  relu::test::failArrayAfter(0);
  const relu::Metrics guess = relu::guessing(*run);
  relu::test::failArrayAfter(-1);
  CHECK(std::isnan(guess.loss));
  CHECK(guess.accuracy == known.accuracy);
}

TEST_CASE("a signal has no gradient where a layer has no weights") {
  auto setup = relu::test::setup({.samples = 40});
  relu::LayerConfig activation = relu::test::layer(1, "tanh");
  activation.type = relu::Choice<relu::LayerType>(relu::test::row(relu::layerTypes(), "activation"));
  setup.network.layers = {activation, relu::test::layer(3, "relu")};
  auto made = relu::Trainer::create(std::move(setup), std::int64_t{1} << 28);
  REQUIRE(made.ok());
  const auto signal = relu::measureSignal(*made.value());
  REQUIRE(signal.size() == 3);
  CHECK(signal[0].gradient == 0);
  CHECK(signal[0].forward > 0);
  CHECK(signal[1].gradient > 0);
  CHECK(signal[2].gradient > 0);
}

TEST_CASE("a grid is the prediction at its pixel centres, from the top left") {
  const auto run = trainer({.data = "blobs"});
  for (int i = 0; i < 50; ++i) REQUIRE(run->step());
  constexpr Index kResolution = 9;
  const Index outputs = run->network().outputs(), pixels = kResolution * kResolution;
  std::vector<Scalar> grid(static_cast<std::size_t>(outputs * pixels)),
      units(static_cast<std::size_t>(relu::unitCount(*run) * pixels));
  relu::PlaneGrid plane(*run);
  REQUIRE(plane.outputs(kResolution, grid.data()));
  REQUIRE(plane.units(kResolution, units.data()));
  for (Index column = 1; column < kResolution; ++column)
    CHECK(units[static_cast<std::size_t>(column)] > units[static_cast<std::size_t>(column - 1)]);
  const double width = (relu::kDomainMax - relu::kDomainMin) / kResolution;
  for (const Index pixel : {Index{0}, Index{5}, Index{40}, pixels - 1}) {
    const Scalar point[] = {static_cast<Scalar>(relu::kDomainMin + (static_cast<double>(pixel % kResolution) + 0.5) * width),
                            static_cast<Scalar>(relu::kDomainMax - (static_cast<double>(pixel / kResolution) + 0.5) * width)};
    std::vector<Scalar> linked(static_cast<std::size_t>(outputs)), raw(linked.size());
    REQUIRE(relu::predict(*run, point, 1, relu::Answer::linked, linked.data()));
    REQUIRE(relu::predict(*run, point, 1, relu::Answer::raw, raw.data()));
    double sum = 0;
    for (Index k = 0; k < outputs; ++k) {
      CHECK(grid[static_cast<std::size_t>(k * pixels + pixel)] ==
            doctest::Approx(linked[static_cast<std::size_t>(k)]).epsilon(1e-5));
      const Index map = relu::unitCount(*run) - outputs + k;
      CHECK(units[static_cast<std::size_t>(map * pixels + pixel)] ==
            doctest::Approx(raw[static_cast<std::size_t>(k)]).epsilon(1e-5));
      sum += linked[static_cast<std::size_t>(k)];
    }
    CHECK(sum == doctest::Approx(1).epsilon(1e-5));
  }
}

TEST_CASE("a histogram counts every sum once") {
  const auto run = trainer({});
  std::vector<std::uint32_t> counts(10);
  const relu::Histogram histogram = relu::sumHistogram(*run, 0, -1, 1, counts.data(), 10);
  CHECK(histogram.total == 8 * 250);
  CHECK(histogram.below + histogram.above + std::accumulate(counts.begin(), counts.end(), 0u) == histogram.total);
  CHECK(histogram.below > 0);
  CHECK(histogram.above > 0);
}

TEST_CASE("the hash is FNV-1a") {
  CHECK(relu::weightHash(nullptr, 0) == 0xcbf29ce484222325u);
#ifndef RELU_DOUBLE
  const float letters[] = {777.60327f};  // the bytes of "foBD"
  unsigned char bytes[4];
  std::memcpy(bytes, letters, 4);
  std::uint64_t want = 0xcbf29ce484222325u;
  for (const unsigned char byte : bytes) want = (want ^ byte) * 1099511628211u;
  CHECK(relu::weightHash(letters, 1) == want);
#endif
}

TEST_CASE("a curve is the row's values and derivatives, whatever the count") {
  for (const relu::Activation& row : relu::activations()) {
    CAPTURE(row.name);
    const relu::Choice<relu::Activation> activation(row);
    const Scalar z[] = {-2, -0.5, 0.25, 1, 2, 7, -7};
    for (const Index count : {1, 4, 7}) {
      std::vector<Scalar> values(static_cast<std::size_t>(count)), derivatives(values.size());
      relu::activationCurve(activation, z, count, values.data(), derivatives.data());
      std::vector<Scalar> single(1), slope(1);
      relu::activationCurve(activation, z + count - 1, 1, single.data(), slope.data());
      CHECK(values.back() == single[0]);
      CHECK(derivatives.back() == slope[0]);
    }
  }
}
