// A trainer on a recurrent layer of one linear unit, whose states and deltas can be had by hand.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "test_experiments.hpp"

namespace relu::test {

constexpr Index kRecurrentRows = 6, kRecurrentTrainRows = 5;

/// hₜ = input·xₜ + recurrent·hₜ₋₁; the answer is answer·h of the last step. The data are 0.5 + row/4 − t/100, the targets 1.
inline std::unique_ptr<Trainer> recurrentRun(Index steps, Scalar input, Scalar recurrent, Scalar answer, int layers = 1) {
  auto result = setup({});
  Dataset& data = result.data;
  data = {};
  data.problem = Problem::regression;
  data.classes = 0;
  data.columns = steps;
  data.shape = {.channels = 1, .height = steps};
  data.trainRows = kRecurrentTrainRows;
  for (Index row = 0; row < kRecurrentRows; ++row) {
    for (Index t = 0; t < steps; ++t)
      data.values.push_back(Scalar(0.5) + static_cast<Scalar>(row) / 4 - static_cast<Scalar>(t) / 100);
    data.labels.push_back(1);
  }
  result.features = {};
  result.standardize = false;
  LayerConfig wanted = layer(1, "linear");
  wanted.type = Choice<LayerType>(row(layerTypes(), "simple_rnn"));
  wanted.type.values[0] = 1;
  result.network = network({}, "linear");
  for (int i = 0; i < layers; ++i) {
    wanted.type.values[1] = i < layers - 1;  // return_sequences
    result.network.layers.push_back(wanted);
  }
  result.training.loss = Choice<Loss>(row(losses(), "mean_squared_error"));
  auto created = Trainer::create(std::move(result), std::int64_t{1} << 28);
  REQUIRE(created.ok());
  std::vector<Scalar> weights;
  for (int i = 0; i < layers; ++i) weights.insert(weights.end(), {input, recurrent, 0});
  weights.insert(weights.end(), {answer, 0});
  REQUIRE(created.value()->setWeights(weights.data(), static_cast<Index>(weights.size())));
  return std::move(created.value());
}

}  // namespace relu::test
