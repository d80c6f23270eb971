// Random networks of every kind of layer that a sequence can pass, residual blocks around them included.
#pragma once

#include <array>

#include "../test_networks.hpp"

namespace relu::test {

/// Makes layers that fit one behind the other and keeps the shape that the last of them gives.
class RandomNetwork {
 public:
  explicit RandomNetwork(Random& random) : random_(random) {}

  /// At most `most` layers from a random sequence or vector to a vector.
  NetworkConfig make(int most) {
    NetworkConfig config = network({}, "relu");
    config.biasInitializer = Choice<Initializer>(row(initializers(), "normal"));
    input = {.channels = 1 + below(4), .height = below(2) ? 1 + below(6) : 1};
    shape_ = input;
    for (int i = 1 + static_cast<int>(below(static_cast<std::uint32_t>(most))); i > 0; --i) config.layers.push_back(any(2));
    if (!shape_.isVector()) config.layers.push_back(recurrent(1 + below(4), false));
    return config;
  }

  Shape input;

 private:
  Index below(std::uint32_t bound) { return static_cast<Index>(random_.below(bound)); }

  LayerConfig typed(std::string_view type) {
    const LayerType& chosen = row(layerTypes(), type);
    return {Choice<LayerType>(chosen),
            Choice<Activation>(row(activations(), chosen.activation.empty() ? "linear" : chosen.activation)),
            {},
            {},
            {},
            {}};
  }

  /// An activation with a derivative everywhere that a test may reach; `smooth` ones have no kink at all.
  Choice<Activation> activation(bool smooth) {
    constexpr std::array<std::string_view, 7> kSmooth{"linear", "tanh", "sigmoid", "softplus", "gelu", "silu", "mish"};
    if (smooth) return Choice<Activation>(row(activations(), kSmooth[static_cast<std::size_t>(below(kSmooth.size()))]));
    Choice<Activation> chosen = randomLayer(random_).activation;
    return chosen;
  }

  LayerConfig recurrent(Index units, bool all) {
    LayerConfig config = typed("simple_rnn");
    config.type.values[0] = static_cast<double>(units);
    config.type.values[1] = all;
    config.type.values[2] = below(4) != 0;
    config.activation = activation(true);  // its sums are not laid open, so that a kink could not be seen
    if (below(2)) config.recurrentInitializer = Choice<Initializer>(row(initializers(), "identity"));
    shape_ = {.channels = units, .height = all ? shape_.height : 1};
    return config;
  }

  LayerConfig dense(Index units) {
    LayerConfig config = randomLayer(random_);
    config.type.values[0] = static_cast<double>(units);
    shape_ = {.channels = units};
    return config;
  }

  LayerConfig keeping(int depth) {
    switch (below(depth > 0 ? 5 : 4)) {
      case 0: {
        LayerConfig config = typed("batch_normalization");
        config.type.values[1] = 0.1;  // a channel without spread would bend within a difference's step
        return config;
      }
      case 1: {
        LayerConfig config = typed("layer_normalization");
        config.type.values[0] = 0.1;
        return config;
      }
      case 2:
        return typed("dropout");
      case 3: {
        LayerConfig config = typed("activation");
        config.activation = activation(false);
        return config;
      }
      default: {
        LayerConfig config = typed("residual");
        const Shape outside = shape_;
        for (Index i = below(3); i > 0; --i) config.body.push_back(any(depth - 1));
        if (shape_ != outside) config.body.push_back(outside.isVector() ? back(outside) : recurrent(outside.channels, true));
        config.type.values[0] = 0.5;
        config.type.values[1] = below(2);
        shape_ = outside;
        return config;
      }
    }
  }

  LayerConfig back(const Shape& outside) {
    return shape_.isVector() ? dense(outside.channels) : recurrent(outside.channels, false);
  }

  /// Inside a residual block a sequence stays one, so that the block's end can have its beginning's shape.
  LayerConfig any(int depth) {
    if (below(2)) return keeping(depth);
    if (shape_.isVector()) return below(4) ? dense(1 + below(6)) : recurrent(1 + below(6), true);
    return recurrent(1 + below(5), depth < 2 || below(3) != 0);
  }

  Random& random_;
  Shape shape_;
};

}  // namespace relu::test
