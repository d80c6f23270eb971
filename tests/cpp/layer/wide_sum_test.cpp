// Sums in double: which lanes count, and that no digit of a float is lost.
#include "core/wide_sum.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace relu;

TEST_CASE("only lanes that hold samples are kept, whatever lies in the others") {
  const Scalar infinity = std::numeric_limits<Scalar>::infinity(), nan = std::numeric_limits<Scalar>::quiet_NaN();
  for (Index samples = 1; samples <= 2 * kLanes; ++samples) {
    CAPTURE(samples);
    for (Index first = 0; first < samples; first += kLanes) {
      const Vec kept = masked(samplesFrom(first, samples), Vec{1, 2, 3, 4});
      const Vec rubbish = masked(samplesFrom(first, samples), Vec{nan, infinity, nan, -infinity});
      for (Index lane = 0; lane < kLanes; ++lane) {
        const bool holds = first + lane < samples;
        CHECK(kept[lane] == (holds ? static_cast<Scalar>(lane + 1) : Scalar(0)));
        CHECK((rubbish[lane] == 0) == !holds);
      }
    }
  }
}

TEST_CASE("small numbers beside large ones are not lost, in whichever lane they lie") {
  const Vec large = splat(Scalar(1 << 24)), small = splat(1);
  Wide sum = splatWide(0);
  for (int i = 0; i < 100; ++i) sum += widen(large) + widen(small);  // in float 2²⁴ + 1 is 2²⁴
  CHECK(total(sum) == 400.0 * ((1 << 24) + 1));
  CHECK(total(Wide{1, 20, 300, 4000}) == 4321);
  CHECK(relu::sum(narrow(Wide{0.5, 1, 2, 4})) == Scalar(7.5));
}
