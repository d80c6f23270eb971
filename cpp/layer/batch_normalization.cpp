// The row of batch normalisation and its passes, channel after channel.
#include "layer/batch_normalization.hpp"

#include <algorithm>
#include <cmath>

#include "core/wide_sum.hpp"

namespace relu {
namespace {

enum BatchNormalizationField { kMomentum, kEpsilon };

constexpr Field kFields[] = {
    {.name = "momentum",
     .title = "Momentum",
     .help = "Share of the running mean and variance that each step keeps; they are what evaluation uses.",
     .min = 0,
     .max = 1,
     .standard = 0.9},
    {.name = "epsilon",
     .title = "Epsilon",
     .help = "Added to the variance, so that a channel that does not vary is not divided by 0.",
     .min = 1e-12,
     .max = 1,
     .standard = 1e-5,
     .logarithmic = true},
};

MadeLayer make(const LayerConfig& config, const Shape& input, const NetworkInitializers&) {
  return std::unique_ptr<Layer>(
      std::make_unique<BatchNormalization>(input, config.type.values[kMomentum], config.type.values[kEpsilon]));
}

/// Calls `visit(row, sample, keep)` for each vector of a channel: its feature, its first sample, and the lanes that count.
template <class Visit>
void forEachVector(Index firstRow, Index rows, Index samples, Visit visit) {
  const Index whole = samples / kLanes * kLanes;
  for (Index row = firstRow; row < firstRow + rows; ++row) {
    for (Index s = 0; s < whole; s += kLanes) visit(row, s, splatMask(-1));
    if (whole < samples) visit(row, whole, samplesFrom(whole, samples));
  }
}

}  // namespace

LayerType batchNormalizationType() {
  return {.name = "batch_normalization",
          .title = "Batch normalisation",
          .summary =
              "Shifts and scales every unit or channel to mean 0 and deviation 1 over the batch, then to a learned "
              "mean and deviation.",
          .fields = kFields,
          .parts = 0,
          .activation = "",
          .make = make};
}

BatchNormalization::BatchNormalization(const Shape& shape, double momentum, double epsilon)
    : Layer(shape, shape),
      channels_(shape.channels),
      positions_(shape.height * shape.width),
      momentum_(momentum),
      epsilon_(epsilon) {
  addParameter("gamma", channels_, false);
  addParameter("beta", channels_, false);
  addStatistic("running_mean", channels_);
  addStatistic("running_var", channels_);
}

std::int64_t BatchNormalization::cacheSize(Index) const { return 2 * channels_; }

void BatchNormalization::initialize(Scalar* parameters, Random&) const {
  std::fill_n(parameters, channels_, Scalar(1));
  std::fill_n(parameters + channels_, channels_, Scalar(0));
}

void BatchNormalization::initializeStatistics(Scalar* statistics) const {
  std::fill_n(statistics, channels_, Scalar(0));
  std::fill_n(statistics + channels_, channels_, Scalar(1));
}

void BatchNormalization::forward(const LayerPass& pass) const {
  const auto count = static_cast<double>(pass.x.samples * positions_);
  for (Index channel = 0; channel < channels_; ++channel) {
    const auto forEach = [&](auto visit) { forEachVector(channel * positions_, positions_, pass.x.samples, visit); };
    double mean, variance;
    if (pass.mode == Mode::training) {
      Wide values{};
      forEach([&](Index row, Index s, Mask keep) { values += widen(masked(keep, load(pass.x.row(row) + s))); });
      mean = total(values) / count;
      Wide squares{};
      const Wide centre = splatWide(mean);
      forEach([&](Index row, Index s, Mask keep) {
        const Wide distance = (widen(load(pass.x.row(row) + s)) - centre) * widen(masked(keep, splat(1)));
        squares += distance * distance;
      });
      variance = total(squares) / count;
      if (pass.nextStatistics) {
        const auto keep = [&](Index place, double value) {
          pass.nextStatistics[place] = static_cast<Scalar>(momentum_ * pass.statistics[place] + (1 - momentum_) * value);
        };
        keep(channel, mean);
        keep(channels_ + channel, count > 1 ? total(squares) / (count - 1) : double{pass.statistics[channels_ + channel]});
      }
    } else {
      mean = pass.statistics[channel];
      variance = pass.statistics[channels_ + channel];
    }
    const auto centre = static_cast<Scalar>(mean), inverse = static_cast<Scalar>(1 / std::sqrt(variance + epsilon_));
    pass.cache[channel] = centre;
    pass.cache[channels_ + channel] = inverse;
    const Vec shift = splat(centre), scale = splat(inverse * pass.parameters[channel]),
              beta = splat(pass.parameters[channels_ + channel]);
    forEach([&](Index row, Index s, Mask keep) {
      store(pass.y.row(row) + s, masked(keep, (load(pass.x.row(row) + s) - shift) * scale + beta));
    });
  }
}

void BatchNormalization::backward(const LayerPass& pass) const {
  const auto count = static_cast<double>(pass.x.samples * positions_);
  for (Index channel = 0; channel < channels_; ++channel) {
    const auto forEach = [&](auto visit) { forEachVector(channel * positions_, positions_, pass.x.samples, visit); };
    const Vec mean = splat(pass.cache[channel]), inverse = splat(pass.cache[channels_ + channel]);
    Wide sumOfDeltas{}, sumOfProducts{};
    forEach([&](Index row, Index s, Mask keep) {
      const Vec delta = masked(keep, load(pass.dy.row(row) + s));
      sumOfDeltas += widen(delta);
      sumOfProducts += widen(delta * masked(keep, (load(pass.x.row(row) + s) - mean) * inverse));
    });
    const double deltas = total(sumOfDeltas), products = total(sumOfProducts);
    pass.gradients[channel] = static_cast<Scalar>(products);
    pass.gradients[channels_ + channel] = static_cast<Scalar>(deltas);
    if (!pass.dx.data) continue;
    // In evaluation mean and variance do not depend on the batch, and nothing flows through them.
    const bool training = pass.mode == Mode::training;
    const Vec meanDelta = splat(static_cast<Scalar>(training ? deltas / count : 0)),
              meanProduct = splat(static_cast<Scalar>(training ? products / count : 0)),
              scale = inverse * splat(pass.parameters[channel]);
    forEach([&](Index row, Index s, Mask keep) {
      const Vec normalised = (load(pass.x.row(row) + s) - mean) * inverse;
      store(pass.dx.row(row) + s, masked(keep, scale * (load(pass.dy.row(row) + s) - meanDelta - normalised * meanProduct)));
    });
  }
}

}  // namespace relu
