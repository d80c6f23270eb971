// One layer with its blocks and parameters, for tests that compare it with loops of their own.
#pragma once

#include <doctest/doctest.h>

#include <vector>

#include "core/random.hpp"
#include "layer/layer.hpp"

namespace relu::test {

using Numbers = std::vector<double>;

/// A layer in use. Padding lanes of x are rubbish, those of dy zero, as a network hands them over.
class SingleLayer {
 public:
  /// `extra` samples lie between one row's last and the next row's first, as in a window of a larger block.
  SingleLayer(const Layer& layer, Index samples, Random& random, Index extra = 0) : layer_(layer), samples_(samples) {
    pass.x = block(layer.inputs(), padded(samples) + extra, x_);
    pass.dx = block(layer.inputs(), padded(samples) + extra, dx_);
    pass.y = block(layer.outputs(), padded(samples), y_);
    pass.dy = block(layer.outputs(), padded(samples), dy_);
    for (Index i = 0; i < pass.x.features * pass.x.stride; ++i) pass.x.data[i] = random.normal();
    for (Index i = 0; i < pass.dx.features * pass.dx.stride; ++i) pass.dx.data[i] = random.normal();
    for (Index i = 0; i < pass.y.features * pass.y.stride; ++i) pass.y.data[i] = random.normal();
    for (Index k = 0; k < pass.dy.features; ++k)
      for (Index s = 0; s < samples; ++s) pass.dy.at(k, s) = random.normal();
    const auto room = [](Index count) { return static_cast<std::size_t>(padded(count + 1)); };
    parameters.assign(room(layer.parameterCount()), 0);
    gradients.assign(parameters.size(), Scalar(77));
    statistics.assign(room(layer.statisticCount()), 0);
    nextStatistics = statistics;
    cache_.assign(room(layer.cacheSize(padded(samples))), Scalar(0));
    layer.initialize(parameters.data(), random);
    layer.initializeStatistics(statistics.data());
    pass.parameters = parameters.data();
    pass.gradients = gradients.data();
    pass.statistics = statistics.data();
    pass.nextStatistics = nextStatistics.data();
    pass.cache = cache_.data();
    pass.mode = Mode::training;
  }

  void run() {
    layer_.forward(pass);
    layer_.backward(pass);
  }

  /// Only what belongs to samples: [feature · samples + sample].
  Numbers numbers(const Block& from) const {
    Numbers result;
    for (Index k = 0; k < from.features; ++k)
      for (Index s = 0; s < samples_; ++s) result.push_back(from.at(k, s));
    return result;
  }
  /// Padding lanes of dx are zeros, those of y finite.
  void checkPadding() const {
    for (Index s = samples_; s < padded(samples_); ++s) {
      for (Index k = 0; k < pass.dx.features; ++k) CHECK(pass.dx.at(k, s) == 0);
      for (Index k = 0; k < pass.y.features; ++k) CHECK(std::isfinite(pass.y.at(k, s)));
    }
  }

  LayerPass pass;
  std::vector<Scalar> parameters, gradients, statistics, nextStatistics;

 private:
  Block block(Index features, Index stride, Buffer& memory) const {
    REQUIRE(memory.allocate(features * stride));
    return {memory.data(), features, samples_, stride};
  }
  const Layer& layer_;
  Index samples_;
  Buffer x_, dx_, y_, dy_;
  std::vector<Scalar> cache_;
};

/// The largest distance between two arrays of one length, relative to the largest number among the wanted ones or to 1.
template <class Got>
double distance(const Got& got, const Numbers& wanted) {
  double largest = 1, worst = 0;
  for (const double value : wanted) largest = std::max(largest, std::abs(value));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const double miss = std::abs(static_cast<double>(got[i]) - wanted[i]);
    worst = miss <= worst ? worst : miss;  // a NaN replaces it and stays
  }
  return worst / largest;
}

/// A few tens of roundings.
constexpr double kFewRoundings = sizeof(Scalar) == 4 ? 4e-6 : 1e-14;

}  // namespace relu::test
