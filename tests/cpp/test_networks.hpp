// Small networks for the tests, written in one line each.
#pragma once

#include <string_view>
#include <vector>

#include "core/random.hpp"
#include "network/network.hpp"

namespace relu::test {

template <class Row>
const Row& row(std::span<const Row> table, std::string_view name) {
  return *find(table, name);
}

inline LayerConfig layer(Index units, std::string_view activation) {
  LayerConfig config{
      Choice<LayerType>(row(layerTypes(), "dense")), Choice<Activation>(row(activations(), activation)), {}, {}, {}, {}};
  config.type.values[0] = static_cast<double>(units);
  return config;
}

inline NetworkConfig network(std::vector<Index> units, std::string_view activation) {
  NetworkConfig config;
  config.initializer = Choice<Initializer>(row(initializers(), "he_normal"));
  config.biasInitializer = Choice<Initializer>(row(initializers(), "zeros"));
  for (const Index count : units) config.layers.push_back(layer(count, activation));
  config.output = layer(1, "linear");
  return config;
}

/// 1..9 units, any activation that has a derivative somewhere, with or without bias.
inline LayerConfig randomLayer(Random& random) {
  const Activation* activation;
  do activation = &activations()[random.below(static_cast<std::uint32_t>(activations().size()))];
  while (activation->name == "step");
  LayerConfig config = layer(1 + random.below(9), activation->name);
  config.type.values[1] = random.below(4) == 0 ? 0 : 1;
  if (activation->learned) config.activation.values[1] = random.below(2);
  return config;
}

}  // namespace relu::test
