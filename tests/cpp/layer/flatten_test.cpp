// Flatten changes the shape and nothing else.
#include "layer/flatten.hpp"

#include <doctest/doctest.h>

#include "test_pictures.hpp"

using namespace relu;

TEST_CASE("flatten lays a picture out in row-major order and hands the gradient back") {
  constexpr std::uint32_t kSeed = 20260841;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const Index spare : {0, 4}) {
    const MadeLayer made = test::make(test::layerOf("flatten"), {2, 3, 4});
    const Layer& layer = *made.value();
    CHECK(layer.output() == Shape{.channels = 24});
    CHECK(layer.parameterCount() == 0);
    test::Bench bench(layer, 6, spare, random);
    bench.run();
    for (Index f = 0; f < 24; ++f) {
      for (Index s = 0; s < 6; ++s) {
        CHECK(bench.y.at(f, s) == bench.x.at(f, s));
        CHECK(bench.dx.at(f, s) == bench.dy.at(f, s));
      }
    }
  }
}

TEST_CASE("flatten leaves a gradient that it finds in place, and computes none that nobody wants") {
  Random random(1, Purpose::data);
  const MadeLayer made = test::make(test::layerOf("flatten"), {2, 2, 2});
  test::Bench bench(*made.value(), 3, 0, random);
  REQUIRE(made.value()->worksInPlace());
  LayerPass pass = bench.pass();
  const Scalar kept = bench.dy.at(5, 2);
  pass.dx = pass.dy;
  made.value()->backward(pass);
  CHECK(bench.dy.at(5, 2) == kept);
  pass.dx = {};
  made.value()->backward(pass);
  CHECK(bench.dy.at(5, 2) == kept);
}
