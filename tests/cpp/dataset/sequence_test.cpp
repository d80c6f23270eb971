// The sequence tasks: their laws, balance, split and shape. Knows nothing of networks.
#include "dataset/sequence.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>

#include "dataset/check.hpp"

using namespace relu;

namespace {

Choice<SequenceTask> task(std::string_view name, double steps) {
  const SequenceTask* row = find(sequenceTasks(), name);
  REQUIRE(row != nullptr);
  Choice<SequenceTask> choice(*row);
  choice.values[0] = steps;
  return choice;
}

/// Calls visit(inputs, label) for each sequence; inputs[feature · steps + step].
template <class Visit>
void forEach(const Dataset& data, Visit visit) {
  for (Index row = 0; row < data.rows(); ++row)
    visit(&data.values[static_cast<std::size_t>(row * data.columns)], data.labels[static_cast<std::size_t>(row)]);
}

}  // namespace

TEST_CASE("sequences: every row is complete, its steps first, its data usable at any length") {
  for (const SequenceTask& row : sequenceTasks()) {
    CAPTURE(std::string(row.name));
    CHECK(find(sequenceTasks(), row.name) == &row);
    CHECK(find(generators(), row.name) == nullptr);  // both are named in one place
    REQUIRE(!row.fields.empty());
    CHECK(row.fields[0].name == "steps");
    for (const double steps : {row.fields[0].min, row.fields[0].standard, row.fields[0].max}) {
      const Dataset data = generate(task(row.name, steps), 101, 0.3, 5);
      CHECK_FALSE(check(data).has_value());
      CHECK(data.rows() == 101);
      CHECK(data.trainRows == 71);  // 101 · 0.3 = 30.3, rounded 30
      CHECK(data.problem == row.problem);
      CHECK((data.shape == Shape{.channels = row.features, .height = static_cast<Index>(steps)}));
      if (data.problem == Problem::binary) {
        Index ones = 0;
        forEach(data, [&](const Scalar*, Scalar label) { ones += label == 1; });
        CHECK(ones == 50);
      }
      const Dataset again = generate(task(row.name, steps), 101, 0.3, 5), other = generate(task(row.name, steps), 101, 0.3, 6);
      CHECK(again.values == data.values);
      CHECK(again.labels == data.labels);
      CHECK(other.values != data.values);
    }
  }
}

TEST_CASE("sequences: adding marks one step in each half, and the value is the marked sum") {
  for (const Index steps : {2, 5, 20}) {
    CAPTURE(steps);
    std::set<Index> places;
    double sum = 0;
    forEach(generate(task("adding", static_cast<double>(steps)), 2000, 0.5, 3), [&](const Scalar* values, Scalar label) {
      Index marks = 0;
      Scalar wanted = 0;
      for (Index t = 0; t < steps; ++t) {
        const Scalar number = values[t], mark = values[steps + t];
        CHECK(number >= 0);
        CHECK(number < 1);
        CHECK((mark == 0 || mark == 1));
        if (mark == 0) continue;
        CHECK((t < steps / 2) == (marks == 0));
        ++marks;
        wanted += number;
        places.insert(t);
      }
      CHECK(marks == 2);
      CHECK(label == wanted);
      sum += label;
    });
    CHECK(static_cast<Index>(places.size()) == steps);
    CHECK(sum / 2000 == doctest::Approx(1).epsilon(0.04));  // deviation √(1/6) / √2000 = 0.009
  }
}

TEST_CASE("sequences: latch tells its class in the first step and nowhere else") {
  Choice<SequenceTask> choice = task("latch", 12);
  choice.values[1] = 0.5;
  double squares = 0, withClass = 0;
  forEach(generate(choice, 2000, 0.5, 3), [&](const Scalar* values, Scalar label) {
    CHECK(values[0] == (label == 1 ? 1 : -1));
    for (Index t = 1; t < 12; ++t) {
      squares += values[t] * values[t];
      withClass += values[t] * values[0];
    }
  });
  CHECK(std::sqrt(squares / 22000) == doctest::Approx(0.5).epsilon(0.03));
  CHECK(std::abs(withClass / 22000) < 4 * 0.5 / std::sqrt(22000));
}

TEST_CASE("sequences: parity counts its ones, and every step's bit is fair") {
  for (const Index steps : {2, 8, 31}) {
    std::vector<double> ones(static_cast<std::size_t>(steps));
    forEach(generate(task("parity", static_cast<double>(steps)), 2000, 0.5, 3), [&](const Scalar* values, Scalar label) {
      int count = 0;
      for (Index t = 0; t < steps; ++t) {
        CHECK((values[t] == 0 || values[t] == 1));
        count += values[t] == 1;
        ones[static_cast<std::size_t>(t)] += values[t] / 2000.0;
      }
      CHECK(count % 2 == static_cast<int>(label));
    });
    for (const double share : ones) CHECK(std::abs(share - 0.5) < 4 * 0.5 / std::sqrt(2000));
  }
}
