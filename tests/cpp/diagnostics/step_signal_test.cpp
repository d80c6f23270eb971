// The signal at each step against one linear unit by hand, from what vanishes to what explodes, far beyond float32.
#include "diagnostics/step_signal.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "diagnostics/recurrent_runs.hpp"
#include "diagnostics/weight_hash.hpp"

using relu::Index;
using relu::Scalar;
using relu::test::recurrentRun;

namespace {

/// A hundred roundings of float32 in a row.
constexpr double kManyRoundings = 100 * 6e-8;

struct Wanted {
  std::vector<double> forward, delta;
};

/// States and deltas of one linear unit, number by number, in double.
Wanted reference(const relu::Trainer& run, double input, double recurrent, double answer) {
  const auto steps = static_cast<std::size_t>(run.data().columns);
  Wanted wanted{std::vector<double>(steps), std::vector<double>(steps)};
  const auto rows = static_cast<double>(relu::test::kRecurrentTrainRows);
  for (Index i = 0; i < relu::test::kRecurrentTrainRows; ++i) {
    double state = 0;
    for (std::size_t t = 0; t < steps; ++t) {
      state = input * run.data().values[static_cast<std::size_t>(i) * steps + t] + recurrent * state;
      wanted.forward[t] += state * state / rows;
    }
    double delta = 2 * (answer * state - 1) * answer;
    for (std::size_t t = steps; t-- > 0; delta *= recurrent) wanted.delta[t] += delta * delta / rows;
  }
  for (std::size_t t = 0; t < steps; ++t) {
    wanted.forward[t] = std::sqrt(wanted.forward[t]);
    wanted.delta[t] = std::sqrt(wanted.delta[t]);
  }
  return wanted;
}

}  // namespace

TEST_CASE("states and deltas of every step are those by hand, from 1e-61 to 1e+23") {
  struct Case {
    Index steps;
    double recurrent;
    double first;  ///< About the delta of the first step.
  };
  for (const Case& made : {Case{5, 0.5, 0.1}, Case{100, 0.25, 1e-60}, Case{51, 2.875, 1e23}, Case{62, 0.0625, 1e-74},
                           Case{1, 0.5, 1}, Case{30, 0, 0}}) {
    // Clang captures no structured binding, and CAPTURE is a lambda.
    const Index steps = made.steps;
    const double recurrent = made.recurrent, first = made.first;
    CAPTURE(steps);
    CAPTURE(recurrent);
    // An input weight so small that the state, and so the error, stays small while the delta grows.
    const double input = recurrent > 1 ? std::pow(recurrent, -static_cast<double>(steps)) : 1;
    const auto run = recurrentRun(steps, static_cast<Scalar>(input), static_cast<Scalar>(recurrent), Scalar(0.75));
    const Wanted wanted = reference(*run, static_cast<Scalar>(input), recurrent, 0.75);
    const auto signal = relu::measureSteps(*run);
    REQUIRE(signal.size() == 2);
    CHECK(signal[1].forward.empty());
    CHECK(signal[1].delta.empty());
    REQUIRE(signal[0].delta.size() == static_cast<std::size_t>(steps));
    for (std::size_t t = 0; t < wanted.delta.size(); ++t) {
      CAPTURE(t);
      CHECK(std::abs(signal[0].forward[t] - wanted.forward[t]) <= kManyRoundings * wanted.forward[t]);
      CHECK(std::abs(signal[0].delta[t] - wanted.delta[t]) <= kManyRoundings * wanted.delta[t]);
    }
    // The case is what it is there for.
    if (first > 0) CHECK(std::abs(std::log10(wanted.delta[0] / first)) < 1.5);
  }
}

TEST_CASE("a recurrent layer below another has its own steps") {
  const auto run = recurrentRun(40, 1, Scalar(0.125), 1, 2);
  const auto signal = relu::measureSteps(*run);
  REQUIRE(signal.size() == 3);
  REQUIRE(signal[0].delta.size() == 40);
  REQUIRE(signal[1].delta.size() == 40);
  // Two delays of r each: the lower layer's delta s steps before the end is (s + 1)·r^s of the last one's.
  const double last = signal[1].delta[39];
  for (std::size_t s = 0; s < 40; ++s) {
    CAPTURE(s);
    const double fading = std::pow(0.125, static_cast<double>(s));
    CHECK(signal[1].delta[39 - s] == doctest::Approx(last * fading).epsilon(kManyRoundings));
    CHECK(signal[0].delta[39 - s] == doctest::Approx(last * fading * static_cast<double>(s + 1)).epsilon(kManyRoundings));
  }
}

TEST_CASE("measuring steps leaves the run as it was, and a network without steps has none") {
  const auto measured = recurrentRun(9, 1, Scalar(0.5), 1), alone = recurrentRun(9, 1, Scalar(0.5), 1);
  for (int i = 0; i < 5; ++i) {
    relu::measureSteps(*measured);
    REQUIRE(measured->step());
    REQUIRE(alone->step());
  }
  const Index count = alone->network().parameterCount();
  CHECK(relu::weightHash(measured->weights(), count) == relu::weightHash(alone->weights(), count));
  for (const auto& stage : relu::measureSteps(*relu::test::trainer({}))) CHECK(stage.delta.empty());
}
