// The confusion matrix against accuracy and against counts by hand.
#include "diagnostics/confusion.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "test_experiments.hpp"

using relu::Index;

TEST_CASE("the diagonal is the accuracy, rows add up to the classes") {
  for (const std::string_view data : {"circle", "blobs"}) {
    for (const std::string_view loss : {"", "mean_squared_error", "hinge"}) {
      auto setup = relu::test::setup({.data = data, .samples = 203});
      if (!loss.empty()) setup.training.loss = relu::Choice<relu::Loss>(relu::test::row(relu::losses(), loss));
      auto created = relu::Trainer::create(std::move(setup), std::int64_t{1} << 28);
      REQUIRE(created.ok());
      relu::Trainer& run = *created.value();
      for (int i = 0; i < 60; ++i) REQUIRE(run.step());
      for (const relu::Examples* part : {&run.train(), &run.test()}) {
        CAPTURE(data);
        CAPTURE(loss);
        const relu::Confusion result = relu::confusion(run, *part);
        const auto classes = static_cast<std::size_t>(run.data().classes);
        REQUIRE(result.counts.size() == classes * classes);
        const std::size_t first = part == &run.train() ? 0 : static_cast<std::size_t>(run.data().trainRows);
        double diagonal = 0;
        for (std::size_t k = 0; k < classes; ++k) {
          double members = 0, want = 0;
          for (std::size_t other = 0; other < classes; ++other) members += result.counts[k * classes + other];
          for (Index i = 0; i < part->inputs.samples; ++i)
            want += run.data().labels[first + static_cast<std::size_t>(i)] == static_cast<double>(k);
          CHECK(members == want);
          CHECK(result.recall[k] == doctest::Approx(result.counts[k * classes + k] / members));
          diagonal += result.counts[k * classes + k];
        }
        CHECK(diagonal / static_cast<double>(part->inputs.samples) == doctest::Approx(run.evaluate(*part).accuracy));
      }
    }
  }
}

TEST_CASE("a network that always answers the same has no precision for the other class") {
  const auto run = relu::test::trainer({.activation = "linear"});
  std::vector<relu::Scalar> weights(static_cast<std::size_t>(run->network().parameterCount()), 0);
  weights.back() = 1;  // the output's bias: always class 1
  REQUIRE(run->setWeights(weights.data(), static_cast<Index>(weights.size())));
  const relu::Confusion result = relu::confusion(*run, run->train());
  CHECK(std::isnan(result.precision[0]));
  CHECK(result.recall[0] == 0);
  CHECK(result.recall[1] == 1);
  CHECK(result.precision[1] == doctest::Approx(run->evaluate(run->train()).accuracy));
}

TEST_CASE("an output that is no number is no answer, as accuracy has it") {
  const auto run = relu::test::trainer({.data = "blobs", .activation = "linear"});
  std::vector<relu::Scalar> weights(static_cast<std::size_t>(run->network().parameterCount()));
  // So large that sums of both signs overflow on one side of each unit's line, and their differences are none.
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = (i % 3 == 1 ? -1 : 1) * std::numeric_limits<relu::Scalar>::max() / 2;
  REQUIRE(run->setWeights(weights.data(), static_cast<Index>(weights.size())));
  const relu::Confusion result = relu::confusion(*run, run->train());
  const auto classes = static_cast<std::size_t>(run->data().classes);
  double right = 0, answers = 0;
  for (std::size_t k = 0; k < classes; ++k) right += result.counts[k * classes + k];
  for (const std::uint32_t count : result.counts) answers += count;
  const auto rows = static_cast<double>(run->train().inputs.samples);
  CHECK(answers < rows);
  CHECK(right / rows == doctest::Approx(run->evaluate(run->train()).accuracy));
}

TEST_CASE("regression has no confusion") {
  const auto run = relu::test::trainer({.data = "plane"});
  CHECK(relu::confusion(*run, run->train()).counts.empty());
}
