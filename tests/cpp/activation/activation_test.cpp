// The activation table: every row against an independent formula in higher precision, on both sides of each kink, at the ends
// of the float range, for NaN and infinities; texts, gains and the learned slope.
#include "activation/activation.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "core/vector_math.hpp"

using namespace relu;

namespace {

// Arithmetic in long double is emulated in WebAssembly, and double is precise enough to judge a float.
#ifdef __wasm__
using Reference = double;
#else
using Reference = long double;
#endif

// The project's requirement for a float; the double build meets it too.
constexpr double kValueTolerance = 1e-6, kDerivativeTolerance = 2e-6;
constexpr std::uint32_t kSeed = 7;
constexpr int kRandomPoints = 2000;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
const Scalar kLargest = std::numeric_limits<Scalar>::max();

/// A point where f′ jumps, or turns so sharply that a difference quotient is wrong.
struct Kink {
  double z;
  double slope;  ///< f′ there by convention
};

/// An independent statement of a row.
struct Stated {
  const char* name;
  Reference (*value)(Reference z, Reference p);  ///< p is the row's first parameter
  std::vector<Kink> kinks;
  double left, leftSlope, right, rightSlope;  ///< limits of f and f′ at −∞ and +∞
};

Reference sigma(Reference z) { return z > 0 ? 1 / (1 + std::exp(-z)) : std::exp(z) / (1 + std::exp(z)); }
Reference softplus(Reference z) { return (z > 0 ? z : 0) + std::log1p(std::exp(-std::fabs(z))); }
Reference between(Reference z, Reference low, Reference high) { return z < low ? low : z > high ? high : z; }
constexpr double kScale = 1.0507009873554805, kAlpha = 1.6732632423543772;

const Stated kStated[] = {
    {"linear", [](Reference z, Reference) { return z; }, {}, -kInfinity, 1, kInfinity, 1},
    {"relu", [](Reference z, Reference) { return z > 0 ? z : 0; }, {{0, 0}}, 0, 0, kInfinity, 1},
    {"leaky_relu", [](Reference z, Reference p) { return z > 0 ? z : p * z; }, {{0, 0.01}}, -kInfinity, 0.01, kInfinity, 1},
    {"prelu", [](Reference z, Reference p) { return z > 0 ? z : p * z; }, {{0, 0.25}}, -kInfinity, 0.25, kInfinity, 1},
    {"elu", [](Reference z, Reference p) { return z > 0 ? z : p * std::expm1(z); }, {{0, 1}}, -1, 0, kInfinity, 1},
    {"selu",
     [](Reference z, Reference) { return Reference(kScale) * (z > 0 ? z : Reference(kAlpha) * std::expm1(z)); },
     {{0, kScale* kAlpha}},
     -kScale* kAlpha,
     0,
     kInfinity,
     kScale},
    {"celu", [](Reference z, Reference p) { return z > 0 ? z : p * std::expm1(z / p); }, {{0, 1}}, -1, 0, kInfinity, 1},
    {"gelu", [](Reference z, Reference) { return z * std::erfc(-z / std::sqrt(Reference(2))) / 2; }, {}, 0, 0, kInfinity, 1},
    {"gelu_tanh",
     [](Reference z, Reference) {
       const Reference pi = 4 * std::atan(Reference(1));
       return z * sigma(2 * std::sqrt(2 / pi) * (z + Reference(0.044715L) * z * z * z));
     },
     {},
     0,
     0,
     kInfinity,
     1},
    {"silu", [](Reference z, Reference) { return z * sigma(z); }, {}, 0, 0, kInfinity, 1},
    {"mish", [](Reference z, Reference) { return z * std::tanh(softplus(z)); }, {}, 0, 0, kInfinity, 1},
    {"softplus", [](Reference z, Reference p) { return softplus(p * z) / p; }, {}, 0, 0, kInfinity, 1},
    {"softsign", [](Reference z, Reference) { return z / (1 + std::fabs(z)); }, {{0, 1}}, -1, 0, 1, 0},
    {"sigmoid", [](Reference z, Reference) { return sigma(z); }, {}, 0, 0, 1, 0},
    {"log_sigmoid", [](Reference z, Reference) { return -softplus(-z); }, {}, -kInfinity, 1, 0, 0},
    {"tanh", [](Reference z, Reference) { return std::tanh(z); }, {}, -1, 0, 1, 0},
    {"hard_sigmoid",
     [](Reference z, Reference) { return between(z / 6 + Reference(0.5), 0, 1); },
     {{-3, 0}, {3, 0}},
     0,
     0,
     1,
     0},
    {"hard_tanh", [](Reference z, Reference) { return between(z, -1, 1); }, {{-1, 0}, {1, 0}}, -1, 0, 1, 0},
    {"hard_swish",
     [](Reference z, Reference) { return z * between(z / 6 + Reference(0.5), 0, 1); },
     {{-3, 0}, {3, 1}},
     0,
     0,
     kInfinity,
     1},
    {"relu6", [](Reference z, Reference) { return between(z, 0, 6); }, {{0, 0}, {6, 0}}, 0, 0, 6, 0},
    {"thresholded_relu", [](Reference z, Reference p) { return z > p ? z : 0; }, {{1, 0}}, 0, 0, kInfinity, 1},
    {"squared_relu", [](Reference z, Reference) { return z > 0 ? z * z : 0; }, {{0, 0}}, 0, 0, kInfinity, kInfinity},
    {"tanh_shrink", [](Reference z, Reference) { return z - std::tanh(z); }, {}, -kInfinity, 1, kInfinity, 1},
    {"soft_shrink",
     [](Reference z, Reference p) { return z > p    ? z - p
                                           : z < -p ? z + p
                                                    : 0; },
     {{-0.5, 0}, {0.5, 0}},
     -kInfinity,
     1,
     kInfinity,
     1},
    {"hard_shrink",
     [](Reference z, Reference p) { return std::fabs(z) > p ? z : 0; },
     {{-0.5, 0}, {0.5, 0}},
     -kInfinity,
     1,
     kInfinity,
     1},
    {"sine", [](Reference z, Reference) { return std::sin(z); }, {}, NAN, NAN, NAN, NAN},
    {"step", [](Reference z, Reference) { return Reference(z > 0 ? 1 : 0); }, {{0, 0}}, 0, 0, 1, 0},
};

const Stated* statedOf(const Activation& row) {
  for (const Stated& stated : kStated)
    if (row.name == stated.name) return &stated;
  return nullptr;
}

std::vector<Scalar> parametersOf(const Activation& row) {
  std::vector<Scalar> parameters(kMostFields);
  for (std::size_t i = 0; i < row.fields.size(); ++i) parameters[i] = Scalar(row.fields[i].standard);
  return parameters;
}

struct Evaluated {
  std::vector<Scalar> value, slope;
};

/// f and f′ at any number of points.
Evaluated evaluate(const Activation& row, std::vector<Scalar> z, const std::vector<Scalar>& parameters) {
  const std::size_t count = z.size();
  z.resize(std::size_t(padded(Index(count))));
  Evaluated e{std::vector<Scalar>(z.size()), std::vector<Scalar>(z.size(), Scalar(1))};
  row.forward(z.data(), e.value.data(), Index(z.size()), parameters.data());
  row.backward(z.data(), e.value.data(), e.slope.data(), Index(z.size()), parameters.data());
  e.value.resize(count);
  e.slope.resize(count);
  return e;
}
Evaluated evaluate(const Activation& row, const std::vector<Scalar>& z) { return evaluate(row, z, parametersOf(row)); }

bool near(double got, double want, double tolerance) {
  if (std::isnan(want)) return std::isnan(got);
  if (std::fabs(want) > double(kLargest)) return got == std::copysign(kInfinity, want);
  return std::fabs(got - want) <= tolerance + tolerance * std::fabs(want);
}

std::vector<Scalar> pointsOf(const Activation& row) {
  std::vector<Scalar> points(row.probes.begin(), row.probes.end());
  Random random(kSeed, Purpose::data);
  for (int i = 0; i < kRandomPoints; ++i) points.push_back(random.uniform(-20, 20));
  return points;
}

}  // namespace

TEST_CASE("rows are complete, their names unique, their fields in range") {
  std::set<std::string_view> names;
  for (const Activation& row : activations()) {
    CAPTURE(row.name);
    CHECK(names.insert(row.name).second);
    CHECK(row.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos);
    CHECK(row.fields.size() <= std::size_t(kMostFields));
    for (const Field& field : row.fields) {
      CHECK(field.min <= field.standard);
      CHECK(field.standard <= field.max);
    }
    CHECK(row.learned == (row.name == "prelu"));
  }
  for (const Stated& stated : kStated) CHECK_MESSAGE(names.count(stated.name) == 1, stated.name);
}

TEST_CASE("a derivative is the slope of its value, and NaN stays NaN") {
  for (const Activation& row : activations()) {
    CAPTURE(row.name);
    const Evaluated missing = evaluate(row, {Scalar(NAN)});
    CHECK(std::isnan(missing.value[0]));
    CHECK(std::isnan(missing.slope[0]));
#ifdef RELU_DOUBLE
    constexpr double step = 1e-5, jump = 1e-3;  // smooth rows turn by less than 2·step·max|f″| within a step, far below `jump`
    std::vector<Scalar> points = pointsOf(row), below = points, above = points;
    for (std::size_t i = 0; i < points.size(); ++i) below[i] -= step, above[i] += step;
    const Evaluated at = evaluate(row, points), left = evaluate(row, below), right = evaluate(row, above);
    int compared = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double quotient = (right.value[i] - left.value[i]) / (2 * step);
      const bool kink =
          std::fabs(right.slope[i] - left.slope[i]) > jump * (1 + std::fabs(at.slope[i])) || std::fabs(quotient) > 1 / step / 4;
      if (kink || std::fabs(points[i]) > 100) continue;  // far out the difference drowns in rounding
      ++compared;
      CAPTURE(points[i]);
      if (!near(double(at.slope[i]), quotient, kDerivativeTolerance)) CHECK(at.slope[i] == doctest::Approx(quotient));
    }
    CHECK(compared > kRandomPoints * 9 / 10);
#endif
  }
}

TEST_CASE("probes stand on both sides of each kink, on it, and where a function saturates") {
  for (const Activation& row : activations()) {
    CAPTURE(row.name);
    const Stated* stated = statedOf(row);
    for (const Kink& kink : stated ? stated->kinks : std::vector<Kink>()) {
      bool left = false, on = false, right = false;
      for (double probe : row.probes) {
        left |= probe < kink.z && probe > kink.z - 0.01;
        on |= probe == kink.z;
        right |= probe > kink.z && probe < kink.z + 0.01;
      }
      CAPTURE(kink.z);
      CHECK(left);
      CHECK(on);
      CHECK(right);
    }
    CHECK(row.probes.front() <= -1e4);
    CHECK(row.probes.back() >= 1e4);
  }
}

TEST_CASE("values and derivatives are those of the stated formula") {
  constexpr Reference step = 1e-5L;
  for (const Activation& row : activations()) {
    if (!statedOf(row)) continue;
    const Stated& stated = *statedOf(row);
    const std::vector<Scalar> points = pointsOf(row), parameters = parametersOf(row);
    const Evaluated got = evaluate(row, points);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const Reference z = points[i], p = parameters[0];
      double slope = double((stated.value(z + step, p) - stated.value(z - step, p)) / (2 * step));
      for (const Kink& kink : stated.kinks) {
        if (std::fabs(z - Reference(kink.z)) <= 2 * step)
          slope = points[i] == Scalar(kink.z) ? kink.slope : double(got.slope[i]);
      }
      const bool fine = near(double(got.value[i]), double(stated.value(z, p)), kValueTolerance) &&
                        near(double(got.slope[i]), slope, kDerivativeTolerance);
      if (fine) continue;
      CAPTURE(kSeed);
      CAPTURE(row.name);
      CAPTURE(points[i]);
      CAPTURE(got.value[i]);
      CAPTURE(double(stated.value(z, p)));
      CAPTURE(got.slope[i]);
      CAPTURE(slope);
      CHECK(fine);
    }
  }
}

TEST_CASE("other parameters than the default give the stated formula too") {
  for (const Activation& row : activations()) {
    if (row.fields.empty() || !statedOf(row)) continue;
    const Field& field = row.fields[0];
    std::vector<Scalar> parameters = parametersOf(row);
    for (double setting : {field.min, field.min + 0.37 * (field.max - field.min), field.max}) {
      parameters[0] = Scalar(setting);
      const std::vector<Scalar> points = pointsOf(row);
      const Evaluated got = evaluate(row, points, parameters);
      for (std::size_t i = 0; i < points.size(); ++i) {
        const Reference want = statedOf(row)->value(points[i], parameters[0]);
        const bool fine = near(double(got.value[i]), double(want), kValueTolerance);
        if (fine) continue;
        CAPTURE(kSeed);
        CAPTURE(row.name);
        CAPTURE(setting);
        CAPTURE(points[i]);
        CAPTURE(got.value[i]);
        CHECK(fine);
      }
      const Evaluated ends = evaluate(row, {Scalar(-kInfinity), Scalar(kInfinity)}, parameters);
      CAPTURE(row.name);
      CAPTURE(setting);
      for (int end = 0; end < 2; ++end) {
        CHECK_FALSE(std::isnan(ends.value[end]));
        CHECK_FALSE(std::isnan(ends.slope[end]));
      }
    }
  }
}

TEST_CASE("infinities give the limit, the largest floats finite slopes, NaN gives NaN") {
  for (const Activation& row : activations()) {
    if (!statedOf(row)) continue;
    const Stated& stated = *statedOf(row);
    CAPTURE(row.name);
    const Evaluated got = evaluate(row, {Scalar(-kInfinity), Scalar(kInfinity), -kLargest, kLargest, Scalar(NAN)});
    CHECK(near(double(got.value[0]), stated.left, kValueTolerance));
    CHECK(near(double(got.slope[0]), stated.leftSlope, kDerivativeTolerance));
    CHECK(near(double(got.value[1]), stated.right, kValueTolerance));
    CHECK(near(double(got.slope[1]), stated.rightSlope, kDerivativeTolerance));
    const double wantLow = double(stated.value(-kLargest, row.fields.empty() ? 0 : row.fields[0].standard));
    const double wantHigh = double(stated.value(kLargest, row.fields.empty() ? 0 : row.fields[0].standard));
    CHECK(near(double(got.value[2]), wantLow, kValueTolerance));
    CHECK(near(double(got.value[3]), wantHigh, kValueTolerance));
    if (row.name == "sine") {
      CHECK(std::fabs(got.slope[2]) <= 1);
      CHECK(std::fabs(got.slope[3]) <= 1);
    } else {
      CHECK(near(double(got.slope[2]), stated.leftSlope, kDerivativeTolerance));
      CHECK(near(double(got.slope[3]), stated.rightSlope, kDerivativeTolerance));
    }
    CHECK(std::isnan(got.value[4]));
    CHECK(std::isnan(got.slope[4]));
  }
}

TEST_CASE("forward may write over its input, backward multiplies into delta") {
  for (const Activation& row : activations()) {
    CAPTURE(row.name);
    std::vector<Scalar> points = pointsOf(row);
    points.resize(std::size_t(padded(Index(points.size()))));
    const std::vector<Scalar> parameters = parametersOf(row);
    const Evaluated apart = evaluate(row, points);
    std::vector<Scalar> inPlace = points, delta(points.size());
    row.forward(inPlace.data(), inPlace.data(), Index(points.size()), parameters.data());
    CHECK(inPlace == apart.value);
    for (std::size_t i = 0; i < delta.size(); ++i) delta[i] = Scalar(i % 5) - 2;
    row.backward(points.data(), apart.value.data(), delta.data(), Index(points.size()), parameters.data());
    bool product = true;
    for (std::size_t i = 0; i < delta.size(); ++i) product = product && delta[i] == (Scalar(i % 5) - 2) * apart.slope[i];
    CHECK(product);
  }
}

TEST_CASE("where the output suffices, backward gives the same bits without the input") {
  for (const Activation& row : activations()) {
    if (!row.outputSuffices) continue;
    CAPTURE(row.name);
    std::vector<Scalar> points = pointsOf(row);
    for (const double special : {-0.0, 0.0, 1e-42, -1e-42, 1e30, -1e30}) points.push_back(Scalar(special));
    points.push_back(math::kInfinity);
    points.push_back(-math::kInfinity);
    points.push_back(math::kNan);
    points.resize(std::size_t(padded(Index(points.size()))));
    const Evaluated apart = evaluate(row, points);
    std::vector<Scalar> slope(points.size(), Scalar(1));
    row.backward(apart.value.data(), apart.value.data(), slope.data(), Index(points.size()), parametersOf(row).data());
    for (std::size_t i = 0; i < points.size(); ++i) {
      CAPTURE(points[i]);
      CHECK((std::isnan(apart.slope[i]) ? std::isnan(slope[i]) : slope[i] == apart.slope[i]));
    }
  }
}

TEST_CASE("a gain is 1/√E[f²] under the standard normal law") {
  constexpr double step = 1.0 / 1024;  // kinks and jumps fall between the midpoints
  std::vector<Scalar> grid;
  for (double z = -10 + step / 2; z < 10; z += step) grid.push_back(Scalar(z));
  for (const Activation& row : activations()) {
    const Evaluated got = evaluate(row, grid);
    double square = 0;
    for (std::size_t i = 0; i < grid.size(); ++i) {
      const double z = double(grid[i]), value = double(got.value[i]);
      square += value * value * std::exp(-z * z / 2) * step;
    }
    square /= std::sqrt(8 * std::atan(1.0));
    CAPTURE(row.name);
    CHECK(row.gain == doctest::Approx(1 / std::sqrt(square)).epsilon(1e-5));
  }
}

TEST_CASE("the piecewise linear ones scale with their input") {
  for (const char* name : {"linear", "relu", "leaky_relu", "prelu"}) {
    const Activation& row = *find(activations(), name);
    std::vector<Scalar> points = pointsOf(row), doubled = points;
    for (Scalar& z : doubled) z *= 2;
    const Evaluated one = evaluate(row, points), two = evaluate(row, doubled);
    CAPTURE(name);
    bool scales = true;
    for (std::size_t i = 0; i < points.size(); ++i) scales = scales && two.value[i] == 2 * one.value[i];
    CHECK(scales);
  }
}

TEST_CASE("the gradient of a learned slope is the change of the loss with it") {
  const Activation& row = *find(activations(), "prelu");
  constexpr Index count = 64;
  Random random(kSeed, Purpose::data);
  std::vector<Scalar> z(count), delta(count);
  for (Scalar& number : z) number = random.normal();
  for (Scalar& number : delta) number = random.normal();
  // L = Σ delta·f(z) is linear in α, so that any difference quotient is exact.
  const auto loss = [&](Scalar alpha) {
    const Evaluated e = evaluate(row, z, {alpha, 0});
    double total = 0;
    for (Index i = 0; i < count; ++i) total += double(delta[i]) * double(e.value[i]);
    return total;
  };
  CAPTURE(kSeed);
  CHECK(double(slopeGradient(z.data(), delta.data(), count)) == doctest::Approx(loss(1) - loss(0)).epsilon(1e-5));
  CHECK(slopeGradient(z.data(), delta.data(), 0) == 0);
  z[3] = Scalar(NAN);
  CHECK(std::isnan(slopeGradient(z.data(), delta.data(), count)));
}
