// Convolution against its definition, written as loops over every index.
#include "layer/conv2d.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "test_pictures.hpp"

using namespace relu;
using test::Bench;
using test::cellOf;
using test::Sum;
using test::upTo;

namespace {

struct Setting {
  Shape input;
  Index filters, groups, kernel[2], stride[2], padding[2], dilation[2];
  bool bias;

  LayerConfig config() const {
    LayerConfig result = test::layerOf("conv2d");
    test::set(result, "filters", filters);
    test::set(result, "kernel_size", kernel[0], kernel[1]);
    test::set(result, "strides", stride[0], stride[1]);
    test::set(result, "padding", padding[0], padding[1]);
    test::set(result, "dilation_rate", dilation[0], dilation[1]);
    test::set(result, "groups", groups);
    test::set(result, "use_bias", bias);
    return result;
  }
};

Setting randomSetting(Random& random) {
  Setting s;
  s.groups = random.below(3) == 0 ? upTo(random, 3) : 1;
  s.input = {s.groups * upTo(random, 5), upTo(random, 8), upTo(random, 8)};
  s.filters = s.groups * upTo(random, 10);
  for (int axis = 0; axis < 2; ++axis) {
    s.kernel[axis] = upTo(random, 5);
    s.stride[axis] = upTo(random, 4);
    s.padding[axis] = upTo(random, 5) - 1;
    s.dilation[axis] = upTo(random, 3);
  }
  s.bias = random.below(4) != 0;
  return s;
}

/// Everything that the definition says: Z, dW, db, dX.
struct Expected {
  std::vector<Sum> z, dW, db, dx;

  Expected(const Setting& set, const Shape& output, const Bench& bench) {
    const Index samples = bench.x.samples, channels = set.input.channels / set.groups, filters = set.filters / set.groups;
    const Index weights = set.filters * channels * set.kernel[0] * set.kernel[1];
    const auto at = [](std::vector<Sum>& sums, Index i) -> Sum& { return sums[static_cast<std::size_t>(i)]; };
    z.resize(static_cast<std::size_t>(bench.y.features * samples));
    dx.resize(static_cast<std::size_t>(bench.x.features * samples));
    dW.resize(static_cast<std::size_t>(weights));
    db.resize(static_cast<std::size_t>(set.filters));
    for (Index s = 0; s < samples; ++s)
      for (Index o = 0; o < set.filters; ++o)
        for (Index oy = 0; oy < output.height; ++oy)
          for (Index ox = 0; ox < output.width; ++ox) {
            const Index place = cellOf(output, o, oy, ox);
            const double d = bench.dy.at(place, s);
            if (set.bias) at(z, place * samples + s).add(bench.parameters[static_cast<std::size_t>(weights + o)]);
            at(db, o).add(d);
            for (Index c = 0; c < channels; ++c)
              for (Index ky = 0; ky < set.kernel[0]; ++ky)
                for (Index kx = 0; kx < set.kernel[1]; ++kx) {
                  const Index y = oy * set.stride[0] - set.padding[0] + ky * set.dilation[0];
                  const Index x = ox * set.stride[1] - set.padding[1] + kx * set.dilation[1];
                  if (y < 0 || y >= set.input.height || x < 0 || x >= set.input.width) continue;
                  const Index cell = cellOf(set.input, o / filters * channels + c, y, x);
                  const Index weight = ((o * channels + c) * set.kernel[0] + ky) * set.kernel[1] + kx;
                  const double w = bench.parameters[static_cast<std::size_t>(weight)], value = bench.x.at(cell, s);
                  at(z, place * samples + s).add(w * value);
                  at(dW, weight).add(d * value);
                  at(dx, cell * samples + s).add(d * w);
                }
          }
  }
};

int misses(const std::vector<Sum>& want, const Block& got) {
  int count = 0;
  for (std::size_t i = 0; i < want.size(); ++i)
    count += !want[i].admits(got.at(static_cast<Index>(i) / got.samples, static_cast<Index>(i) % got.samples));
  return count;
}

int misses(const std::vector<Sum>& want, const Scalar* got) {
  int count = 0;
  for (std::size_t i = 0; i < want.size(); ++i) count += !want[i].admits(got[i]);
  return count;
}

}  // namespace

TEST_CASE("conv2d agrees with its definition over random shapes, strides, paddings, dilations, groups and batches") {
  constexpr std::uint32_t kSeed = 20260821;
  constexpr int kCases = 400;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  int checked = 0, grouped = 0, strided = 0, dilated = 0;
  for (int attempt = 0; checked < kCases; ++attempt) {
    CAPTURE(attempt);
    REQUIRE(attempt < 4 * kCases);
    const Setting set = randomSetting(random);
    const Index samples = upTo(random, 21), spare = kLanes * static_cast<Index>(random.below(2));
    const MadeLayer made = test::make(set.config(), set.input);
    if (!made.ok()) continue;
    ++checked;
    grouped += set.groups > 1;
    strided += set.stride[0] > 1 && set.stride[1] > 1;
    dilated += set.dilation[0] > 1 && set.kernel[0] > 1;
    const Layer& layer = *made.value();
    REQUIRE(layer.output().channels == set.filters);
    Bench bench(layer, samples, spare, random);
    bench.run();
    const Expected want(set, layer.output(), bench);
    CHECK(misses(want.z, bench.y) == 0);
    CHECK(misses(want.dx, bench.dx) == 0);
    CHECK(misses(want.dW, bench.gradients.data()) == 0);
    REQUIRE(layer.parameterCount() == static_cast<Index>(want.dW.size()) + (set.bias ? set.filters : 0));
    if (set.bias) CHECK(misses(want.db, bench.gradients.data() + want.dW.size()) == 0);

    // Where nobody wants ∂L/∂x, the other gradients are the same.
    const std::vector<Scalar> kept = bench.gradients;
    LayerPass pass = bench.pass();
    pass.dx = {};
    layer.backward(pass);
    CHECK(bench.gradients == kept);
  }
  CHECK(grouped > kCases / 10);
  CHECK(strided > kCases / 10);
  CHECK(dilated > kCases / 10);
}

TEST_CASE("a picture moved by whole strides moves the convolution, bit for bit") {
  constexpr std::uint32_t kSeed = 20260822;
  constexpr int kCases = 200;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  int checked = 0;
  for (int attempt = 0; checked < kCases; ++attempt) {
    CAPTURE(attempt);
    REQUIRE(attempt < 20 * kCases);
    Setting set = randomSetting(random);
    set.padding[0] = set.padding[1] = 0;  // a window on padding sums fewer terms
    const Index moveY = static_cast<Index>(random.below(3)), moveX = static_cast<Index>(random.below(3));
    const MadeLayer made = test::make(set.config(), set.input);
    if (!made.ok()) continue;
    const Layer& layer = *made.value();
    const Shape &in = layer.input(), &out = layer.output();
    if (out.height <= moveY || out.width <= moveX) continue;
    ++checked;
    const Index samples = upTo(random, 9);
    Bench still(layer, samples, 0, random), moved(layer, samples, 0, random);
    moved.parameters = still.parameters;
    for (Index c = 0; c < in.channels; ++c)
      for (Index y = moveY * set.stride[0]; y < in.height; ++y)
        for (Index x = moveX * set.stride[1]; x < in.width; ++x)
          for (Index s = 0; s < samples; ++s)
            moved.x.at(cellOf(in, c, y, x), s) =
                still.x.at(cellOf(in, c, y - moveY * set.stride[0], x - moveX * set.stride[1]), s);
    layer.forward(still.pass());
    layer.forward(moved.pass());
    int different = 0;
    for (Index o = 0; o < out.channels; ++o)
      for (Index y = moveY; y < out.height; ++y)
        for (Index x = moveX; x < out.width; ++x)
          for (Index s = 0; s < samples; ++s)
            different += moved.y.at(cellOf(out, o, y, x), s) != still.y.at(cellOf(out, o, y - moveY, x - moveX), s);
    CHECK(different == 0);
  }
}

TEST_CASE("a sample's convolution does not depend on the batch it is in") {
  constexpr std::uint32_t kSeed = 20260823;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const Index filters : {1, 2, 3, 4, 7}) {
    LayerConfig config = test::layerOf("conv2d");
    test::set(config, "filters", filters);
    test::set(config, "padding", 1);
    const MadeLayer made = test::make(config, {3, 5, 4});
    Bench batch(*made.value(), 30, 0, random), single(*made.value(), 1, 0, random);
    single.parameters = batch.parameters;
    made.value()->forward(batch.pass());
    for (Index s = 0; s < batch.x.samples; ++s) {
      for (Index f = 0; f < single.x.features; ++f) single.x.at(f, 0) = batch.x.at(f, s);
      made.value()->forward(single.pass());
      int different = 0;
      for (Index f = 0; f < single.y.features; ++f) different += single.y.at(f, 0) != batch.y.at(f, s);
      CHECK(different == 0);
    }
  }
}

TEST_CASE("a filter's fans count the kernel's area and the channels of its group") {
  constexpr Initializer kFans{
      .name = "fans",
      .title = "",
      .formula = "",
      .summary = "",
      .source = "",
      .fields = {},
      .fill = [](Scalar* weights, Index units, Index inputs, Index fanIn, Index fanOut, const double*, Random&) {
        for (Index i = 0; i < units * inputs; ++i) weights[i] = static_cast<Scalar>(1000 * fanIn + fanOut);
      }};
  LayerConfig config = test::layerOf("conv2d");
  test::set(config, "filters", 6);
  test::set(config, "kernel_size", 3, 2);
  test::set(config, "groups", 2);
  config.initializer = config.biasInitializer = Choice<Initializer>(kFans);
  const MadeLayer made = test::make(config, {4, 5, 5});
  const Layer& layer = *made.value();
  REQUIRE(layer.parameters().size() == 2);
  CHECK(layer.parameters()[0].role == "weights");
  CHECK(layer.parameters()[0].count == 6 * 2 * 3 * 2);
  CHECK(layer.parameters()[0].decays);
  CHECK(layer.parameters()[1].role == "biases");
  CHECK(layer.parameters()[1].count == 6);
  CHECK_FALSE(layer.parameters()[1].decays);
  std::vector<Scalar> parameters(static_cast<std::size_t>(layer.parameterCount()));
  Random random(1, Purpose::initial);
  layer.initialize(parameters.data(), random);
  for (const Scalar parameter : parameters) CHECK(parameter == 1000 * (2 * 3 * 2) + 3 * 3 * 2);
}

TEST_CASE("a convolution that does not fit says why, with both shapes") {
  const auto refusal = [](const LayerConfig& config, const Shape& input) {
    const MadeLayer made = test::make(config, input);
    REQUIRE_FALSE(made.ok());
    return made.error();
  };
  LayerConfig config = test::layerOf("conv2d");
  test::set(config, "kernel_size", 5);
  CHECK(refusal(config, {3, 4, 4}).code == "shape_mismatch");
  CHECK(refusal(config, {3, 4, 4}).message == "a kernel of 5 × 5 (dilation 1) does not fit 3 × 4 × 4 with padding 0");
  CHECK(refusal(config, {.channels = 64}).message == "a kernel of 5 × 5 (dilation 1) does not fit 64 features with padding 0");
  test::set(config, "kernel_size", 3, 2);
  test::set(config, "dilation_rate", 2, 4);
  test::set(config, "padding", 1, 0);
  CHECK(refusal(config, {3, 4, 4}).message == "a kernel of 3 × 2 (dilation 2 × 4) does not fit 3 × 4 × 4 with padding 1 × 0");
  CHECK(test::make(config, {3, 3, 5}).ok());

  config = test::layerOf("conv2d");
  test::set(config, "groups", 3);
  CHECK(refusal(config, {4, 8, 8}).code == "shape_mismatch");
  CHECK(refusal(config, {4, 8, 8}).message == "groups 3 does not divide 4 channels of 4 × 8 × 8");
  CHECK(refusal(config, {1, 8, 8}).message == "groups 3 does not divide 1 channel of 1 × 8 × 8");
  CHECK(refusal(config, {3, 8, 8}).message == "groups 3 does not divide 8 filters");
  test::set(config, "filters", 1);
  CHECK(refusal(config, {3, 8, 8}).message == "groups 3 does not divide 1 filter");

  config = test::layerOf("conv2d");
  test::set(config, "filters", 256);
  test::set(config, "padding", 31);
  CHECK(refusal(config, {1, 8, 8}).code == "out_of_range");
  CHECK(refusal(config, {1, 8, 8}).message == "expected at most 1048576 numbers a sample, got 256 × 68 × 68 from 1 × 8 × 8");
}
