// The data sets and input columns: balance, determinism, split, range and the law of each row. Knows nothing of networks.
#include "dataset/dataset.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace relu;

namespace {

constexpr double kTurn = 6.283185307179586;
/// Coordinates up to 6 come from a product with a sine that is right to a few ULP.
constexpr double kRounding = 32 * static_cast<double>(std::numeric_limits<Scalar>::epsilon());

const Generator& named(std::string_view name) {
  const Generator* row = find(generators(), name);
  REQUIRE(row != nullptr);
  return *row;
}

Choice<Generator> choose(std::string_view name, std::vector<double> values = {}) {
  Choice<Generator> choice(named(name));
  for (std::size_t i = 0; i < values.size(); ++i) choice.values[i] = values[i];
  return choice;
}

/// Calls visit(x, y, label) for every row.
template <class Visit>
void forEach(const Dataset& data, Visit visit) {
  for (Index row = 0; row < data.rows(); ++row) {
    const std::size_t i = static_cast<std::size_t>(row);
    visit(static_cast<double>(data.values[2 * i]), static_cast<double>(data.values[2 * i + 1]),
          static_cast<double>(data.labels[i]));
  }
}

/// Every choice of a row that tests should see: defaults, and each field at its ends.
std::vector<Choice<Generator>> variants(const Generator& row) {
  std::vector<Choice<Generator>> all{Choice<Generator>(row)};
  for (std::size_t field = 0; field < row.fields.size(); ++field)
    for (const double end : {row.fields[field].min, row.fields[field].max}) {
      all.emplace_back(row);
      all.back().values[field] = end;
    }
  return all;
}

}  // namespace

TEST_CASE("data sets: every row is complete") {
  for (const Generator& row : generators()) {
    CAPTURE(std::string(row.name));
    CHECK(find(generators(), row.name) == &row);
    CHECK(row.classesField < static_cast<int>(row.fields.size()));
    const Dataset data = generate(Choice<Generator>(row), 10, 0, 0.5, 1);
    CHECK(data.problem == row.problem);
  }
}

TEST_CASE("data sets: points lie in the square, classes are balanced and counted, parts have their sizes") {
  for (const Generator& row : generators())
    for (const Choice<Generator>& choice : variants(row))
      for (const double noise : {0.0, 0.3, 50.0, 1e6, 1e30}) {
        CAPTURE(std::string(row.name));
        CAPTURE(noise);
        constexpr Index samples = 203;
        const Dataset data = generate(choice, samples, noise, 0.3, 5);
        CHECK(data.rows() == samples);
        CHECK(data.columns == 2);
        CHECK(data.values.size() == 2 * samples);
        CHECK(data.trainRows == 142);  // 203 · 0.3 = 60.9, rounded 61
        int onTheEdge = 0;
        forEach(data, [&](double x, double y, double) {
          CHECK(std::abs(x) <= 6);
          CHECK(std::abs(y) <= 6);
          onTheEdge += (std::abs(x) == 6) + (std::abs(y) == 6);
        });
        if (noise < 1e6) CHECK(onTheEdge <= 2);  // reflected, not heaped there; larger displacements are too coarse to tell
        if (data.problem == Problem::regression) {
          CHECK(data.classes == 0);
          forEach(data, [](double, double, double label) { CHECK(std::abs(label) <= 1.0 + kRounding); });
          continue;
        }
        CHECK(data.classes == (row.classesField < 0 ? 2 : static_cast<int>(choice.values[row.classesField])));
        CHECK((data.problem == Problem::multiclass) == (data.classes > 2));
        std::vector<Index> members(static_cast<std::size_t>(data.classes));
        forEach(data, [&](double, double, double label) {
          CHECK(label == std::floor(label));
          REQUIRE(label >= 0);
          REQUIRE(label < data.classes);
          ++members[static_cast<std::size_t>(label)];
        });
        const auto [fewest, most] = std::minmax_element(members.begin(), members.end());
        CHECK(*most - *fewest <= 1);
      }
}

TEST_CASE("data sets: both parts keep at least one row") {
  const auto trainRows = [](Index samples, double share) { return generate(choose("circle"), samples, 0, share, 1).trainRows; };
  CHECK(trainRows(2, 0) == 1);
  CHECK(trainRows(2, 1) == 1);
  CHECK(trainRows(10, 0.001) == 9);
  CHECK(trainRows(10, 0.999) == 1);
  CHECK(trainRows(10, 0.5) == 5);
  CHECK(trainRows(11, 0.5) == 5);  // 5.5 rounds up to 6 for the test
}

TEST_CASE("data sets: the seed names the data; noise moves points but neither order, split nor labels") {
  for (const Generator& row : generators()) {
    CAPTURE(std::string(row.name));
    const Choice<Generator> choice(row);
    const Dataset first = generate(choice, 100, 0.1, 0.5, 3), again = generate(choice, 100, 0.1, 0.5, 3);
    CHECK(first.values == again.values);
    CHECK(first.labels == again.labels);
    const Dataset other = generate(choice, 100, 0.1, 0.5, 4);
    CHECK(first.values != other.values);

    const Dataset still = generate(choice, 100, 0, 0.5, 3), wild = generate(choice, 100, 0.2, 0.5, 3);
    CHECK(still.labels == first.labels);
    CHECK(wild.labels == first.labels);
    for (std::size_t i = 0; i < first.values.size(); ++i) {
      const double one = static_cast<double>(first.values[i]) - static_cast<double>(still.values[i]);
      const double two = static_cast<double>(wild.values[i]) - static_cast<double>(still.values[i]);
      if (std::abs(wild.values[i]) < 5)
        CHECK(std::abs(two - 2 * one) <= kRounding);  // near the edge a reflection bends the line
    }
    const Dataset apart = generate(choice, 100, 0.1, 0.2, 3);
    CHECK(apart.values == first.values);
    CHECK(apart.trainRows == 80);
  }
}

TEST_CASE("data sets: the displacement is normal with the stated deviation") {
  constexpr Index samples = 20000;
  const Dataset still = generate(choose("circle"), samples, 0, 0.5, 8),
                noisy = generate(choose("circle"), samples, 0.2, 0.5, 8);
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < still.values.size(); ++i) {
    const double moved = static_cast<double>(noisy.values[i]) - static_cast<double>(still.values[i]);
    sum += moved;
    squares += moved * moved;
  }
  constexpr double n = 2 * samples;
  // Four standard errors. The ring ends at 5, five deviations from the edge, so that reflection takes nothing away.
  CHECK(std::abs(sum / n) <= 4 * 0.2 / std::sqrt(n));
  CHECK(std::abs(squares / n - 0.04) <= 4 * 0.04 * std::sqrt(2 / n));
}

TEST_CASE("data sets: without noise every point obeys its law") {
  const double edge = kRounding;
  SUBCASE("circle") {
    forEach(generate(choose("circle"), 500, 0, 0.5, 2), [&](double x, double y, double label) {
      const double radius = std::hypot(x, y);
      if (label == 1)
        CHECK(radius <= 2.5 + edge);
      else
        CHECK((radius >= 3.5 - edge && radius <= 5 + edge));
    });
  }
  SUBCASE("xor") {
    int quadrants[4] = {};
    forEach(generate(choose("xor"), 400, 0, 0.5, 2), [&](double x, double y, double label) {
      CHECK((x * y > 0) == (label == 1));
      for (const double c : {x, y}) CHECK((std::abs(c) >= 0.3 - edge && std::abs(c) <= 5.3 + edge));
      ++quadrants[2 * (x > 0) + (y > 0)];
    });
    for (const int members : quadrants) CHECK(members == 100);
  }
  SUBCASE("gauss") {
    forEach(generate(choose("gauss", {0}), 100, 0, 0.5, 2), [&](double x, double y, double label) {
      CHECK(x == (label == 1 ? 2 : -2));
      CHECK(y == x);
    });
    double sum = 0, squares = 0;
    forEach(generate(choose("gauss", {0.5}), 10000, 0, 0.5, 2), [&](double x, double y, double label) {
      const double centre = label == 1 ? 2 : -2;
      sum += (x - centre) + (y - centre);
      squares += (x - centre) * (x - centre) + (y - centre) * (y - centre);
    });
    CHECK(std::abs(sum / 20000) <= 4 * 0.5 / std::sqrt(20000.0));
    CHECK(std::abs(squares / 20000 - 0.25) <= 4 * 0.25 * std::sqrt(2 / 20000.0));
  }
  SUBCASE("spiral") {
    for (const double arms : {2.0, 3.0, 10.0})
      for (const double turns : {0.0, 1.75, 5.0}) {
        std::vector<double> farthest(static_cast<std::size_t>(arms));
        forEach(generate(choose("spiral", {arms, turns}), 301, 0, 0.5, 2), [&](double x, double y, double label) {
          const double radius = std::hypot(x, y), angle = kTurn * (turns * radius / 5 + label / arms);
          // The radius is known to a rounding, and the angle, up to six turns, moves with it.
          CHECK(std::hypot(x - radius * std::cos(angle), y - radius * std::sin(angle)) <= kRounding * kTurn * 6);
          farthest[static_cast<std::size_t>(label)] = std::max(farthest[static_cast<std::size_t>(label)], radius);
        });
        for (const double radius : farthest) CHECK(radius == doctest::Approx(5).epsilon(kRounding));
      }
  }
  SUBCASE("moons") {
    forEach(generate(choose("moons"), 500, 0, 0.5, 2), [&](double x, double y, double label) {
      const double side = label == 1 ? -1 : 1;  // the lower moon is the upper one turned by half a turn
      const double u = side * x / 3 + 0.5, v = side * y / 3 + 0.25;
      CHECK(std::abs(std::hypot(u, v) - 1) <= edge);
      CHECK(v >= -edge);
    });
  }
  SUBCASE("checkerboard") {
    for (const double cells : {2.0, 3.0, 4.0, 10.0})
      forEach(generate(choose("checkerboard", {cells}), 500, 0, 0.5, 2), [&](double x, double y, double label) {
        CHECK(std::abs(x) <= 5 + edge);
        CHECK(std::abs(y) <= 5 + edge);
        const double column = (x + 5) / 10 * cells, row = (y + 5) / 10 * cells;
        const auto nearEdge = [&](double c) { return std::abs(c - std::round(c)) <= cells * edge; };
        if (nearEdge(column) || nearEdge(row)) return;
        CHECK(static_cast<int>(std::floor(column) + std::floor(row)) % 2 == label);
      });
  }
  SUBCASE("rings") {
    for (const double classes : {2.0, 3.0, 10.0})
      forEach(generate(choose("rings", {classes}), 500, 0, 0.5, 2), [&](double x, double y, double label) {
        const double band = std::hypot(x, y) * classes / 5 - label;
        CHECK((band >= 0.2 - classes * edge && band <= 0.8 + classes * edge));
      });
  }
  SUBCASE("blobs") {
    for (const double classes : {2.0, 5.0})
      forEach(generate(choose("blobs", {classes, 0}), 50, 0, 0.5, 2), [&](double x, double y, double label) {
        const double angle = kTurn * label / classes;
        CHECK(std::hypot(x - 3.5 * std::cos(angle), y - 3.5 * std::sin(angle)) <= edge);
      });
  }
  SUBCASE("plane") {
    forEach(generate(choose("plane"), 500, 0, 0.5, 2),
            [&](double x, double y, double label) { CHECK(std::abs(label - (x + y) / 12) <= edge); });
  }
  SUBCASE("hills") {
    forEach(generate(choose("hills"), 500, 0, 0.5, 2), [&](double x, double y, double label) {
      double expected = 0, sign = 1;
      for (const double hy : {2.5, -2.5}) {
        for (const double hx : {-4.0, 0.0, 4.0}) {
          expected += sign * std::exp(-0.5 * ((x - hx) * (x - hx) + (y - hy) * (y - hy)));
          sign = -sign;
        }
      }
      CHECK(std::abs(label - expected) <= edge);
    });
  }
}

TEST_CASE("data sets: the split is a fair draw, not the first points") {
  // An evenly spaced spiral has its outer half in the last points: both parts must have some of each.
  const Dataset data = generate(choose("spiral"), 1000, 0, 0.5, 6);
  int outer = 0;
  for (std::size_t i = 0; i < 500; ++i) outer += std::hypot(data.values[2 * i], data.values[2 * i + 1]) > Scalar(2.5);
  CHECK(std::abs(outer - 250) <= 4 * std::sqrt(1000 * 0.25 * 0.25));  // hypergeometric: variance n·¼·¼, four deviations
}

TEST_CASE("data sets: given samples are shuffled and split as generated ones are") {
  const Choice<Generator> choice = choose("blobs");
  constexpr Index kSamples = 37;
  Random random(9, Purpose::data);
  Dataset data;
  data.problem = Problem::multiclass;
  data.classes = 4;
  data.columns = 2;
  data.shape = {.channels = 2};
  data.values.resize(2 * kSamples);
  data.labels.resize(kSamples);
  for (Index i = 0; i < kSamples; ++i) {
    Scalar* const place = &data.values[static_cast<std::size_t>(2 * i)];
    choice.row->sample(i, kSamples, 0.2, choice.values, random, place, place + 1, &data.labels[static_cast<std::size_t>(i)]);
  }
  shuffleAndSplit(data, 0.3, 9);
  const Dataset generated = generate(choice, kSamples, 0.2, 0.3, 9);
  CHECK(data.values == generated.values);
  CHECK(data.labels == generated.labels);
  CHECK(data.trainRows == generated.trainRows);
}

TEST_CASE("data sets: a shuffled row keeps its numbers together, each of its targets too") {
  constexpr Index kRows = 50, kColumns = 3, kTargets = 2;
  Dataset data;
  data.problem = Problem::regression;
  data.classes = 0;
  data.columns = kColumns;
  data.shape = {.channels = kColumns};
  data.targets = kTargets;
  for (Index i = 0; i < kRows; ++i) {
    for (Index column = 0; column < kColumns; ++column) data.values.push_back(static_cast<Scalar>(10 * i + column));
    for (Index target = 0; target < kTargets; ++target) data.labels.push_back(static_cast<Scalar>(-10 * i - target));
  }
  const Dataset before = data;
  shuffleAndSplit(data, 0.2, 4);
  CHECK(data.trainRows == 40);
  CHECK(data.values != before.values);
  std::vector<int> seen(kRows);
  for (std::size_t i = 0; i < kRows; ++i) {
    const Scalar first = data.values[i * kColumns];
    REQUIRE((first >= 0 && first < 10 * kRows));
    ++seen[static_cast<std::size_t>(first) / 10];
    for (std::size_t column = 0; column < kColumns; ++column)
      CHECK(data.values[i * kColumns + column] == first + static_cast<Scalar>(column));
    for (std::size_t target = 0; target < kTargets; ++target)
      CHECK(data.labels[i * kTargets + target] == -first - static_cast<Scalar>(target));
  }
  CHECK(seen == std::vector<int>(kRows, 1));
}

TEST_CASE("features: each is what its name says") {
  const double x = 1.5, y = -0.75;
  const struct {
    std::string_view name;
    double value;
  } cases[] = {{"x", x},
               {"y", y},
               {"x_squared", x * x},
               {"y_squared", y * y},
               {"x_times_y", x * y},
               {"sin_x", std::sin(x)},
               {"sin_y", std::sin(y)}};
  CHECK(features().size() == std::size(cases));
  for (const auto& c : cases) {
    const Feature* feature = find(features(), c.name);
    REQUIRE(feature != nullptr);
    CHECK(!feature->title.empty());
    CHECK(std::abs(feature->value(static_cast<Scalar>(x), static_cast<Scalar>(y)) - c.value) <= kRounding);
  }
}
