// Samples from outside: what fits passes, and each thing that does not is named.
#include "dataset/check.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

using namespace relu;

namespace {

constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity(), kNan = std::numeric_limits<Scalar>::quiet_NaN();

/// Three rows of two columns in three classes, or with two values each.
Dataset sound(Problem problem) {
  Dataset data;
  data.problem = problem;
  data.columns = 2;
  data.shape = {.channels = 2};
  data.values = {0, 1, 2, 3, 4, 5};
  data.trainRows = 2;
  if (problem == Problem::regression) {
    data.classes = 0;
    data.targets = 2;
    data.labels = {-1, Scalar(0.5), 7, 0, 0, -3};
  } else {
    data.classes = problem == Problem::multiclass ? 3 : 2;
    data.labels = {0, 1, static_cast<Scalar>(data.classes - 1)};
  }
  return data;
}

}  // namespace

TEST_CASE("sound data pass, all of them for training or not") {
  for (const Problem problem : {Problem::binary, Problem::multiclass, Problem::regression}) {
    Dataset data = sound(problem);
    CHECK_FALSE(check(data).has_value());
    data.trainRows = 3;
    CHECK_FALSE(check(data).has_value());
    data.shape = {.channels = 1, .height = 2, .width = 1};
    CHECK_FALSE(check(data).has_value());
  }
}

TEST_CASE("whatever does not fit is named") {
  struct Damage {
    Problem problem;
    std::function<void(Dataset&)> apply;
    const char *code, *path, *says;
  };
  constexpr Problem kClasses = Problem::multiclass, kValues = Problem::regression;
  const std::vector<Damage> damages = {
      {kClasses, [](Dataset& d) { d.targets = 0; }, "out_of_range", "data.targets", "expected 1, got 0"},
      {kClasses, [](Dataset& d) { d.targets = 3; }, "out_of_range", "data.targets", "expected 1, got 3"},
      {kValues, [](Dataset& d) { d.targets = -2; }, "out_of_range", "data.targets", "at least 1, got -2"},
      {kValues, [](Dataset& d) { d.labels.pop_back(); }, "shape_mismatch", "data.labels", "got 5"},
      {kClasses, [](Dataset& d) { d.columns = 0; }, "out_of_range", "data.columns", "at least 1"},
      {kClasses, [](Dataset& d) { d.values.pop_back(); }, "shape_mismatch", "data.values", "2 columns × 3 labels, got 5"},
      {kValues, [](Dataset& d) { d.labels.resize(8); }, "shape_mismatch", "data.values", "2 columns × 4 labels, got 6"},
      {kClasses, [](Dataset& d) { d.shape.channels = 3; }, "shape_mismatch", "data.shape", "of 2 numbers, got 3"},
      {kClasses,
       [](Dataset& d) {
         d.shape = {-2, -1, 1};
       },
       "shape_mismatch", "data.shape", "got 2"},
      {kClasses,
       [](Dataset& d) {
         d.shape = {2, -1, -1};
       },
       "shape_mismatch", "data.shape", "got 2"},
      {kClasses,
       [](Dataset& d) {
         d.shape = {2, 1, 0};
       },
       "shape_mismatch", "data.shape", "got 0"},
      {kClasses, [](Dataset& d) { d.trainRows = 0; }, "out_of_range", "data.train_rows", "1..3, got 0"},
      {kClasses, [](Dataset& d) { d.trainRows = 4; }, "out_of_range", "data.train_rows", "1..3, got 4"},
      {kClasses, [](Dataset& d) { d.classes = 1; }, "out_of_range", "data.classes", "at least 2, got 1"},
      {Problem::binary, [](Dataset& d) { d.classes = 3; }, "out_of_range", "data.classes", "expected 2, got 3"},
      {kClasses, [](Dataset& d) { d.values[3] = kNan; }, "not_finite", "data.values[3]", "finite"},
      {kValues, [](Dataset& d) { d.values[5] = -kInfinity; }, "not_finite", "data.values[5]", "finite"},
      {kClasses, [](Dataset& d) { d.labels[0] = -1; }, "out_of_range", "data.labels[0]", "a class number in 0..2"},
      {kClasses, [](Dataset& d) { d.labels[1] = 3; }, "out_of_range", "data.labels[1]", "a class number in 0..2"},
      {kClasses, [](Dataset& d) { d.labels[2] = Scalar(0.5); }, "out_of_range", "data.labels[2]", "a class number in 0..2"},
      {kClasses, [](Dataset& d) { d.labels[2] = kNan; }, "out_of_range", "data.labels[2]", "a class number in 0..2"},
      {kValues, [](Dataset& d) { d.labels[4] = kInfinity; }, "out_of_range", "data.labels[4]", "a finite number"},
      {kValues, [](Dataset& d) { d.labels[1] = kNan; }, "out_of_range", "data.labels[1]", "a finite number"},
  };
  for (const Damage& damage : damages) {
    Dataset data = sound(damage.problem);
    damage.apply(data);
    CAPTURE(damage.path);
    CAPTURE(damage.says);
    const auto error = check(data);
    REQUIRE(error.has_value());
    CHECK(error->code == damage.code);
    CHECK(error->path == damage.path);
    CHECK_MESSAGE(error->message.find(damage.says) != std::string::npos, error->message);
  }
}
