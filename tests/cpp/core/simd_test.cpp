// Four-lane vectors: every function against its one-lane meaning, on ordinary numbers, ±0, infinities and NaN.
#include "core/simd.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace relu;

namespace {

constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
constexpr Scalar kNan = std::numeric_limits<Scalar>::quiet_NaN();
const std::vector<Scalar> kNumbers = {0, Scalar(-0.0), 1, -1, Scalar(0.3), Scalar(-7e30), kInfinity, -kInfinity, kNan};

bool same(Scalar a, Scalar b) { return (a != a && b != b) || (a == b && std::signbit(a) == std::signbit(b)); }

template <class Vector, class Number>
void checkAll(Vector vector, Number number) {
  for (Scalar x : kNumbers) {
    for (Scalar y : kNumbers) {
      const Vec got = vector(Vec{x, y, x, y}, Vec{y, x, x, y});
      const Scalar want[] = {number(x, y), number(y, x), number(x, x), number(y, y)};
      for (int lane = 0; lane < kLanes; ++lane) {
        CAPTURE(x);
        CAPTURE(y);
        CAPTURE(lane);
        CHECK(same(got[lane], want[lane]));
      }
    }
  }
}

}  // namespace

TEST_CASE("vectors load from and store to unaligned places") {
  Scalar numbers[9] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
  const Vec v = load(numbers + 1);
  for (int lane = 0; lane < kLanes; ++lane) CHECK(v[lane] == Scalar(lane + 1));
  store(numbers + 3, v);
  CHECK(numbers[2] == 2);
  for (int lane = 0; lane < kLanes; ++lane) CHECK(numbers[3 + lane] == Scalar(lane + 1));
  CHECK(numbers[7] == 7);
}

TEST_CASE("bounds keep NaN, and the sign of a zero that they do not move") {
  checkAll([](Vec x, Vec bound) { return atLeast(x, bound); }, [](Scalar x, Scalar bound) { return x < bound ? bound : x; });
  checkAll([](Vec x, Vec bound) { return atMost(x, bound); }, [](Scalar x, Scalar bound) { return x > bound ? bound : x; });
}

TEST_CASE("choices, signs and magnitudes are those of each lane") {
  checkAll([](Vec x, Vec y) { return select(x > y, x, y); }, [](Scalar x, Scalar y) { return x > y ? x : y; });
  checkAll([](Vec x, Vec y) { return withSign(x, y); }, [](Scalar x, Scalar y) { return std::copysign(x, y); });
  checkAll([](Vec x, Vec) { return absolute(x); }, [](Scalar x, Scalar) { return std::fabs(x); });
  checkAll([](Vec x, Vec) { return squareRoot(x); }, [](Scalar x, Scalar) { return std::sqrt(x); });
  checkAll([](Vec x, Vec) { return fromBits(bits(x)); }, [](Scalar x, Scalar) { return x; });
}

TEST_CASE("a sum adds in its fixed order") {
  const Scalar big = sizeof(Scalar) == 4 ? Scalar(1e8) : Scalar(1e17);
  CHECK(sum(Vec{big, 1, -big, 1}) == 2);
  CHECK(sum(Vec{big, -big, 1, 1}) == 0);  // each 1 is lost in a partial sum with ±big
}

TEST_CASE("numbers too small to matter become zero, others and NaN stay") {
  const Vec got = flushTiny(Vec{Scalar(9e-31), Scalar(-9e-31), Scalar(1.1e-30), kNan});
  CHECK(got[0] == 0);
  CHECK(got[1] == 0);
  CHECK(got[2] == Scalar(1.1e-30));
  CHECK(std::isnan(got[3]));
}
