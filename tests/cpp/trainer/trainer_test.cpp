// Training: order of batches, resets, penalties, divergence, metrics.
#include "trainer/trainer.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "test_experiments.hpp"
#include "trainer/budget.hpp"

using relu::Index;
using relu::Scalar;
using relu::test::trainer;

namespace {

std::vector<Scalar> weightsOf(const relu::Trainer& trainer) {
  return {trainer.weights(), trainer.weights() + trainer.network().parameterCount()};
}

}  // namespace

TEST_CASE("a reset gives the same run again, and another seed another") {
  const auto one = trainer({.seed = 5}), other = trainer({.seed = 6});
  const auto start = weightsOf(*one);
  for (int i = 0; i < 40; ++i) REQUIRE(one->step());
  const auto trained = weightsOf(*one);
  CHECK(trained != start);
  one->reset();
  CHECK(weightsOf(*one) == start);
  CHECK(one->steps() == 0);
  for (int i = 0; i < 40; ++i) REQUIRE(one->step());
  CHECK(weightsOf(*one) == trained);
  for (int i = 0; i < 40; ++i) REQUIRE(other->step());
  CHECK(weightsOf(*other) != trained);
}

TEST_CASE("an epoch visits every training row once, the last batch being what is left") {
  const auto run = trainer({.samples = 100, .testShare = 0.3, .batchSize = 32});
  CHECK(run->data().trainRows == 70);
  CHECK(run->stepsPerEpoch() == 3);
  // One epoch of plain descent at a vanishing rate adds up the gradients of all batches: (32·g1 + 32·g2 + 6·g3)/70 is the whole
  // set's.
  const auto whole = trainer({.samples = 100, .testShare = 0.3, .batchSize = 70});
  std::vector<double> sum(static_cast<std::size_t>(run->network().parameterCount()));
  const double shares[] = {32.0 / 70, 32.0 / 70, 6.0 / 70};
  const auto start = weightsOf(*run);
  for (const double share : shares) {
    REQUIRE(run->step());
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += share * run->gradients()[i];
    REQUIRE(run->setWeights(start.data(), static_cast<Index>(start.size())));
  }
  REQUIRE(whole->step());
  for (std::size_t i = 0; i < sum.size(); ++i)
    CHECK(sum[i] == doctest::Approx(whole->gradients()[i]).epsilon(1e-4).scale(1e-3));
}

TEST_CASE("L1 and L2 act on weights and on nothing else") {
  const auto plain = trainer({.batchSize = 250}), punished = trainer({.batchSize = 250, .l1 = 0.01, .l2 = 0.5});
  const auto weights = weightsOf(*plain);
  REQUIRE(plain->step());
  REQUIRE(punished->step());
  double penalty = 0;
  const relu::Network& network = plain->network();
  for (Index i = 0; i < network.layerCount(); ++i) {
    for (const relu::Parameter& parameter : network.layer(i).parameters()) {
      for (Index k = 0; k < parameter.count; ++k) {
        const auto at = static_cast<std::size_t>(network.offset(i) + parameter.offset + k);
        const double w = weights[at], sign = w > 0 ? 1 : w < 0 ? -1 : 0;
        const double extra = parameter.role == "weights" ? 0.01 * sign + 0.5 * w : 0.0;
        if (parameter.role == "weights") penalty += 0.01 * std::abs(w) + 0.25 * w * w;
        CHECK(punished->gradients()[at] - plain->gradients()[at] == doctest::Approx(extra).epsilon(1e-4).scale(1e-2));
      }
    }
  }
  CHECK(punished->batchLoss() == plain->batchLoss());
  CHECK(punished->totalLoss() - plain->totalLoss() == doctest::Approx(penalty).epsilon(1e-5));
}

TEST_CASE("L1 pulls a weight that is exactly 0 nowhere") {
  const auto plain = trainer({.batchSize = 250}), punished = trainer({.batchSize = 250, .l1 = 0.5});
  auto weights = weightsOf(*plain);
  weights[0] = 0;
  weights[1] = 1;
  weights[2] = -1;
  for (const auto& run : {plain.get(), punished.get()}) {
    REQUIRE(run->setWeights(weights.data(), static_cast<Index>(weights.size())));
    REQUIRE(run->step());
  }
  const double pulls[] = {0, 0.5, -0.5};
  for (int i = 0; i < 3; ++i)
    CHECK(punished->gradients()[i] - plain->gradients()[i] == doctest::Approx(pulls[i]).epsilon(1e-5).scale(1));
}

TEST_CASE("clipping by norm and by value") {
  const auto plain = trainer({}), byNorm = trainer({.clipNorm = 0.01}), byValue = trainer({.clipValue = 0.001});
  REQUIRE(plain->step());
  REQUIRE(byNorm->step());
  REQUIRE(byValue->step());
  const double norm = plain->gradientNorm();
  REQUIRE(norm > 0.01);
  CHECK(byNorm->gradientNorm() == doctest::Approx(norm));  // before clipping
  double squares = 0;
  for (Index i = 0; i < byNorm->network().parameterCount(); ++i) {
    squares += static_cast<double>(byNorm->gradients()[i]) * byNorm->gradients()[i];
    CHECK(std::abs(byValue->gradients()[i]) <= Scalar(0.001));
    if (std::abs(plain->gradients()[i]) < Scalar(0.001)) CHECK(byValue->gradients()[i] == plain->gradients()[i]);
  }
  CHECK(std::sqrt(squares) == doctest::Approx(0.01).epsilon(1e-5));
}

TEST_CASE("a rate that overflows stops in the same step and keeps the last finite weights") {
  const auto run = trainer({.learningRate = 1e38, .optimizer = "sgd", .activation = "linear"});
  int steps = 0;
  std::vector<Scalar> before;
  while (!run->diverged()) {
    before = weightsOf(*run);
    run->step();
    REQUIRE(++steps < 100);
  }
  CHECK(weightsOf(*run) == before);
  for (const Scalar w : weightsOf(*run)) CHECK(std::isfinite(w));
  const auto taken = run->steps();
  CHECK_FALSE(run->step());
  const std::uint32_t rows[] = {0, 1};
  CHECK_FALSE(run->stepOn(rows, 2, 0.01));
  CHECK(run->steps() == taken);
  run->reset();
  CHECK_FALSE(run->diverged());
}

TEST_CASE("after a step that failed, weights from outside go on with the same batch") {
  for (const int before : {0, 3, 8}) {  // at the start, within an epoch, at its end
    CAPTURE(before);
    const relu::test::Settings settings{.samples = 500, .batchSize = 32, .optimizer = "sgd"};
    const auto failed = trainer(settings), control = trainer(settings);
    for (int i = 0; i < before; ++i) REQUIRE((failed->step() && control->step()));
    const auto kept = weightsOf(*failed);
    const std::vector<Scalar> huge(kept.size(), std::numeric_limits<Scalar>::max());
    REQUIRE(failed->setWeights(huge.data(), static_cast<Index>(huge.size())));
    CHECK_FALSE(failed->step());
    CHECK(failed->diverged());
    CHECK(failed->previousWeights() == nullptr);
    REQUIRE(failed->setWeights(kept.data(), static_cast<Index>(kept.size())));
    for (int i = 0; i < 20; ++i) REQUIRE((failed->step() && control->step()));
    CHECK(weightsOf(*failed) == weightsOf(*control));
  }
}

TEST_CASE("given weights are refused when one is not finite or one is missing") {
  const auto run = trainer({});
  auto weights = weightsOf(*run);
  const auto kept = weights;
  CHECK_FALSE(run->setWeights(weights.data(), static_cast<Index>(weights.size()) - 1));
  weights[3] = std::numeric_limits<Scalar>::infinity();
  CHECK_FALSE(run->setWeights(weights.data(), static_cast<Index>(weights.size())));
  CHECK(weightsOf(*run) == kept);
}

TEST_CASE("evaluation does not depend on how the rows fall into chunks") {
  const auto run = trainer({.samples = 301, .testShare = 0.5});
  for (int i = 0; i < 20; ++i) REQUIRE(run->step());
  const relu::Metrics all = run->evaluate(run->train());
  double loss = 0, correct = 0;
  const Index rows = run->data().trainRows;
  for (Index row = 0; row < rows; row += 4) {
    const Index count = std::min<Index>(4, rows - row);
    const auto window = [&](const relu::Block& block) {
      return relu::Block{block.data + row, block.features, count, block.stride};
    };
    const relu::Metrics part = run->evaluate({window(run->train().inputs), window(run->train().targets)});
    loss += part.loss * static_cast<double>(count);
    correct += part.accuracy * static_cast<double>(count);
  }
  CHECK(all.loss == doctest::Approx(loss / static_cast<double>(rows)).epsilon(1e-6));
  CHECK(all.accuracy == doctest::Approx(correct / static_cast<double>(rows)));
}

TEST_CASE("a budget of steps and of time") {
  const auto run = trainer({});
  static double clock;
  clock = 0;
  const auto tick = +[] { return clock += 0.1; };
  CHECK(relu::trainFor(*run, 25, 1e9, tick) == 25);
  CHECK(run->steps() == 25);
  clock = 0;
  const Index taken = relu::trainFor(*run, 1000000, 1.0, tick);
  CHECK(taken > 0);
  CHECK(taken < 10000);
  CHECK(clock < 2.0);
  CHECK(relu::trainFor(*run, 0, 1.0, tick) == 0);
}

TEST_CASE("a network above the memory limit is refused before it is made") {
  // The second has more parameters than 32 bits can count.
  for (const auto& [layers, path] :
       {std::pair{std::size_t{512}, "network"}, std::pair{std::size_t{4096}, "network.layers[1023]"}}) {
    relu::Trainer::Setup setup = relu::test::setup({});
    setup.network = relu::test::network(std::vector<Index>(layers, 1024), "relu");
    const auto result = relu::Trainer::create(std::move(setup), std::int64_t{256} << 20);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == "too_large");
    CHECK(result.error().path == path);
  }
}

TEST_CASE("every loss and task trains: the loss falls") {
  for (const relu::Loss& loss : relu::losses()) {
    for (const std::string_view data : {"circle", "blobs", "plane"}) {
      auto setup = relu::test::setup({.data = data, .learningRate = 0.01});
      const relu::Task task = relu::taskOf(setup.data);
      if (!(loss.tasks >> static_cast<unsigned>(task) & 1u)) continue;
      CAPTURE(loss.name);
      CAPTURE(data);
      setup.training.loss = relu::Choice<relu::Loss>(loss);
      auto result = relu::Trainer::create(std::move(setup), std::int64_t{1} << 28);
      REQUIRE(result.ok());
      relu::Trainer& run = *result.value();
      const double before = run.evaluate(run.train()).loss;
      for (int i = 0; i < 400; ++i) REQUIRE(run.step());
      CHECK(run.evaluate(run.train()).loss < 0.7 * before);
    }
  }
}

TEST_CASE("a step at a rate of the caller's moves plain descent by just that") {
  const auto one = trainer({.learningRate = 0.5, .optimizer = "sgd"}),
             other = trainer({.learningRate = 0.5, .optimizer = "sgd"});
  const auto start = weightsOf(*one);
  const std::uint32_t rows[] = {3, 1, 4, 15};
  REQUIRE(one->stepOn(rows, 4));
  REQUIRE(other->stepOn(rows, 4, 0.125));
  for (std::size_t i = 0; i < start.size(); ++i) {
    const auto moved = static_cast<double>(one->weights()[i]) - start[i];
    CHECK(static_cast<double>(other->weights()[i]) - start[i] == doctest::Approx(moved / 4).epsilon(1e-4).scale(1e-3));
  }
}
