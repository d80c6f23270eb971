// Trainers for the tests, with the few settings that a test cares about.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string_view>

#include "test_networks.hpp"
#include "trainer/trainer.hpp"

namespace relu::test {

struct Settings {
  std::string_view data = "circle";
  std::uint32_t seed = 1;
  Index samples = 500;
  double testShare = 0.5;
  Index batchSize = 32;
  double learningRate = 0.01;
  std::string_view optimizer = "adam";
  std::string_view activation = "relu";
  double l1 = 0, l2 = 0, clipNorm = 0, clipValue = 0;
};

inline Trainer::Setup setup(const Settings& settings) {
  Trainer::Setup result;
  const Choice<Generator> generator(row(generators(), settings.data));
  result.data = generate(generator, settings.samples, 0.1, settings.testShare, settings.seed);
  result.features = {&row(features(), "x"), &row(features(), "y")};
  result.network = network({8, 8}, settings.activation);
  const Task task = taskOf(result.data);
  const char* loss = task == Task::regression ? "mean_squared_error"
                     : task == Task::binary   ? "binary_cross_entropy"
                                              : "softmax_cross_entropy";
  result.training.loss = Choice<Loss>(row(losses(), loss));
  result.training.optimizer = Choice<Optimizer>(row(optimizers(), settings.optimizer));
  result.training.optimizer.values[0] = settings.learningRate;
  result.training.batchSize = settings.batchSize;
  result.training.l1 = settings.l1;
  result.training.l2 = settings.l2;
  result.training.clipNorm = settings.clipNorm;
  result.training.clipValue = settings.clipValue;
  result.seed = settings.seed;
  return result;
}

inline std::unique_ptr<Trainer> trainer(const Settings& settings) {
  auto result = Trainer::create(setup(settings), std::int64_t{1} << 28);
  REQUIRE(result.ok());
  return std::move(result.value());
}

}  // namespace relu::test
