// From a row of the data-set table to shuffled, split data. Knows nothing of networks.
#include "dataset/dataset.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace relu {

namespace {

/// place[i] is the row that sample i comes to stand in.
std::vector<std::uint32_t> places(Index rows, std::uint32_t seed) {
  std::vector<std::uint32_t> place(static_cast<std::size_t>(rows));
  std::iota(place.begin(), place.end(), 0u);
  Random random(seed, Purpose::split);
  shuffle(place.data(), rows, random);
  return place;
}

}  // namespace

Index trainRowsOf(Index rows, double testShare) {
  const Index testRows = static_cast<Index>(std::floor(static_cast<double>(rows) * testShare + 0.5));
  return std::clamp<Index>(rows - testRows, 1, std::max<Index>(1, rows - 1));
}

DatasetPlan plan(const Choice<Generator>& generator, Index samples, double testShare) {
  const Generator& row = *generator.row;
  DatasetPlan plan;
  plan.columns = 2;
  plan.shape = {.channels = 2};
  plan.classes = row.classesField < 0 ? 2 : static_cast<int>(generator.values[row.classesField]);
  plan.problem = plan.classes > 2 ? Problem::multiclass : Problem::binary;
  if (row.problem == Problem::regression) {
    plan.classes = 0;
    plan.problem = Problem::regression;
  }
  plan.rows = samples;
  plan.trainRows = trainRowsOf(samples, testShare);
  return plan;
}

Dataset generate(const Choice<Generator>& generator, Index samples, double noise, double testShare, std::uint32_t seed) {
  const Generator& row = *generator.row;
  Dataset data{plan(generator, samples, testShare), {}, {}};
  const std::vector<std::uint32_t> place = places(samples, seed);
  data.values.resize(2 * place.size());
  data.labels.resize(place.size());
  Random random(seed, Purpose::data);
  for (std::size_t i = 0; i < place.size(); ++i) {
    Scalar* const value = &data.values[2 * std::size_t{place[i]}];
    row.sample(static_cast<Index>(i), samples, noise, generator.values, random, value, value + 1, &data.labels[place[i]]);
  }
  return data;
}

void shuffleAndSplit(Dataset& data, double testShare, std::uint32_t seed) {
  const std::vector<std::uint32_t> place = places(data.rows(), seed);
  const auto move = [&](std::vector<Scalar>& numbers, Index width) {
    std::vector<Scalar> moved(numbers.size());
    for (std::size_t i = 0; i < place.size(); ++i)
      std::copy_n(numbers.begin() + static_cast<Index>(i) * width, width, moved.begin() + static_cast<Index>(place[i]) * width);
    numbers = std::move(moved);
  };
  move(data.values, data.columns);
  move(data.labels, data.targets);
  data.trainRows = trainRowsOf(data.rows(), testShare);
}

}  // namespace relu
