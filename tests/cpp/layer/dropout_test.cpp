// Dropout: shares and means, the same bits for the same names, nothing at all in evaluation.
#include "layer/dropout.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "single_layer.hpp"

using namespace relu;
using relu::test::SingleLayer;

namespace {

std::vector<Scalar> run(const Dropout& layer, std::uint32_t seed, std::uint32_t index, std::uint32_t step, Index samples = 16) {
  Random random(1, Purpose::data);
  SingleLayer used(layer, samples, random);
  used.pass.seed = seed;
  used.pass.index = index;
  used.pass.step = step;
  used.run();
  return {used.pass.y.data, used.pass.y.data + used.pass.y.features * used.pass.y.stride};
}

}  // namespace

TEST_CASE("dropout: keeps its share, scaled so that the mean stays") {
  constexpr Index kFeatures = 250, kSamples = 400;
  constexpr double kElements = kFeatures * kSamples;
  for (const double rate : {0.1, 0.5, 0.9}) {
    CAPTURE(rate);
    const Dropout layer({.channels = kFeatures}, rate);
    Random random(20260820, Purpose::data);
    SingleLayer used(layer, kSamples, random);
    used.run();
    double kept = 0, ratio = 0;
    for (Index k = 0; k < kFeatures; ++k)
      for (Index s = 0; s < kSamples; ++s) {
        const Scalar factor = used.pass.y.at(k, s) / used.pass.x.at(k, s);
        CHECK((factor == 0 || factor == doctest::Approx(1 / (1 - rate))));
        CHECK(used.pass.dx.at(k, s) == doctest::Approx(factor * used.pass.dy.at(k, s)));
        kept += factor != 0;
        ratio += factor;
      }
    const double deviation = std::sqrt(rate * (1 - rate) / kElements);  // of the share of a fair draw
    CHECK(std::abs(kept / kElements - (1 - rate)) < 4 * deviation);
    CHECK(std::abs(ratio / kElements - 1) < 4 * deviation / (1 - rate));
    used.checkPadding();
  }
}

TEST_CASE("dropout: seed, place and step name the mask, and nothing else does") {
  const Dropout layer({.channels = 12}, 0.5);
  const auto mask = run(layer, 7, 2, 5);
  CHECK(run(layer, 7, 2, 5) == mask);
  CHECK(run(layer, 8, 2, 5) != mask);
  CHECK(run(layer, 7, 3, 5) != mask);
  CHECK(run(layer, 7, 2, 6) != mask);
}

TEST_CASE("dropout: the first elements of a mask are the same for ever") {
  // Written down once: an old permalink trains the same network. Bits of Random(7, dropout, 2, 5) against one half.
  const Dropout layer({.channels = 8}, 0.5);
  Random bits(7, Purpose::dropout, 2, 5);
  Random random(1, Purpose::data);
  SingleLayer used(layer, 4, random);
  used.pass.seed = 7;
  used.pass.index = 2;
  used.pass.step = 5;
  used.run();
  for (Index k = 0; k < 8; ++k)
    for (Index s = 0; s < 4; ++s) CHECK((used.pass.y.at(k, s) != 0) == (bits.bits() >= 0x80000000u));
}

TEST_CASE("dropout: evaluation and a rate of 0 change nothing") {
  Random random(20260821, Purpose::data);
  for (const bool training : {false, true}) {
    const Dropout layer({.channels = 5}, training ? 0 : 0.5);
    SingleLayer used(layer, 7, random);
    used.pass.mode = training ? Mode::training : Mode::evaluation;
    used.run();
    CHECK(used.numbers(used.pass.y) == used.numbers(used.pass.x));
    CHECK(used.numbers(used.pass.dx) == used.numbers(used.pass.dy));
  }
}

TEST_CASE("dropout: it works in the place of its delta") {
  Random random(20260822, Purpose::data);
  const Dropout layer({.channels = 5}, 0.5);
  SingleLayer used(layer, 7, random);
  used.run();
  const auto apart = used.numbers(used.pass.dx);
  used.pass.dx = used.pass.dy;
  for (const Mode mode : {Mode::training, Mode::evaluation}) {
    const auto before = used.numbers(used.pass.dy);
    used.pass.mode = mode;
    layer.backward(used.pass);
    CHECK(used.numbers(used.pass.dy) == (mode == Mode::training ? apart : before));
  }
}
