// Elementary functions: the ULP figures of their docstrings over the whole float range, special values, equal bits on every
// host.
#include "core/vector_math.hpp"

#include <doctest/doctest.h>

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>

using namespace relu;

namespace {

// Arithmetic in long double is emulated in WebAssembly, and double is precise enough to judge a float.
#ifdef __wasm__
using Reference = double;
#else
using Reference = long double;
#endif

constexpr bool kFloatBuild = sizeof(Scalar) == 4;
// Every stride-th bit pattern; prime, so that the low bits vary. Natively a million numbers a function.
#ifdef __wasm__
constexpr std::uint32_t kStride = 16381;
#else
constexpr std::uint32_t kStride = kFloatBuild ? 4099 : 16381;
#endif
// The double build calls std::, whose worst case is not ours to state; composed functions lose a little more.
constexpr double kUlpOfDoubleBuild = 6;

struct Function {
  const char* name;
  Vec (*vector)(Vec);
  Scalar (*scalar)(Scalar);  ///< or null
  Reference (*reference)(Reference);
  double ulp;  ///< the docstring's figure
};

Reference sigmoidReference(Reference x) { return x > 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }
Reference softplusReference(Reference x) { return (x > 0 ? x : 0) + std::log1p(std::exp(-std::fabs(x))); }
Vec decay(Vec x) { return math::expOfNegative(-absolute(x)); }
Vec normalDensity(Vec x) { return math::normalDensity(math::bell(atMost(absolute(x), splat(math::kNormalEnd)))); }
Reference unit(Reference x) { return std::fabs(x) < 1 ? std::fabs(x) : Reference(1); }

const Function kFunctions[] = {
    {"exp", math::exp, math::exp, std::exp, 1.1},
    {"expm1", math::expm1, math::expm1, std::expm1, 1.3},
    {"log", math::log, math::log, std::log, 0.9},
    {"log1p", math::log1p, math::log1p, std::log1p, 1.5},
    {"tanh", math::tanh, math::tanh, std::tanh, 2.5},
    {"sigmoid", math::sigmoid, math::sigmoid, sigmoidReference, 2.4},
    {"softplus", [](Vec x) { return math::softplus(x, decay(x)); }, nullptr, softplusReference, 1.8},
    {"softplus of −x, negated", [](Vec x) { return -math::softplus(-x, decay(x)); }, nullptr,
     [](Reference x) { return -softplusReference(-x); }, 1.8},
    {"erf", math::erf, math::erf, std::erf, 1.5},
    {"erfc", math::erfc, math::erfc, std::erfc, 7.5},
    {"sin", math::sin, math::sin, std::sin, 2.5},
    {"cos", math::cos, math::cos, std::cos, 2.5},
    {"expOfNegative", decay, nullptr, [](Reference x) { return std::exp(-std::fabs(x)); }, 1.1},
    {"expm1OfNegative", [](Vec x) { return math::expm1OfNegative(-absolute(x)); }, nullptr,
     [](Reference x) { return std::expm1(-std::fabs(x)); }, 1.1},
    {"log1pOfUnit", [](Vec x) { return math::log1pOfUnit(atMost(absolute(x), splat(1))); }, nullptr,
     [](Reference x) { return x != x ? x : std::log1p(unit(x)); }, 1.5},
    {"sigmoidPair.value", [](Vec x) { return math::sigmoidPair(x, decay(x)).value; }, nullptr, sigmoidReference, 3},
    {"sigmoidPair.complement", [](Vec x) { return math::sigmoidPair(x, decay(x)).complement; }, nullptr,
     [](Reference x) { return sigmoidReference(-x); }, 3},
};

std::uint32_t patternOf(float x) {
  std::uint32_t pattern;
  std::memcpy(&pattern, &x, sizeof pattern);
  return pattern;
}

/// The numbers of the sweep, four at a time.
template <class Visit>
void sweep(Visit visit) {
  for (std::uint64_t first = 0; first < 0x100000000u; first += std::uint64_t{kStride} * kLanes) {
    Vec x;
    for (int lane = 0; lane < kLanes; ++lane) {
      const auto pattern = static_cast<std::uint32_t>(first + std::uint64_t{kStride} * lane);
      float number;
      std::memcpy(&number, &pattern, sizeof number);
      x[lane] = number;
    }
    visit(x);
  }
}

double ulpOf(Reference want) {
  constexpr int digits = std::numeric_limits<Scalar>::digits;
  const double size = std::fmax(double(std::fabs(want)), double(std::numeric_limits<Scalar>::min()));
  return std::ldexp(1.0, std::ilogb(size) - digits + 1);
}

bool same(Scalar a, Scalar b) { return (a != a && b != b) || (a == b && std::signbit(a) == std::signbit(b)); }

}  // namespace

TEST_CASE("every function keeps its accuracy over the whole range") {
  for (const Function& f : kFunctions) {
    double worst = 0;
    Scalar worstAt = 0;
    long wrong = 0;  // NaN or infinity where the reference has none, or the reverse
    Scalar wrongAt = 0;
    sweep([&](Vec x) {
      const Vec got = f.vector(x);
      for (int lane = 0; lane < kLanes; ++lane) {
        const Reference want = f.reference(Reference(x[lane]));
        const Scalar rounded = static_cast<Scalar>(want);
        if (!std::isfinite(rounded) || !std::isfinite(got[lane])) {
          if (!same(got[lane], rounded)) wrongAt = x[lane], ++wrong;
          continue;
        }
        const double error = double(std::fabs(Reference(got[lane]) - want)) / ulpOf(want);
        if (error > worst) worst = error, worstAt = x[lane];
      }
    });
    CAPTURE(f.name);
    CAPTURE(worstAt);
    CAPTURE(wrongAt);
    CHECK(wrong == 0);
    CHECK(worst <= (kFloatBuild ? f.ulp : kUlpOfDoubleBuild));
  }
}

TEST_CASE("the normal law keeps its absolute and relative accuracy") {
  // Figures of the docstrings; the double build has the float build's only to be simple.
  double tailAbsolute = 0, tailNear = 0, tailFar = 0, density = 0;
  for (int i = 0; i < 140000; ++i) {
    const Scalar y = Scalar(i) / 10000;
    const auto exact = Reference(y);
    const Reference wantTail = std::erfc(exact / std::sqrt(Reference(2))) / 2;
    const Reference wantDensity = std::exp(-exact * exact / 2) / std::sqrt(8 * std::atan(Reference(1)));
    const double error = double(std::fabs(math::normalTail(splat(y))[0] - wantTail));
    tailAbsolute = std::fmax(tailAbsolute, error);
    if (y <= 3) tailNear = std::fmax(tailNear, error / double(wantTail));
    if (y <= 13) tailFar = std::fmax(tailFar, error / double(wantTail));
    density = std::fmax(density, double(std::fabs(normalDensity(splat(-y))[0] - wantDensity)));
  }
  CHECK(tailAbsolute < 2e-7);
  CHECK(tailNear < 2e-6);
  CHECK(tailFar < 4e-5);
  CHECK(density < 1e-7);
  if (kFloatBuild) CHECK(math::normalTail(splat(Scalar(13.27)))[0] == 0);
  CHECK(math::normalTail(splat(math::kInfinity))[0] == 0);
  CHECK(normalDensity(splat(-math::kInfinity))[0] == 0);
  CHECK(std::isnan(math::normalTail(splat(math::kNan))[0]));
  CHECK(std::isnan(normalDensity(splat(math::kNan))[0]));
}

TEST_CASE("one number has the bits of a lane, wherever the lane and whatever its neighbours") {
  const Scalar numbers[] = {Scalar(0.3), Scalar(-1e-40), Scalar(1e30), -20, math::kNan, math::kInfinity, Scalar(1e5), 0, -3};
  for (const Function& f : kFunctions) {
    if (!f.scalar) continue;
    CAPTURE(f.name);
    for (Scalar x : numbers) {
      for (Scalar neighbour : numbers) {
        CAPTURE(x);
        CAPTURE(neighbour);
        for (int lane = 0; lane < kLanes; ++lane) {
          Vec v = splat(neighbour);
          v[lane] = x;
          CHECK(same(f.vector(v)[lane], f.scalar(x)));
        }
      }
    }
  }
}

TEST_CASE("zeros keep their sign and infinities give the limit") {
  const Scalar zero = 0, inf = math::kInfinity;
  for (Scalar (*odd)(Scalar) : {static_cast<Scalar (*)(Scalar)>(math::expm1), static_cast<Scalar (*)(Scalar)>(math::log1p),
                                static_cast<Scalar (*)(Scalar)>(math::tanh), static_cast<Scalar (*)(Scalar)>(math::erf),
                                static_cast<Scalar (*)(Scalar)>(math::sin)}) {
    CHECK(same(odd(zero), zero));
    CHECK(same(odd(-zero), -zero));
    const Scalar smallest = std::numeric_limits<Scalar>::denorm_min();
    CHECK(std::fabs(odd(smallest) - smallest) <= smallest);
    CHECK(odd(-smallest) == -odd(smallest));
  }
  CHECK(math::exp(zero) == 1);
  CHECK(math::exp(inf) == inf);
  CHECK(same(math::exp(-inf), zero));
  CHECK(math::expm1(-inf) == -1);
  CHECK(math::expm1(inf) == inf);
  CHECK(math::log(zero) == -inf);
  CHECK(math::log(-zero) == -inf);
  CHECK(same(math::log(1), zero));
  CHECK(math::log(inf) == inf);
  CHECK(std::isnan(math::log(-1)));
  CHECK(math::log1p(-1) == -inf);
  CHECK(math::log1p(inf) == inf);
  CHECK(std::isnan(math::log1p(-2)));
  CHECK(math::tanh(inf) == 1);
  CHECK(math::tanh(-inf) == -1);
  CHECK(math::erf(inf) == 1);
  CHECK(math::erf(-inf) == -1);
  CHECK(same(math::erfc(inf), zero));
  CHECK(math::erfc(-inf) == 2);
  CHECK(math::sigmoid(inf) == 1);
  CHECK(same(math::sigmoid(-inf), zero));
  CHECK(math::sigmoid(zero) == Scalar(0.5));
  CHECK(math::softplus(splat(inf), decay(splat(inf)))[0] == inf);
  CHECK(math::softplus(splat(-inf), decay(splat(-inf)))[0] == 0);
  CHECK(std::isnan(math::sin(inf)));
  CHECK(std::isnan(math::cos(-inf)));
  CHECK(math::cos(zero) == 1);
  for (const Function& f : kFunctions) {
    CAPTURE(f.name);
    CHECK(std::isnan(f.vector(splat(math::kNan))[2]));
  }
}

TEST_CASE("symmetries and bounds hold to the last bit") {
  long broken = 0;
  Scalar at = 0;
  sweep([&](Vec x) {
    const Vec tanh = math::tanh(x), mirrored = math::tanh(-x), erf = math::erf(x), erfMirrored = math::erf(-x);
    const Vec sin = math::sin(x), cos = math::cos(x), sigmoid = math::sigmoid(x);
    const Vec negative = -absolute(x), decay = math::expOfNegative(negative), exp = math::exp(negative);
    for (int lane = 0; lane < kLanes; ++lane) {
      if (x[lane] != x[lane]) continue;
      const bool fine = mirrored[lane] == -tanh[lane] && std::fabs(tanh[lane]) <= 1 && erfMirrored[lane] == -erf[lane] &&
                        std::fabs(erf[lane]) <= 1 && !(std::fabs(sin[lane]) > 1) && !(std::fabs(cos[lane]) > 1) &&
                        sigmoid[lane] >= 0 && sigmoid[lane] <= 1 && decay[lane] == exp[lane];
      if (!fine) at = x[lane], ++broken;
    }
  });
  CAPTURE(at);
  CHECK(broken == 0);
}

TEST_CASE("sines of large angles are those of the exact float") {
  // sin and cos of the float's exact value, to 17 digits, by 400-digit arithmetic.
  struct Known {
    float x;
    double sine, cosine;
  };
  const Known known[] = {
      {0x1.0000000000000p+13f, -0.95617315284314629, 0.29280181314670374},
      {0x1.3880000000000p+13f, -0.30561438888825214, -0.95215536825901485},
      {0x1.e240ca0000000p+16f, -0.99866085085963877, 0.051734949118582684},
      {0x1.312d000000000p+23f, 0.42054779319078249, -0.90727038618173956},
      {0x1.f37c8a0000000p+95f, 1.0, -1.6147697982476212e-9},
      {0x1.2a05f20000000p+33f, -0.48750602508751069, 0.873119622676856},
      {0x1.5af1d80000000p+66f, 0.65657667785459029, 0.75425928307010552},
      {0x1.2eec2e0000000p+101f, -0.96256802940039348, -0.27104019771289135},
      {0x1.ff933c0000000p+126f, 0.12297586563732217, -0.99240966161699135},
      {0x1.fffffe0000000p+127f, -0.52187652333365854, 0.85302103983030416},
      {0x1.0000020000000p+24f, 0.89392683356542379, 0.44821291395016176},
  };
  for (const Known& k : known) {
    CAPTURE(k.x);
    CHECK(std::fabs(math::sin(Scalar(k.x)) - k.sine) < 1e-7);
    CHECK(std::fabs(math::cos(Scalar(k.x)) - k.cosine) < 1e-7);
    CHECK(std::fabs(math::sin(Scalar(-k.x)) + k.sine) < 1e-7);
  }
}

TEST_CASE("the bits are the same on every host" * doctest::skip(!kFloatBuild)) {
  // FNV-1a over the results at one sweep of all bit patterns. A deliberate change of a function changes it; nothing else may.
  constexpr std::uint64_t pinned = 0x1d93e0d3655f22eeu;
  constexpr std::uint32_t stride = 65521;
  std::uint64_t hash = 14695981039346656037u;
  for (const Function& f : kFunctions) {
    for (std::uint64_t pattern = 0; pattern < 0x100000000u; pattern += stride) {
      const auto word = static_cast<std::uint32_t>(pattern);
      float x;
      std::memcpy(&x, &word, sizeof x);
      const auto y = static_cast<float>(f.vector(splat(x))[0]);
      hash = (hash ^ (y != y ? 0x7fc00000u : patternOf(y))) * 1099511628211u;  // a NaN's payload is the host's own
    }
  }
  CHECK(hash == pinned);
}
