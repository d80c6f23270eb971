// What a network eats: features and standardising by hand, and the targets of every kind of loss.
#include "trainer/examples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "test_networks.hpp"

using namespace relu;

namespace {

/// Two training rows and one for the test; the second column does not vary in training.
Dataset threeRows() {
  Dataset data;
  data.columns = 2;
  data.shape = {.channels = 2};
  data.values = {1, 5, 4, 5, 10, 7};
  data.labels = {0, 1, 1};
  data.trainRows = 2;
  return data;
}

std::vector<Scalar> encoded(const Encoder& encoder, std::vector<Scalar> point) {
  Buffer memory;
  REQUIRE(memory.allocate(encoder.inputs() * kLanes));
  const Block block{memory.data(), encoder.inputs(), 1, kLanes};
  encoder.encode(point.data(), block, 0);
  std::vector<Scalar> inputs;
  for (Index k = 0; k < encoder.inputs(); ++k) inputs.push_back(block.at(k, 0));
  return inputs;
}

std::vector<Scalar> columnOf(const Block& block, Index sample) {
  std::vector<Scalar> column;
  for (Index k = 0; k < block.features; ++k) column.push_back(block.at(k, sample));
  return column;
}

}  // namespace

TEST_CASE("inputs are standardised by the training rows; what does not vary is only centred") {
  const Encoder encoder(threeRows(), {}, true);  // mean 2.5, deviation 1.5; mean 5, deviation 0
  CHECK(encoder.inputs() == 2);
  CHECK(encoded(encoder, {1, 5}) == std::vector<Scalar>{-1, 0});
  CHECK(encoded(encoder, {4, 6}) == std::vector<Scalar>{1, 1});
  const Encoder plain(threeRows(), {}, false);
  CHECK(encoded(plain, {4, 6}) == std::vector<Scalar>{4, 6});
}

TEST_CASE("a column is scaled however small its numbers are, and left alone however large a constant is") {
  for (const Scalar size : {Scalar(1e-13), Scalar(1e-25), Scalar(1e13)}) {
    CAPTURE(size);
    Dataset data = threeRows();
    data.values = {-size, size / 3, size, size / 3, 0, 0};
    const Encoder encoder(data, {}, true);
    CHECK(encoded(encoder, {size, size / 3})[0] == doctest::Approx(1));
    CHECK(encoded(encoder, {0, size / 3 + size})[1] == doctest::Approx(static_cast<double>(size)));
  }
}

TEST_CASE("many rows at once are encoded as each alone, and the padding is zero") {
  constexpr std::uint32_t kSeed = 20261122;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  const std::vector<const Feature*> product{&test::row(features(), "x_times_y"), &test::row(features(), "sin_x")};
  for (const Index columns : {1, 2, 3, 4, 5, 11}) {
    Dataset data;
    data.columns = columns;
    data.shape = {.channels = columns};
    for (Index i = 0; i < 9 * columns; ++i) data.values.push_back(random.normal());
    data.trainRows = 9;
    for (const Index count : {1, 3, 4, 7, 9}) {
      CAPTURE(columns);
      CAPTURE(count);
      const Encoder encoder(data, columns == 2 ? product : std::vector<const Feature*>{}, true);
      std::vector<std::uint32_t> rows;
      for (Index i = 0; i < count; ++i) rows.push_back(random.below(9));
      Buffer memory;
      REQUIRE(memory.allocate(encoder.inputs() * padded(count)));
      const Block block{memory.data(), encoder.inputs(), count, padded(count)};
      std::fill_n(memory.data(), encoder.inputs() * padded(count), Scalar(7));
      encoder.encodeRows(data.values.data(), rows, block);
      for (Index i = 0; i < count; ++i) {
        const Scalar* sample = &data.values[rows[static_cast<std::size_t>(i)] * static_cast<std::size_t>(columns)];
        CHECK(columnOf(block, i) == encoded(encoder, {sample, sample + columns}));
      }
      for (Index i = count; i < block.stride; ++i)
        CHECK(columnOf(block, i) == std::vector<Scalar>(columnOf(block, i).size(), 0));
    }
  }
}

TEST_CASE("chosen features take the place of the columns, in their order") {
  const std::vector<const Feature*> chosen{&test::row(features(), "x_times_y"), &test::row(features(), "x"),
                                           &test::row(features(), "y_squared")};
  const Encoder encoder(threeRows(), chosen, false);
  CHECK(encoder.shape() == Shape{.channels = 3});
  CHECK(encoded(encoder, {3, -2}) == std::vector<Scalar>{-6, 3, 4});
  const Encoder standardised(threeRows(), chosen, true);  // of 5 and 20, 1 and 4, 25 and 25
  const std::vector<Scalar> inputs = encoded(standardised, {4, 6});
  CHECK(inputs[0] == doctest::Approx((24 - 12.5) / 7.5));
  CHECK(inputs[1] == doctest::Approx(1));
  CHECK(inputs[2] == 11);
}

TEST_CASE("targets are what the loss wants: a class number, both signs, one row a class, or the values") {
  const auto filled = [](const Dataset& data, std::string_view loss, std::vector<std::vector<Scalar>> wanted) {
    CAPTURE(std::string(loss));
    const Loss& row = test::row(losses(), loss);
    ExampleStore store;
    REQUIRE(store.fill(data, Encoder(data, {}, false), row, taskOf(data)));
    REQUIRE(store.train().targets.samples == data.trainRows);
    REQUIRE(store.test().targets.samples == data.rows() - data.trainRows);
    CHECK(store.train().targets.features == targetRows(data, row));
    for (Index i = 0; i < data.rows(); ++i) {
      const bool test = i >= data.trainRows;
      const Examples& part = test ? store.test() : store.train();
      const Index place = test ? i - data.trainRows : i;
      CHECK(columnOf(part.targets, place) == wanted[static_cast<std::size_t>(i)]);
      const auto first = data.values.begin() + i * data.columns;
      CHECK(columnOf(part.inputs, place) == std::vector<Scalar>(first, first + data.columns));
    }
  };
  Dataset data = threeRows();
  filled(data, "binary_cross_entropy", {{0}, {1}, {1}});
  filled(data, "hinge", {{-1}, {1}, {1}});
  data.problem = Problem::multiclass;
  data.classes = 3;
  data.labels = {2, 0, 1};
  filled(data, "softmax_cross_entropy", {{2}, {0}, {1}});
  filled(data, "mean_squared_error", {{-1, -1, 1}, {1, -1, -1}, {-1, 1, -1}});
  data.problem = Problem::regression;
  data.classes = 0;
  data.targets = 2;
  data.labels = {1, 2, 3, 4, -5, 6};
  filled(data, "mean_squared_error", {{1, 2}, {3, 4}, {-5, 6}});
}
