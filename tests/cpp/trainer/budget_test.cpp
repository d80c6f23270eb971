// Training within a time budget: a clock by hand, which records how far training had come at each look.
#include "trainer/budget.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "test_experiments.hpp"

using relu::Index;
using relu::test::trainer;

namespace {

/// The times that the next looks see; the last stays.
struct Clock {
  const relu::Trainer* trainer = nullptr;
  std::vector<double> times;
  std::vector<Index> looks;  ///< Steps taken at each.
} clockByHand;

double look() {
  Clock& clock = clockByHand;
  const std::size_t next = clock.looks.size() < clock.times.size() ? clock.looks.size() : clock.times.size() - 1;
  clock.looks.push_back(static_cast<Index>(clock.trainer->steps()));
  return clock.times[next];
}

/// Steps taken.
Index trainBy(relu::Trainer& trainer, std::vector<double> times, Index steps, double budgetMs) {
  clockByHand = {&trainer, std::move(times), {}};
  return relu::trainFor(trainer, steps, budgetMs, look);
}

using Looks = std::vector<Index>;

}  // namespace

TEST_CASE("while steps take no time the clock is looked at ever more rarely, and no step too many is taken") {
  const auto run = trainer({});
  CHECK(trainBy(*run, {0}, 50, 10) == 50);
  CHECK(run->steps() == 50);
  CHECK(clockByHand.looks == Looks{0, 1, 3, 7, 15, 31, 50});
}

TEST_CASE("when steps become slow the looks come closer again, until the time is over") {
  const auto run = trainer({});
  CHECK(trainBy(*run, {5, 5, 5, 5, 6, 7, 8, 9, 10, 11, 12}, 100, 6) == 24);
  CHECK(clockByHand.looks == Looks{0, 1, 3, 7, 15, 19, 21, 22, 23, 24});
}

TEST_CASE("looks that come at the right pace keep it") {
  const auto run = trainer({});
  CHECK(trainBy(*run, {0, 0.1, 0.5, 0.9, 1.3, 1.7, 2.1}, 100, 2) == 11);
  CHECK(clockByHand.looks == Looks{0, 1, 3, 5, 7, 9, 11});
}

TEST_CASE("no time at all is enough for one step, and no steps take none") {
  const auto run = trainer({});
  CHECK(trainBy(*run, {0}, 10, 0) == 1);
  CHECK(trainBy(*run, {0}, 0, 10) == 0);
  CHECK(run->steps() == 1);
}

TEST_CASE("training stops where it diverges, and steps after that count for nothing") {
  const auto run = trainer({.learningRate = 1e38, .optimizer = "sgd", .activation = "linear"});
  const Index taken = trainBy(*run, {0}, 1000, 10);
  CHECK(taken < 1000);
  CHECK(taken == run->steps());
  CHECK(run->diverged());
  CHECK(trainBy(*run, {0}, 1000, 10) == 0);
}
