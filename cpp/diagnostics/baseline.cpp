// The best constant answer.
#include "diagnostics/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/vector_math.hpp"

namespace relu {
namespace {

std::vector<double> classShares(const Dataset& data) {
  std::vector<double> shares(static_cast<std::size_t>(data.classes), 0.0);
  for (Index row = 0; row < data.trainRows; ++row) {
    shares[static_cast<std::size_t>(data.labels[static_cast<std::size_t>(row)])] += 1.0 / static_cast<double>(data.trainRows);
  }
  return shares;
}

/// Minimum over c of the mean loss when output `row` is c everywhere; the other outputs keep their constants.
double bestConstant(const Loss& loss, const double* parameters, const Block& outputs, const Block& targets, Index row) {
  const auto meanLoss = [&](Scalar constant) {
    std::fill_n(outputs.row(row), outputs.stride, constant);
    return loss.evaluate(outputs, targets, parameters, nullptr) / static_cast<double>(outputs.samples);
  };
  const Scalar* wanted = targets.row(row);
  Scalar low = *std::min_element(wanted, wanted + targets.samples), high = *std::max_element(wanted, wanted + targets.samples);
  const Scalar section = Scalar(0.61803398874989);
  Scalar left = high - section * (high - low), right = low + section * (high - low);
  double lossLeft = meanLoss(left), lossRight = meanLoss(right);
  for (int iteration = 0; iteration < 40; ++iteration) {
    if (lossLeft <= lossRight) {
      high = right, right = left, lossRight = lossLeft;
      left = high - section * (high - low);
      lossLeft = meanLoss(left);
    } else {
      low = left, left = right, lossLeft = lossRight;
      right = low + section * (high - low);
      lossRight = meanLoss(right);
    }
  }
  return std::min({meanLoss(low), meanLoss(high), meanLoss((low + high) / 2)});
}

}  // namespace

Metrics guessing(const Trainer& trainer) {
  const Loss& loss = *trainer.training().loss.row;
  const Dataset& data = trainer.data();
  Metrics metrics{0, std::numeric_limits<double>::quiet_NaN()};
  if (trainer.task() != Task::regression) {
    const std::vector<double> shares = classShares(data);
    metrics.accuracy = *std::max_element(shares.begin(), shares.end());
  }
  const Block& targets = trainer.train().targets;
  const Index outputs = trainer.network().outputs();
  Buffer memory;
  if (!memory.allocate(std::int64_t{outputs} * targets.stride))
    return {std::numeric_limits<double>::quiet_NaN(), metrics.accuracy};
  const Block constants{memory.data(), outputs, targets.samples, targets.stride};
  if (loss.link == Link::identity) {
    for (Index row = 0; row < outputs; ++row)
      metrics.loss = bestConstant(loss, trainer.training().loss.values, constants, targets, row);
    return metrics;
  }
  std::vector<double> shares = classShares(data);
  if (loss.classIndex) {  // what smoothed labels want of each class
    const double smoothing = trainer.training().loss.values[0];
    for (double& share : shares) share = (1 - smoothing) * share + smoothing / static_cast<double>(outputs);
  }
  constexpr double kRarest = 1e-12;  // a class that has no training row: its logarithm stays finite
  for (Index row = 0; row < outputs; ++row) {
    const double share =
        outputs == 1 ? std::max(shares[1], kRarest) / std::max(shares[0], kRarest) : shares[static_cast<std::size_t>(row)];
    std::fill_n(constants.row(row), constants.stride, math::log(static_cast<Scalar>(std::max(share, kRarest))));
  }
  metrics.loss =
      loss.evaluate(constants, targets, trainer.training().loss.values, nullptr) / static_cast<double>(targets.samples);
  return metrics;
}

}  // namespace relu
