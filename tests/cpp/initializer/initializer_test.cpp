// The initialisers: every row's moments, fans and shapes, and the two that are matrices. Knows nothing of layers.
#include "initializer/initializer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

using namespace relu;

namespace {

/// Standard errors that a mean or variance may be off. The streams are fixed, so a pass is a pass for ever; for a fresh seed
/// chance alone would fail one comparison in 16,000.
constexpr double kSigmas = 4;

std::vector<Scalar> fill(std::string_view name, Index units, Index inputs, Index fanIn, Index fanOut,
                         std::vector<double> parameters = {}, std::uint32_t seed = 7) {
  const Initializer* row = find(initializers(), name);
  REQUIRE(row != nullptr);
  Choice<Initializer> choice(*row);
  for (std::size_t i = 0; i < parameters.size(); ++i) choice.values[i] = parameters[i];
  std::vector<Scalar> weights(static_cast<std::size_t>(units * inputs + 1), Scalar(77));  // the last one guards the end
  Random random(seed, Purpose::initial, 3);
  row->fill(weights.data(), units, inputs, fanIn, fanOut, choice.values, random);
  CHECK_MESSAGE(weights.back() == Scalar(77), name, " writes beyond its end");
  weights.pop_back();
  return weights;
}

struct Law {
  std::string_view name;
  std::vector<double> parameters;
  double deviation;  // for fan_in 30 and fan_out 50
  bool uniform;
};

const std::vector<Law>& laws() {
  static const std::vector<Law> all = {
      {"he_normal", {}, std::sqrt(2.0 / 30), false},
      {"he_uniform", {}, std::sqrt(2.0 / 30), true},
      {"glorot_normal", {}, std::sqrt(2.0 / 80), false},
      {"glorot_uniform", {}, std::sqrt(2.0 / 80), true},
      {"lecun_normal", {}, std::sqrt(1.0 / 30), false},
      {"lecun_uniform", {}, std::sqrt(1.0 / 30), true},
      {"normal", {0.25}, 0.25, false},
      {"uniform", {0.75}, 0.75 / std::sqrt(3.0), true},
  };
  return all;
}

struct Shape {
  Index units, inputs;
};

double dot(const std::vector<Scalar>& w, Index first, Index second, Index length, Index step) {
  double sum = 0;
  for (Index i = 0; i < length; ++i)
    sum += static_cast<double>(w[static_cast<std::size_t>(first + i * step)]) * w[static_cast<std::size_t>(second + i * step)];
  return sum;
}

/// The largest entry of |A·Aᵀ − I| (rows) or |AᵀA − I| (columns), whichever side is shorter.
double orthogonalityError(const std::vector<Scalar>& w, Index units, Index inputs) {
  const bool rows = units <= inputs;
  const Index count = rows ? units : inputs, length = rows ? inputs : units;
  double worst = 0;
  for (Index i = 0; i < count; ++i)
    for (Index j = 0; j <= i; ++j) {
      const double product = rows ? dot(w, i * inputs, j * inputs, length, 1) : dot(w, i, j, length, inputs);
      worst = std::max(worst, std::abs(product - (i == j ? 1 : 0)));
    }
  return worst;
}

}  // namespace

TEST_CASE("initialisers: every row is complete, deterministic and finite") {
  for (const Initializer& row : initializers()) {
    CAPTURE(std::string(row.name));
    CHECK(row.fields.size() <= kMostFields);
    CHECK(find(initializers(), row.name) == &row);
    const auto first = fill(row.name, 5, 3, 3, 5), second = fill(row.name, 5, 3, 3, 5);
    CHECK(first == second);
    for (const Scalar w : first) CHECK(std::isfinite(w));
    fill(row.name, 1, 1, 1, 1);
    fill(row.name, 1, 9, 9, 1);
    fill(row.name, 9, 1, 1, 9);
  }
}

TEST_CASE("initialisers: mean, variance, shape and bounds are the formula's") {
  constexpr Index units = 200, inputs = 500;
  constexpr double n = units * inputs;
  for (const Law& law : laws()) {
    CAPTURE(std::string(law.name));
    const auto weights = fill(law.name, units, inputs, 30, 50, law.parameters);
    double sum = 0, squares = 0, largest = 0, beyondTwo = 0;
    for (const Scalar w : weights) {
      sum += w;
      squares += static_cast<double>(w) * w;
      largest = std::max(largest, std::abs(static_cast<double>(w)));
      beyondTwo += std::abs(static_cast<double>(w)) > 2 * law.deviation;
    }
    const double variance = law.deviation * law.deviation;
    CHECK(std::abs(sum / n) <= kSigmas * law.deviation / std::sqrt(n));
    // Var(w²) is 2σ⁴ for a normal and 0.8σ⁴ for a uniform law.
    CHECK(std::abs(squares / n - variance) <= kSigmas * variance * std::sqrt((law.uniform ? 0.8 : 2.0) / n));
    if (law.uniform) {
      CHECK(largest <= law.deviation * std::sqrt(3.0) * (1 + 1e-6));  // the bound itself, rounded to float
      CHECK(largest >= law.deviation * std::sqrt(3.0) * 0.999);
    } else {
      const double share = 0.0455002639;  // of a whole normal law beyond two deviations; a cut one has none there
      CHECK(std::abs(beyondTwo / n - share) <= kSigmas * std::sqrt(share * (1 - share) / n));
    }
  }
}

TEST_CASE("initialisers: only the fans that the formula names count") {
  for (const Law& law : laws()) {
    CAPTURE(std::string(law.name));
    const auto base = fill(law.name, 4, 4, 30, 50, law.parameters);
    const bool usesIn = fill(law.name, 4, 4, 120, 50, law.parameters) != base;
    const bool usesOut = fill(law.name, 4, 4, 30, 200, law.parameters) != base;
    CHECK(usesIn == law.parameters.empty());
    CHECK(usesOut == (law.name.substr(0, 6) == "glorot"));
  }
}

TEST_CASE("initialisers: zeros, constant and identity") {
  for (const Scalar w : fill("zeros", 3, 4, 4, 3)) CHECK(w == 0);
  for (const Scalar w : fill("constant", 3, 4, 4, 3, {-5})) CHECK(w == -5);
  for (const Shape shape : {Shape{3, 3}, Shape{2, 5}, Shape{5, 2}}) {
    const Index units = shape.units, inputs = shape.inputs;
    const auto weights = fill("identity", units, inputs, inputs, units, {0.5});
    for (Index unit = 0; unit < units; ++unit)
      for (Index input = 0; input < inputs; ++input)
        CHECK(weights[static_cast<std::size_t>(unit * inputs + input)] == (unit == input ? Scalar(0.5) : Scalar(0)));
  }
}

TEST_CASE("initialisers: orthogonal matrices are orthogonal") {
  // A column of n entries sees 2n reflections, each off by a few roundings of size epsilon.
  const auto bound = [](Index n) {
    return 2.0 * static_cast<double>(n) * static_cast<double>(std::numeric_limits<Scalar>::epsilon());
  };
  const Shape shapes[] = {{1, 1}, {1, 7}, {7, 1}, {2, 2}, {8, 8}, {5, 30}, {30, 5}, {64, 64}, {65, 130}, {200, 67}};
  for (const Shape shape : shapes) {
    const Index units = shape.units, inputs = shape.inputs;
    CAPTURE(units);
    CAPTURE(inputs);
    const auto weights = fill("orthogonal", units, inputs, inputs, units);
    CHECK(orthogonalityError(weights, units, inputs) <= bound(std::max<Index>(4, std::max(units, inputs))));
    auto doubled = fill("orthogonal", units, inputs, inputs, units, {-2});
    for (std::size_t i = 0; i < weights.size(); ++i) CHECK(doubled[i] == -2 * weights[i]);
  }
}

TEST_CASE("initialisers: an orthogonal matrix is the Q of Q·R with a positive diagonal, so every direction is equally likely") {
  // The normal matrix that was drawn is known: R = Qᵀ·A has to be upper triangular with a positive diagonal.
  constexpr Index n = 9;
  const auto a = fill("normal", n, n, n, n, {1}), q = fill("orthogonal", n, n, n, n);
  for (Index i = 0; i < n; ++i)
    for (Index j = 0; j <= i; ++j) {
      double r = 0;  // square matrices are factored as transposes: row k of the storage is column k of the factored matrix
      for (Index k = 0; k < n; ++k)
        r += static_cast<double>(q[static_cast<std::size_t>(i * n + k)]) * a[static_cast<std::size_t>(j * n + k)];
      if (i == j)
        CHECK(r > 0);
      else
        CHECK(std::abs(r) <= 100 * static_cast<double>(std::numeric_limits<Scalar>::epsilon()));
    }
  // A 1 × 1 matrix keeps its sign: over many draws half are −1.
  int negative = 0;
  constexpr int draws = 400;
  for (std::uint32_t seed = 0; seed < draws; ++seed) {
    const auto one = fill("orthogonal", 1, 1, 1, 1, {}, seed);
    CHECK(std::abs(one[0]) == 1);
    negative += one[0] < 0;
  }
  CHECK(std::abs(negative - draws / 2) <= kSigmas * std::sqrt(draws) / 2);
}

#ifndef RELU_DOUBLE
TEST_CASE("initialisers: the first weights of a seed are the same on every host") {
  // Hashes (FNV-1a, 64 bits) of the float build. They are part of the file format: a permalink's start never changes.
  struct Pin {
    std::string_view name;
    std::uint64_t hash;
  };
  const Pin pins[] = {
      {"he_normal", 0x72af8f60fded7feaULL}, {"glorot_uniform", 0x618b19fc0623f75ULL}, {"orthogonal", 0xccbb7bf999f0233ULL}};
  for (const Pin& pin : pins) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const Scalar w : fill(pin.name, 70, 90, 90, 70)) {
      std::uint32_t word;
      std::memcpy(&word, &w, sizeof word);
      for (int byte = 0; byte < 4; ++byte) hash = (hash ^ (word >> (8 * byte) & 0xff)) * 0x100000001b3ULL;
    }
    CAPTURE(std::string(pin.name));
    CHECK(hash == pin.hash);
  }
}
#endif
