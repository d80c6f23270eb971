// The stored data sets: their rows, and where each byte of a file goes. Knows nothing of where the files lie.
#include "dataset/stored.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "dataset/check.hpp"
#include "dataset/sequence.hpp"
#include "test_stored.hpp"

using namespace relu;

TEST_CASE("stored sets: every row is complete, and its name is nobody else's") {
  std::set<std::string_view> seen;
  for (const StoredSet& set : storedSets()) {
    CAPTURE(std::string(set.name));
    CHECK(seen.insert(set.name).second);
    CHECK(find(generators(), set.name) == nullptr);
    CHECK(find(sequenceTasks(), set.name) == nullptr);
    CHECK(set.testRows < set.rows);
    CHECK(set.scale > 0);
    if (set.encoding == Encoding::float32) CHECK(set.scale == 1);  // only bytes are scaled
  }
}

TEST_CASE("stored sets: every number and class comes to its row, training rows first") {
  for (const StoredSet& set : storedSets()) {
    CAPTURE(std::string(set.name));
    const auto read = readStored(set, test::storedBytes(set));
    REQUIRE(read.ok());
    const Dataset& data = read.value();
    CHECK_FALSE(check(data).has_value());
    CHECK(data.shape == set.shape);
    CHECK(data.columns == set.shape.features());
    CHECK(data.targets == 1);
    CHECK(data.classes == test::classesOf(set));
    CHECK(data.problem == (test::classesOf(set) == 2 ? Problem::binary : Problem::multiclass));
    REQUIRE(data.rows() == set.rows);

    std::vector<Index> training, held;
    for (Index row = 0; row < set.rows; ++row) {
      const bool test = set.testRows == 0 ? row % 5 == 4 : row >= set.rows - set.testRows;
      (test ? held : training).push_back(row);
    }
    CHECK(data.trainRows == static_cast<Index>(training.size()));
    std::vector<Index> order = training;
    order.insert(order.end(), held.begin(), held.end());
    for (std::size_t i = 0; i < order.size(); ++i) {
      REQUIRE(data.labels[i] == test::storedClass(set, order[i]));
      for (Index column = 0; column < data.columns; ++column) {
        const double wanted = test::storedNumber(set, order[i], column) * set.scale;
        REQUIRE(data.values[i * static_cast<std::size_t>(data.columns) + static_cast<std::size_t>(column)] ==
                static_cast<Scalar>(static_cast<float>(wanted)));
      }
    }
  }
}

TEST_CASE("stored sets: the brightest pixel is 1") {
  const struct {
    std::string_view name;
    std::uint8_t brightest;
  } cases[] = {{"digits_8x8", 16}, {"fashion_14x14", 255}};
  for (const auto& [name, brightest] : cases) {
    const StoredSet* set = find(storedSets(), name);
    REQUIRE(set != nullptr);
    std::vector<std::uint8_t> bytes = test::storedBytes(*set);
    bytes[0] = brightest;
    bytes[1] = 0;
    const auto read = readStored(*set, bytes);
    REQUIRE(read.ok());
    CHECK(read.value().values[0] == 1);
    CHECK(read.value().values[1] == 0);
  }
}

TEST_CASE("stored sets: a file of another size is refused") {
  for (const StoredSet& set : storedSets()) {
    CAPTURE(std::string(set.name));
    std::vector<std::uint8_t> bytes = test::storedBytes(set);
    const std::string expected = "expected " + std::to_string(bytes.size()) + " bytes, got ";
    const auto refused = [&](std::size_t size) {
      bytes.resize(size);
      const auto read = readStored(set, bytes);
      REQUIRE_FALSE(read.ok());
      CHECK(read.error().code == "bad_file");
      CHECK(read.error().path == "data.name");
      CHECK(read.error().message == expected + std::to_string(size));
    };
    refused(bytes.size() + 1);
    refused(bytes.size() - 2);
    refused(0);
  }
}
