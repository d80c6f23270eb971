// One layer on random pictures, with the memory around the batch poisoned: the fixture of the picture layers' tests.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "layer/layer_type.hpp"
#include "test_networks.hpp"

namespace relu::test {

/// Rounding of one operation.
inline constexpr double kEpsilon = std::numeric_limits<Scalar>::epsilon();

/// A sum of products with the sum of their sizes, which bounds how far rounding may carry a result in any order of summation.
struct Sum {
  double value = 0, size = 0;
  int terms = 0;
  void add(double term) {
    value += term;
    size += std::abs(term);
    ++terms;
  }
  bool admits(double got) const { return std::abs(got - value) <= (terms + 2) * kEpsilon * size; }
};

/// A type's configuration with its standard fields.
inline LayerConfig layerOf(std::string_view type, std::string_view activation = "linear") {
  LayerConfig config;
  config.type = Choice<LayerType>(row(layerTypes(), type));
  config.activation = Choice<Activation>(row(activations(), activation));
  return config;
}

/// Sets the field of that name to a height and a width.
inline void set(LayerConfig& config, std::string_view field, Index height, Index width) {
  const Fields fields = config.type.row->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != field) continue;
    config.type.values[i] = static_cast<double>(height);
    config.type.widths[i] = static_cast<double>(width);
    return;
  }
  FAIL("no field " << std::string(field));
}
inline void set(LayerConfig& config, std::string_view field, Index value) { set(config, field, value, value); }

/// The layer of that configuration alone, with normal weights and biases.
inline MadeLayer make(const LayerConfig& config, const Shape& input) {
  const Choice<Initializer> normal(row(initializers(), "normal"));
  return config.type.row->make(config, input, {normal, normal});
}

/// A layer between blocks of its own.
///
/// The lanes behind the samples hold finite rubbish in x and zeros in dy, as a network's do. What lies behind the last vector,
/// up to the stride, is NaN in what is read and in what is written: it must neither reach a result nor be touched.
struct Bench {
  const Layer& layer;
  Buffer memory[4];
  Block x, y, dx, dy;
  std::vector<Scalar> parameters, gradients, cache;

  Bench(const Layer& tested, Index samples, Index spare, Random& random) : layer(tested) {
    x = block(0, layer.inputs(), samples, spare);
    y = block(1, layer.outputs(), samples, spare);
    dx = block(2, layer.inputs(), samples, spare);
    dy = block(3, layer.outputs(), samples, spare);
    for (Index f = 0; f < x.features; ++f)
      for (Index s = 0; s < padded(samples); ++s) x.at(f, s) = random.normal();
    for (Index f = 0; f < dy.features; ++f)
      for (Index s = 0; s < padded(samples); ++s) dy.at(f, s) = s < samples ? random.normal() : Scalar(0);
    parameters.resize(static_cast<std::size_t>(layer.parameterCount()));
    for (Scalar& parameter : parameters) parameter = random.normal();
    gradients.assign(parameters.size(), NAN);
    cache.assign(static_cast<std::size_t>(layer.cacheSize(padded(samples))), NAN);
  }

  LayerPass pass() {
    LayerPass result;
    result.parameters = parameters.data();
    result.gradients = gradients.data();
    result.cache = cache.data();
    result.x = x;
    result.y = y;
    result.dx = dx;
    result.dy = dy;
    return result;
  }

  void run() {
    layer.forward(pass());
    layer.backward(pass());
    for (Index f = 0; f < y.features; ++f) {
      for (Index s = y.samples; s < padded(y.samples); ++s) CHECK(std::isfinite(y.at(f, s)));
      for (Index s = padded(y.samples); s < y.stride; ++s) CHECK(std::isnan(y.at(f, s)));
    }
    for (Index f = 0; f < dx.features; ++f) {
      for (Index s = dx.samples; s < padded(dx.samples); ++s) CHECK(dx.at(f, s) == 0);
      for (Index s = padded(dx.samples); s < dx.stride; ++s) CHECK(std::isnan(dx.at(f, s)));
    }
  }

 private:
  Block block(int which, Index features, Index samples, Index spare) {
    const Index stride = padded(samples) + spare;
    REQUIRE(memory[which].allocate(features * stride));
    for (Index i = 0; i < features * stride; ++i) memory[which].data()[i] = NAN;
    return {memory[which].data(), features, samples, stride};
  }
};

/// Feature of a picture's cell.
inline Index cellOf(const Shape& shape, Index channel, Index y, Index x) {
  return (channel * shape.height + y) * shape.width + x;
}

/// 1 to `most`.
inline Index upTo(Random& random, Index most) { return 1 + static_cast<Index>(random.below(static_cast<std::uint32_t>(most))); }

}  // namespace relu::test
