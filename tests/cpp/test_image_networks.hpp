// Random networks over pictures, for the tests that hold for every network.
#pragma once

#include <cmath>

#include "test_pictures.hpp"

namespace relu::test {

struct ImageNetwork {
  Shape input;
  NetworkConfig config;
};

/// Any activation but the step, whose derivative is nowhere that of its value.
inline Choice<Activation> randomActivation(Random& random) { return randomLayer(random).activation; }

inline LayerConfig randomConvolution(Random& random) {
  LayerConfig config = layerOf("conv2d");
  config.activation = randomActivation(random);
  const Index groups = random.below(4) == 0 ? 2 : 1;
  set(config, "filters", groups * upTo(random, 3));
  set(config, "groups", groups);
  set(config, "kernel_size", upTo(random, 3), upTo(random, 3));
  set(config, "strides", upTo(random, 2), upTo(random, 2));
  set(config, "padding", random.below(3), random.below(3));
  set(config, "dilation_rate", upTo(random, 2), upTo(random, 2));
  set(config, "use_bias", random.below(4) != 0);
  return config;
}

inline LayerConfig randomPooling(Random& random) {
  const bool largest = random.below(2) == 0;
  LayerConfig config = layerOf(largest ? "max_pooling2d" : "average_pooling2d");
  set(config, "pool_size", upTo(random, 3), upTo(random, 3));
  set(config, "strides", random.below(3), random.below(3));
  set(config, "padding", random.below(2), random.below(2));
  if (!largest) set(config, "count_include_pad", random.below(2));
  return config;
}

/// x + body(x), the body one or two convolutions that keep the shape of `channels` × anything.
inline LayerConfig randomResidual(Random& random, Index channels) {
  LayerConfig config = layerOf("residual");
  config.activation = randomActivation(random);
  for (Index i = upTo(random, 2); i > 0; --i) {
    LayerConfig convolution = layerOf("conv2d");
    convolution.activation = randomActivation(random);
    set(convolution, "filters", channels);
    set(convolution, "kernel_size", 3);
    set(convolution, "padding", 1);
    config.body.push_back(convolution);
  }
  return config;
}

/// One to three layers over a small picture, then flatten or global average pooling, and at times a dense layer. Not every one
/// of them fits its picture: Network::build tells.
inline ImageNetwork randomImageNetwork(Random& random) {
  ImageNetwork result;
  result.input = {upTo(random, 3), 2 + upTo(random, 4), 2 + upTo(random, 4)};
  NetworkConfig& config = result.config;
  config.initializer = Choice<Initializer>(row(initializers(), "he_normal"));
  config.biasInitializer = Choice<Initializer>(row(initializers(), "normal"));
  Index channels = result.input.channels;
  for (Index i = upTo(random, 3); i > 0; --i) {
    const std::uint32_t kind = random.below(5);
    config.layers.push_back(kind < 2   ? randomConvolution(random)
                            : kind < 4 ? randomPooling(random)
                                       : randomResidual(random, channels));
    if (kind < 2) channels = static_cast<Index>(config.layers.back().type.values[0]);
  }
  config.layers.push_back(layerOf(random.below(3) == 0 ? "global_average_pooling2d" : "flatten"));
  if (random.below(2)) config.layers.push_back(randomLayer(random));
  config.output = layer(1, "linear");
  return result;
}

}  // namespace relu::test
