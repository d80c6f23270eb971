// The learning-rate schedules: their laws against the host's pow and cos, their ends, and both units of time.
#include "optimizer/schedule.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

using namespace relu;

namespace {

constexpr double kEpochs = 0, kSteps = 1;
constexpr double kPi = 3.14159265358979323846;

double factor(std::string_view name, std::vector<double> parameters, std::int64_t step, Index stepsPerEpoch = 10) {
  const Schedule* row = find(schedules(), name);
  REQUIRE(row != nullptr);
  REQUIRE(row->fields.size() == parameters.size());
  return row->factor(step, stepsPerEpoch, parameters.data());
}

}  // namespace

TEST_CASE("schedules: every row is complete, and the first leaves the rate alone") {
  CHECK(schedules().front().name == "constant");
  for (const Schedule& row : schedules()) {
    CAPTURE(std::string(row.name));
    CHECK(find(schedules(), row.name) == &row);
    for (const Field& field : row.fields) {
      if (field.kind == FieldKind::choice) continue;
      CHECK(field.min <= field.standard);
      CHECK(field.standard <= field.max);
    }
  }
}

TEST_CASE("schedules: the laws, step by step") {
  for (std::int64_t t = 0; t < 200; ++t) {
    CAPTURE(t);
    const auto time = static_cast<double>(t);
    CHECK(factor("constant", {}, t) == 1);
    CHECK(factor("step", {kSteps, 5, 0.5}, t) == doctest::Approx(std::pow(0.5, std::floor(time / 5))).epsilon(1e-14));
    CHECK(factor("exponential", {kSteps, 0.9}, t) == doctest::Approx(std::pow(0.9, time)).epsilon(1e-13));
    CHECK(factor("cosine", {kSteps, 150, 0.1}, t) ==
          doctest::Approx(0.1 + 0.9 * 0.5 * (1 + std::cos(kPi * std::min(1.0, time / 150)))).epsilon(1e-14));
    CHECK(factor("warmup", {kSteps, 7}, t) == doctest::Approx(std::min(1.0, (time + 1) / 7)).epsilon(1e-15));
  }
}

TEST_CASE("schedules: the cosine keeps its digits to the last step") {
  for (const std::int64_t left : {1, 2, 10, 1000}) {
    const double angle = kPi / 2 * static_cast<double>(left) / 1e6;
    CHECK(factor("cosine", {kSteps, 1e6, 0}, 1000000 - left) ==
          doctest::Approx(std::sin(angle) * std::sin(angle)).epsilon(1e-9));
  }
  CHECK(factor("cosine", {kSteps, 1e6, 0}, 1000000) == 0);
  CHECK(factor("cosine", {kSteps, 1e6, 0}, 5000000) == 0);
  CHECK(factor("cosine", {kSteps, 100, 0.25}, 100) == 0.25);
}

TEST_CASE("schedules: epochs pass in fractions of a step's share, and powers change where one ends") {
  CHECK(factor("step", {kEpochs, 2, 0.5}, 19) == 1);
  CHECK(factor("step", {kEpochs, 2, 0.5}, 20) == 0.5);
  CHECK(factor("exponential", {kEpochs, 0.9}, 9) == 1);
  CHECK(factor("exponential", {kEpochs, 0.9}, 10) == 0.9);
  CHECK(factor("cosine", {kEpochs, 2, 0}, 10) == doctest::Approx(0.5).epsilon(1e-14));
  CHECK(factor("warmup", {kEpochs, 2}, 4) == 0.25);
  CHECK(factor("step", {kEpochs, 1, 0.5}, 3, 3) == 0.5);  // 3 steps in epochs of 3 are exactly one
}

TEST_CASE("schedules: any setting gives a factor in 0..1 at any time, never a subnormal number") {
  for (const Schedule& row : schedules())
    for (int ends = 0; ends < 1 << row.fields.size(); ++ends) {
      std::vector<double> parameters;
      for (std::size_t i = 0; i < row.fields.size(); ++i)
        parameters.push_back(row.fields[i].kind == FieldKind::choice ? ends >> i & 1
                             : ends >> i & 1                         ? row.fields[i].max
                                                                     : row.fields[i].min);
      for (const std::int64_t step : {std::int64_t{0}, std::int64_t{1}, std::int64_t{1000000}, std::int64_t{1} << 50}) {
        const double value = row.factor(step, 7, parameters.data());
        CAPTURE(std::string(row.name));
        CAPTURE(step);
        CHECK(value >= 0);
        CHECK(value <= 1);
        CHECK((value == 0 || value > 1e-31));
      }
    }
}
