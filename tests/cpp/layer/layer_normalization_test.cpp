// Layer normalisation against plain loops in double.
#include "layer/layer_normalization.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "single_layer.hpp"

using namespace relu;
using relu::test::Numbers;
using relu::test::SingleLayer;

namespace {

struct Wanted {
  Numbers y, dx, gradients;
};

Wanted reference(Index features, double epsilon, const SingleLayer& layer) {
  const Index samples = layer.pass.x.samples;
  const auto count = static_cast<double>(features);
  const auto size = static_cast<std::size_t>(features * samples);
  Wanted wanted{Numbers(size), Numbers(size), Numbers(static_cast<std::size_t>(2 * features))};
  for (Index s = 0; s < samples; ++s) {
    double mean = 0, squares = 0;
    for (Index k = 0; k < features; ++k) mean += layer.pass.x.at(k, s) / count;
    for (Index k = 0; k < features; ++k) squares += (layer.pass.x.at(k, s) - mean) * (layer.pass.x.at(k, s) - mean);
    const double inverse = 1 / std::sqrt(squares / count + epsilon);
    const auto normalised = [&](Index k) { return (layer.pass.x.at(k, s) - mean) * inverse; };
    double deltas = 0, products = 0;
    for (Index k = 0; k < features; ++k) {
      const auto gamma = static_cast<double>(layer.parameters[static_cast<std::size_t>(k)]);
      const auto beta = static_cast<double>(layer.parameters[static_cast<std::size_t>(features + k)]);
      wanted.y[static_cast<std::size_t>(k * samples + s)] = gamma * normalised(k) + beta;
      wanted.gradients[static_cast<std::size_t>(k)] += layer.pass.dy.at(k, s) * normalised(k);
      wanted.gradients[static_cast<std::size_t>(features + k)] += layer.pass.dy.at(k, s);
      deltas += gamma * layer.pass.dy.at(k, s) / count;
      products += gamma * layer.pass.dy.at(k, s) * normalised(k) / count;
    }
    for (Index k = 0; k < features; ++k)
      wanted.dx[static_cast<std::size_t>(k * samples + s)] =
          inverse * (static_cast<double>(layer.parameters[static_cast<std::size_t>(k)]) * layer.pass.dy.at(k, s) - deltas -
                     normalised(k) * products);
  }
  return wanted;
}

}  // namespace

TEST_CASE("layer_normalization: values and gradients are those of the definition, in either mode") {
  constexpr std::uint32_t kSeed = 20260818;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const Shape shape : {Shape{.channels = 2}, Shape{.channels = 9}, Shape{.channels = 3, .height = 4, .width = 5}})
    for (const Index samples : {1, 4, 6, 33})
      for (const Mode mode : {Mode::training, Mode::evaluation}) {
        CAPTURE(shape.features());
        CAPTURE(samples);
        const LayerNormalization layer(shape, 1e-3);
        SingleLayer used(layer, samples, random, samples == 6 ? 8 : 0);
        for (Scalar& value : used.parameters) value = random.normal();
        used.pass.mode = mode;
        used.run();
        const Wanted wanted = reference(shape.features(), 1e-3, used);
        CHECK(test::distance(used.numbers(used.pass.y), wanted.y) <= 2 * test::kFewRoundings);
        CHECK(test::distance(used.numbers(used.pass.dx), wanted.dx) <= 2 * test::kFewRoundings);
        CHECK(test::distance(used.gradients, wanted.gradients) <= 2 * test::kFewRoundings);
        used.checkPadding();
      }
}

TEST_CASE("layer_normalization: a sample whose features are all equal gives beta and no gradient") {
  constexpr double kRounding = 1e6 * std::numeric_limits<double>::epsilon();  // of the mean in double, by 1 / √epsilon
  Random random(20260819, Purpose::data);
  const LayerNormalization layer({.channels = 5}, 1e-12);
  SingleLayer used(layer, 4, random);
  for (std::size_t k = 0; k < 5; ++k) used.parameters[5 + k] = static_cast<Scalar>(k);
  std::fill_n(used.pass.x.data, 5 * used.pass.x.stride, Scalar(0.3));
  used.run();
  for (Index k = 0; k < 5; ++k) {
    CHECK(std::abs(used.pass.y.at(k, 2) - static_cast<Scalar>(k)) <= kRounding);
    CHECK(std::isfinite(used.pass.dx.at(k, 2)));
  }
}
