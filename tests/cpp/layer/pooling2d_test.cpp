// Pooling against its definition, written as loops over every index.
#include "layer/pooling2d.hpp"

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
  Index size[2], stride[2], padding[2], dilation[2];
  bool countsPadding;

  LayerConfig config(std::string_view type) const {
    LayerConfig result = test::layerOf(type);
    test::set(result, "pool_size", size[0], size[1]);
    test::set(result, "strides", stride[0], stride[1]);
    test::set(result, "padding", padding[0], padding[1]);
    if (type == "max_pooling2d")
      test::set(result, "dilation_rate", dilation[0], dilation[1]);
    else
      test::set(result, "count_include_pad", countsPadding);
    return result;
  }

  /// The cells under one window in row-major order.
  std::vector<Index> cells(Index channel, Index oy, Index ox) const {
    std::vector<Index> result;
    const Index stepY = stride[0] ? stride[0] : size[0], stepX = stride[1] ? stride[1] : size[1];
    for (Index ky = 0; ky < size[0]; ++ky) {
      for (Index kx = 0; kx < size[1]; ++kx) {
        const Index y = oy * stepY - padding[0] + ky * dilation[0], x = ox * stepX - padding[1] + kx * dilation[1];
        if (y >= 0 && y < input.height && x >= 0 && x < input.width) result.push_back(cellOf(input, channel, y, x));
      }
    }
    return result;
  }
};

Setting randomSetting(Random& random, bool dilates) {
  Setting s;
  s.input = {upTo(random, 4), upTo(random, 8), upTo(random, 8)};
  for (int axis = 0; axis < 2; ++axis) {
    s.size[axis] = upTo(random, 4);
    s.stride[axis] = upTo(random, 5) - 1;
    s.padding[axis] = upTo(random, s.size[axis]) - 1;
    s.dilation[axis] = dilates ? upTo(random, 2) : 1;
  }
  s.countsPadding = random.below(2) == 0;
  return s;
}

/// Calls `check(setting, layer, bench)` for random settings that fit.
template <class Check>
void overRandomSettings(std::uint32_t seed, std::string_view type, const Check& check) {
  constexpr int kCases = 300;
  CAPTURE(seed);
  Random random(seed, Purpose::data);
  int checked = 0;
  for (int attempt = 0; checked < kCases; ++attempt) {
    CAPTURE(attempt);
    REQUIRE(attempt < 4 * kCases);
    const Setting set = randomSetting(random, type == "max_pooling2d");
    const MadeLayer made = test::make(set.config(type), set.input);
    const Index samples = upTo(random, 17), spare = kLanes * static_cast<Index>(random.below(2));
    if (!made.ok()) continue;
    ++checked;
    Bench bench(*made.value(), samples, spare, random);
    check(set, made.value()->output(), bench);
  }
}

}  // namespace

TEST_CASE("max pooling keeps the largest cell, of equal ones the first, and sends the gradient there") {
  overRandomSettings(20260831, "max_pooling2d", [](const Setting& set, const Shape& output, Bench& bench) {
    for (Index f = 0; f < bench.x.features; ++f)  // few values, so that many cells tie
      for (Index s = 0; s < padded(bench.x.samples); ++s) bench.x.at(f, s) = std::round(bench.x.at(f, s));
    bench.run();
    int wrong = 0;
    for (Index s = 0; s < bench.x.samples; ++s) {
      std::vector<Sum> dx(static_cast<std::size_t>(bench.x.features));
      for (Index c = 0; c < output.channels; ++c) {
        for (Index oy = 0; oy < output.height; ++oy) {
          for (Index ox = 0; ox < output.width; ++ox) {
            const std::vector<Index> cells = set.cells(c, oy, ox);
            Index winner = cells[0];
            for (const Index cell : cells)
              if (bench.x.at(cell, s) > bench.x.at(winner, s)) winner = cell;
            wrong += bench.y.at(cellOf(output, c, oy, ox), s) != bench.x.at(winner, s);
            dx[static_cast<std::size_t>(winner)].add(bench.dy.at(cellOf(output, c, oy, ox), s));
          }
        }
      }
      for (Index f = 0; f < bench.x.features; ++f) wrong += !dx[static_cast<std::size_t>(f)].admits(bench.dx.at(f, s));
    }
    CHECK(wrong == 0);
  });
}

TEST_CASE("average pooling keeps the mean, with or without the padding, and shares the gradient out") {
  overRandomSettings(20260832, "average_pooling2d", [](const Setting& set, const Shape& output, Bench& bench) {
    bench.run();
    int wrong = 0;
    for (Index s = 0; s < bench.x.samples; ++s) {
      std::vector<Sum> dx(static_cast<std::size_t>(bench.x.features));
      for (Index c = 0; c < output.channels; ++c) {
        for (Index oy = 0; oy < output.height; ++oy) {
          for (Index ox = 0; ox < output.width; ++ox) {
            const std::vector<Index> cells = set.cells(c, oy, ox);
            const Index place = cellOf(output, c, oy, ox);
            const double counted =
                set.countsPadding ? static_cast<double>(set.size[0] * set.size[1]) : static_cast<double>(cells.size());
            Sum mean;
            for (const Index cell : cells) {
              mean.add(bench.x.at(cell, s) / counted);
              dx[static_cast<std::size_t>(cell)].add(bench.dy.at(place, s) / counted);
            }
            wrong += !mean.admits(bench.y.at(place, s));
          }
        }
      }
      for (Index f = 0; f < bench.x.features; ++f) wrong += !dx[static_cast<std::size_t>(f)].admits(bench.dx.at(f, s));
    }
    CHECK(wrong == 0);
  });
}

TEST_CASE("global average pooling gives one number a channel") {
  constexpr std::uint32_t kSeed = 20260833;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const Shape& input : {Shape{3, 5, 4}, Shape{1, 1, 7}, Shape{4, 1, 1}}) {
    const MadeLayer made = test::make(test::layerOf("global_average_pooling2d"), input);
    const Layer& layer = *made.value();
    CHECK(layer.output() == Shape{.channels = input.channels});
    Bench bench(layer, 6, 0, random);
    bench.run();
    const Index area = input.height * input.width;
    for (Index c = 0; c < input.channels; ++c) {
      for (Index s = 0; s < 6; ++s) {
        Sum mean;
        for (Index cell = 0; cell < area; ++cell) {
          mean.add(bench.x.at(c * area + cell, s) / static_cast<double>(area));
          CHECK(std::abs(bench.dx.at(c * area + cell, s) - bench.dy.at(c, s) / static_cast<double>(area)) <=
                2 * test::kEpsilon * std::abs(bench.dy.at(c, s)));
        }
        CHECK(mean.admits(bench.y.at(c, s)));
      }
    }
  }
}

TEST_CASE("in max pooling padding never wins, an infinity may, and a NaN is passed on") {
  LayerConfig config = test::layerOf("max_pooling2d");
  test::set(config, "padding", 1);
  const MadeLayer made = test::make(config, {1, 2, 2});
  Random random(1, Purpose::data);
  Bench bench(*made.value(), 4, 0, random);
  REQUIRE(bench.y.features == 4);
  const Scalar infinity = std::numeric_limits<Scalar>::infinity();
  const Scalar values[] = {-5, -infinity, infinity, NAN};
  for (Index f = 0; f < 4; ++f)
    for (Index s = 0; s < 4; ++s) bench.x.at(f, s) = values[s];
  made.value()->forward(bench.pass());
  made.value()->backward(bench.pass());
  for (Index f = 0; f < 4; ++f) {
    for (Index s = 0; s < 3; ++s) CHECK(bench.y.at(f, s) == values[s]);
    CHECK(std::isnan(bench.y.at(f, 3)));
    for (Index s = 0; s < 4; ++s) CHECK(bench.dx.at(f, s) == bench.dy.at(f, s));  // each window lies on one cell
  }

  const MadeLayer whole = test::make(test::layerOf("max_pooling2d"), {1, 2, 2});
  for (Index hidden = 0; hidden < 4; ++hidden) {
    Bench one(*whole.value(), 1, 0, random);
    one.x.at(hidden, 0) = NAN;
    whole.value()->forward(one.pass());
    CHECK(std::isnan(one.y.at(0, 0)));
  }
}

TEST_CASE("a pool steps by its own size unless told otherwise") {
  LayerConfig config = test::layerOf("max_pooling2d");
  CHECK(test::make(config, {3, 7, 6}).value()->output() == Shape{3, 3, 3});
  test::set(config, "strides", 1, 0);
  CHECK(test::make(config, {3, 7, 6}).value()->output() == Shape{3, 6, 3});
}

TEST_CASE("no gradient is computed where nobody wants one") {
  Random random(1, Purpose::data);
  for (const std::string_view type : {"max_pooling2d", "average_pooling2d", "global_average_pooling2d"}) {
    const MadeLayer made = test::make(test::layerOf(type), {2, 4, 4});
    Bench bench(*made.value(), 3, 0, random);
    LayerPass pass = bench.pass();
    pass.dx = {};
    made.value()->forward(pass);
    made.value()->backward(pass);
    CHECK(std::isnan(bench.dx.at(0, 0)));
  }
}

TEST_CASE("a pool that does not fit says why, with both shapes") {
  for (const std::string_view type : {"max_pooling2d", "average_pooling2d"}) {
    LayerConfig config = test::layerOf(type);
    test::set(config, "pool_size", 3, 2);
    const MadeLayer large = test::make(config, {4, 2, 2});
    REQUIRE_FALSE(large.ok());
    CHECK(large.error().code == "shape_mismatch");
    CHECK(large.error().message == "a pool of 3 × 2 (dilation 1) does not fit 4 × 2 × 2 with padding 0");
    test::set(config, "padding", 1, 2);
    const MadeLayer empty = test::make(config, {4, 5, 5});
    REQUIRE_FALSE(empty.ok());
    CHECK(empty.error().code == "out_of_range");
    CHECK(empty.error().message == "a pool of 3 × 2 would lie on padding alone somewhere on 4 × 5 × 5 with padding 1 × 2");
  }
}
