// The optimisers: first steps worked by hand, descent, refusal of what is not finite, states and stability. Knows nothing of
// layers.
#include "optimizer/optimizer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace relu;

namespace {

constexpr Scalar kNan = std::numeric_limits<Scalar>::quiet_NaN();
constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
/// A step of a rule is some ten roundings of quantities of its own size.
constexpr double kRounding = 32 * static_cast<double>(std::numeric_limits<Scalar>::epsilon());

const Optimizer& named(std::string_view name) {
  const Optimizer* row = find(optimizers(), name);
  REQUIRE(row != nullptr);
  return *row;
}

/// An optimiser at work on `count` weights. States that the row does not own are null: touching one ends the program.
class Run {
 public:
  Run(const Optimizer& row, Index count, Scalar start)
      : choice(row), weights(static_cast<std::size_t>(count), start), next(weights) {
    for (int s = 0; s < row.states; ++s) states[s].assign(weights.size(), 0);
  }

  bool step(const std::vector<Scalar>& gradients) {
    Update update{};
    update.weights = weights.data();
    update.next = next.data();
    update.gradients = gradients.data();
    for (int s = 0; s < choice.row->states; ++s) update.states[s] = states[s].data();
    update.scalars = scalars;
    update.count = static_cast<Index>(weights.size());
    update.learningRate = choice.values[0];
    update.parameters = choice.values;
    update.first = ++steps == 1;
    if (!choice.row->update(update)) return false;
    weights.swap(next);
    return true;
  }
  bool step(Scalar gradient) { return step(std::vector<Scalar>(weights.size(), gradient)); }

  Choice<Optimizer> choice;
  std::vector<Scalar> weights, next;
  std::vector<Scalar> states[kMostStates];
  double scalars[4] = {};
  std::int64_t steps = 0;
};

}  // namespace

TEST_CASE("optimisers: every row is complete, with the rate first and a slider inside the accepted range") {
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    CHECK(find(optimizers(), row.name) == &row);
    CHECK(row.states >= 0);
    CHECK(row.states <= kMostStates);
    CHECK(row.fields.size() <= kMostFields);
    REQUIRE(!row.fields.empty());
    CHECK(row.fields[0].name == "learning_rate");
    CHECK(row.fields[0].max == 1e38);
    for (const Field& field : row.fields) {
      CAPTURE(std::string(field.name));
      CHECK(field.standard >= field.min);
      CHECK(field.standard <= field.max);
      const double low = field.sliderMin == 0 ? field.min : field.sliderMin,
                   high = field.sliderMax == 0 ? field.max : field.sliderMax;
      CHECK(field.min <= low);
      CHECK(low <= field.standard);
      CHECK(field.standard <= high);
      CHECK(high <= field.max);
      if (field.logarithmic) CHECK(low > 0);
    }
  }
}

TEST_CASE("optimisers: two steps worked by hand") {
  // w = 1, gradients 0.5 and then −0.25; values from the formulas in exact arithmetic, without epsilon where it would
  // only blur them.
  struct Case {
    std::string_view name;
    std::vector<double> parameters;
    double first, second;
  };
  const double root = std::sqrt(0.5);
  const Case cases[] = {
      {"sgd", {0.1}, 0.95, 0.975},
      {"momentum", {0.1, 0.5, 0}, 0.95, 0.95},      // v = 0.5, then 0.25 − 0.25
      {"momentum", {0.1, 0.5, 0.5}, 0.95, 0.9375},  // v = 0.5, then 0.25 − 0.125
      {"nesterov", {0.1, 0.5}, 0.925, 0.95},        // g + μv = 0.75, then −0.25 + 0
      {"adagrad", {0.1, 0, 0}, 0.9, 0.9 + 0.025 / std::sqrt(0.3125)},
      {"adagrad", {0.1, 0, 0.75}, 0.95, 0.95 + 0.025 / std::sqrt(1.0625)},
      {"rmsprop", {0.1, 0.5, 0, 0, 0}, 1 - 0.05 / std::sqrt(0.125), 1 - 0.05 / std::sqrt(0.125) + 0.025 / std::sqrt(0.09375)},
      // Centred: v − m² = 0.125 − 0.0625, then 0.09375 − 0.
      {"rmsprop", {0.1, 0.5, 0, 0, 1}, 0.8, 0.8 + 0.025 / std::sqrt(0.09375)},
      // With momentum: b = 0.5 / √0.125, then half of that less 0.25 / √0.09375.
      {"rmsprop",
       {0.1, 0.5, 0.5, 0, 0},
       1 - 0.05 / std::sqrt(0.125),
       1 - 0.075 / std::sqrt(0.125) + 0.025 / std::sqrt(0.09375)},
      // d = √1 / √1.125·½, u = ½·d²; then v = 0.09375, d = −√(u + 1) / √1.09375·¼.
      {"adadelta",
       {1, 0.5, 1},
       1 - 0.5 / std::sqrt(1.125),
       1 - 0.5 / std::sqrt(1.125) + 0.25 * std::sqrt(1 + 0.125 / 1.125) / std::sqrt(1.09375)},
      // m̂ = 0.5, v̂ = 0.25; then m̂ = (0.125 − 0.125) / 0.75 = 0.
      {"adam", {0.1, 0.5, 0.5, 0}, 0.9, 0.9},
      {"adam", {0.1, 0, 0.5, 0}, 0.9, 0.9 + 0.025 / std::sqrt(0.125)},  // v = 0.125, then 0.09375 / 0.75
      {"adam", {0.1, 0.5, 0.5, 0.5}, 0.95, 0.95},
      {"amsgrad", {0.1, 0, 0.5, 0}, 0.9, 0.9 + 0.025 / std::sqrt(0.125 / 0.75)},  // the larger v, 0.125, stays
      {"adamw", {0.1, 0.5, 0.5, 0, 0.5}, 0.85, 0.8075},
      {"adamax", {0.1, 0, 0.5, 0}, 0.9, 1.0},  // u = 0.5, then max(0.25, 0.25)
      {"adamax", {0.1, 0, 0.9, 0}, 0.9, 0.9 + 0.025 / 0.45},
      // ψ = 0 makes μ = β₁/2 = ¼ at every t: m = 0.25, Π = ¼; (¾ / ¾·0.5 + ¼ / (1 − 1/16)·0.25) / √0.25.
      // Then m = 0 and Π = 1/16: (¾ / (15/16)·(−0.25)) / √0.125.
      {"nadam",
       {0.1, 0.5, 0.5, 0, 0},
       1 - 0.2 * (0.5 + 0.0625 / 0.9375),
       1 - 0.2 * (0.5 + 0.0625 / 0.9375) + 0.02 / (0.5 * root)},
  };
  for (const Case& c : cases) {
    CAPTURE(std::string(c.name));
    Run run(named(c.name), 4, 1);
    const std::size_t own = run.choice.row->fields.size() - (c.name == "adamw" ? 0 : 1);  // all but the decay, which is 0
    REQUIRE(c.parameters.size() == own);
    std::copy(c.parameters.begin(), c.parameters.end(), run.choice.values);
    CHECK(run.step(Scalar(0.5)));
    for (const Scalar w : run.weights) CHECK(std::abs(w - c.first) <= kRounding);
    CHECK(run.step(Scalar(-0.25)));
    for (const Scalar w : run.weights) CHECK(std::abs(w - c.second) <= kRounding);
  }
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    CHECK(std::any_of(std::begin(cases), std::end(cases), [&](const Case& c) { return c.name == row.name; }));
  }
}

TEST_CASE("optimisers: weight decay is a share of each weight in its gradient") {
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    CHECK(row.fields.back().name == "weight_decay");
    if (row.name == "adamw") continue;  // beside the gradient, not in it
    Run decayed(row, 8, Scalar(0.75)), plain(row, 8, Scalar(0.75));
    decayed.choice.values[row.fields.size() - 1] = 0.5;
    for (int t = 0; t < 20; ++t) {
      std::vector<Scalar> gradients(8), sums(8);
      for (std::size_t i = 0; i < 8; ++i) {
        gradients[i] = static_cast<Scalar>(static_cast<int>(7 * i) % 5 - 2) / 8;
        sums[i] = gradients[i] + Scalar(0.5) * plain.weights[i];
      }
      REQUIRE(decayed.step(gradients));
      REQUIRE(plain.step(sums));
      CHECK(decayed.weights == plain.weights);
    }
  }
}

TEST_CASE("optimisers: NAdam's schedule of momentum follows the power of 0.96") {
  // With β₂ = 0 and equal gradients 1 the divisor is 1, so each step shows the bracket of the formula. std::pow is the judge
  // here.
  Run run(named("nadam"), 4, 0);
  const double values[] = {1, 0.9, 0, 0, 0.7};
  std::copy(std::begin(values), std::end(values), run.choice.values);
  double product = 1, m = 0;
  for (int t = 1; t <= 60; ++t) {
    const double now = 0.9 * (1 - 0.5 * std::pow(0.96, 0.7 * t)), next = 0.9 * (1 - 0.5 * std::pow(0.96, 0.7 * (t + 1)));
    product *= now;
    m = 0.9 * m + 0.1;
    const double expected = (1 - now) / (1 - product) + next * m / (1 - product * next);
    std::fill(run.weights.begin(), run.weights.end(), Scalar(0));
    REQUIRE(run.step(Scalar(1)));
    CHECK(std::abs(-run.weights[0] - expected) <= kRounding);
  }
}

TEST_CASE("optimisers: every lane and every vector has its own weight, gradient and state") {
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    constexpr Index count = 12;
    Run all(row, count, 0);
    std::vector<Run> alone;
    for (Index i = 0; i < count; ++i) {
      all.weights[static_cast<std::size_t>(i)] = static_cast<Scalar>(i) / 4;
      alone.emplace_back(row, kLanes, static_cast<Scalar>(i) / 4);
    }
    for (int t = 0; t < 5; ++t) {
      std::vector<Scalar> gradients(count);
      for (Index i = 0; i < count; ++i)
        gradients[static_cast<std::size_t>(i)] = static_cast<Scalar>((7 * i + 3 * t) % 11 - 5) / 8;
      REQUIRE(all.step(gradients));
      for (std::size_t i = 0; i < count; ++i) {
        REQUIRE(alone[i].step(gradients[i]));
        CHECK(alone[i].weights[0] == all.weights[i]);
      }
    }
  }
}

TEST_CASE("optimisers: default settings descend a badly scaled bowl") {
  // L = ½·Σ cᵢ·wᵢ², c = 0.01, 0.1, 1, 10, from w = 1: SGD's default rate 0.03 is inside its limit of 2 / 10.
  const Scalar curvature[] = {Scalar(0.01), Scalar(0.1), 1, 10};
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    Run run(row, 4, 1);
    const auto loss = [&] {
      double sum = 0;
      for (std::size_t i = 0; i < 4; ++i) sum += 0.5 * static_cast<double>(curvature[i]) * run.weights[i] * run.weights[i];
      return sum;
    };
    const double before = loss();
    for (int t = 0; t < 3000; ++t) {
      std::vector<Scalar> gradients(4);
      for (std::size_t i = 0; i < 4; ++i) gradients[i] = curvature[i] * run.weights[i];
      REQUIRE(run.step(gradients));
    }
    CHECK(loss() < 1e-3 * before);
    CHECK(std::abs(run.weights[2]) < 0.02);  // rows that divide by the gradient's size end in a dance of a step's length
    CHECK(std::abs(run.weights[3]) < 0.02);
  }
}

TEST_CASE("optimisers: a zero gradient from the start moves nothing but decay") {
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    Run run(row, 8, Scalar(0.75));
    for (int t = 0; t < 50; ++t) REQUIRE(run.step(Scalar(0)));
    if (row.name == "adamw")
      CHECK(run.weights[5] == doctest::Approx(0.75 * std::pow(1 - 0.01 * 0.01, 50)).epsilon(50 * kRounding));
    else
      CHECK(run.weights[5] == Scalar(0.75));
  }
}

TEST_CASE("optimisers: what is not finite is refused in the same step, wherever it stands, and the weights stay") {
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    for (const Scalar bad : {kNan, kInfinity, -kInfinity})
      for (std::size_t place = 0; place < 12; ++place) {
        Run run(row, 12, Scalar(0.5));
        REQUIRE(run.step(Scalar(0.25)));
        const std::vector<Scalar> before = run.weights;
        std::vector<Scalar> gradients(12, Scalar(0.25));
        gradients[place] = bad;
        CHECK(!run.step(gradients));
        CHECK(run.weights == before);
      }
  }
}

TEST_CASE("optimisers: rates up to 1e38 give finite weights or a refusal, and gradients beyond float's squares do too") {
  const Scalar largest = std::numeric_limits<float>::max();
  for (const Optimizer& row : optimizers())
    for (const double rate : {1.0, 1e10, 1e38})
      for (const Scalar gradient : {Scalar(1e-20), Scalar(1), Scalar(1e15), Scalar(1e25), largest}) {
        CAPTURE(std::string(row.name));
        CAPTURE(rate);
        CAPTURE(gradient);
        Run run(row, 4, 1);
        run.choice.values[0] = rate;
        for (int t = 0; t < 5 && run.step(gradient); ++t) {
          for (const Scalar w : run.weights) CHECK(std::isfinite(w));
          for (const auto& state : run.states)
            for (const Scalar value : state) CHECK(std::isfinite(value));
        }
      }
  // A step that float can hold is taken, even at such a rate: Adam moves by the rate itself.
  Run adam(named("adam"), 4, 0);
  adam.choice.values[0] = 1e38;
  adam.choice.values[3] = 0;
  CHECK(adam.step(Scalar(1)));
  CHECK(adam.weights[0] == doctest::Approx(-1e38).epsilon(kRounding));
}

TEST_CASE("optimisers: nothing comes to rest among the subnormals") {
  for (const Optimizer& row : optimizers()) {
    CAPTURE(std::string(row.name));
    Run run(row, 4, Scalar(1e-3));
    REQUIRE(run.step(Scalar(1e-3)));
    for (int t = 0; t < 3000; ++t) REQUIRE(run.step(Scalar(0)));  // 0.9³⁰⁰⁰ is 1e-138
    for (const auto& state : run.states)
      for (const Scalar value : state) CHECK((value == 0 || std::abs(value) >= Scalar(1e-30)));
    std::fill(run.weights.begin(), run.weights.end(), Scalar(2e-31));
    REQUIRE(run.step(Scalar(0)));
    for (const Scalar w : run.weights) CHECK((w == 0 || std::abs(w) >= Scalar(1e-30)));
  }
}

TEST_CASE("optimisers: long runs stay right when the powers of beta have run out") {
  // 0.4ᵗ leaves double at t = 814; with equal gradients each of these rows moves by the rate once its averages have settled.
  for (const std::string_view name : {"adam", "amsgrad", "adamw", "adamax", "nadam"}) {
    CAPTURE(std::string(name));
    Run run(named(name), 4, 0);
    const double values[] = {1e-3, 0.4, 0.4, 1e-12, 0};  // no weight decay, no schedule of momentum
    std::copy(std::begin(values), std::end(values), run.choice.values);
    for (int t = 1; t <= 2000; ++t) {
      std::fill(run.weights.begin(), run.weights.end(), Scalar(0));
      REQUIRE(run.step(Scalar(0.5)));
      if (t > 60) CHECK(run.weights[0] == doctest::Approx(-1e-3).epsilon(1e-6));
    }
  }
}

TEST_CASE("optimisers: centred RMSProp survives gradients without any spread") {
  // Rounding then puts the mean square now and then below the squared mean, whose difference has no root.
  for (int i = 1; i <= 200; ++i) {
    CAPTURE(i);
    Run run(named("rmsprop"), 4, 1);
    run.choice.values[4] = 1;
    run.choice.values[0] = 1e-9;  // the divisor shrinks to epsilon, and the steps grow with its inverse
    for (int t = 0; t < 500; ++t) REQUIRE(run.step(static_cast<Scalar>(i) / 100));
  }
}
