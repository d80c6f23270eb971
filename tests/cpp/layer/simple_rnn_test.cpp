// The recurrent layer against plain loops in double: every shape of its steps, both outputs, learned slopes, 200 steps.
#include "layer/simple_rnn.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "single_layer.hpp"
#include "test_networks.hpp"

using namespace relu;
using relu::test::Numbers;
using relu::test::row;
using relu::test::SingleLayer;

namespace {

struct Wanted {
  Numbers y, dx, gradients;
};

/// f and f′ by their formulas; `slope` is that of the negative side.
double value(std::string_view name, double z, double slope) {
  return name == "tanh" ? std::tanh(z) : name == "linear" || z > 0 ? z : slope * z;
}
double derivative(std::string_view name, double z, double slope) {
  return name == "tanh" ? 1 - std::tanh(z) * std::tanh(z) : name == "linear" || z > 0 ? 1 : slope;
}

/// The definition, number by number.
Wanted reference(const SimpleRnnConfig& config, const SingleLayer& layer) {
  const Index features = config.input.channels, steps = config.input.height, units = config.units,
              samples = layer.pass.x.samples;
  const std::string_view f = config.activation.row->name;
  const bool learned = config.activation.row->learned, perUnit = learned && config.activation.values[1] != 0;
  const Scalar* W = layer.parameters.data();
  const Scalar* R = W + units * features;
  const Scalar* b = config.useBias ? R + units * units : nullptr;
  const Scalar* slopes = learned ? R + units * units + (config.useBias ? units : 0) : nullptr;
  const auto slope = [&](Index unit) { return slopes ? static_cast<double>(slopes[perUnit ? unit : 0]) : 0.0; };
  const auto at = [&](Index unit, Index t) { return static_cast<std::size_t>(unit * steps + t); };
  const Index outputs = config.returnSequences ? units * steps : units;
  Wanted wanted{Numbers(static_cast<std::size_t>(outputs * samples)),
                Numbers(static_cast<std::size_t>(features * steps * samples)), Numbers(layer.gradients.size())};
  Numbers slopeGradients(static_cast<std::size_t>(units));
  for (Index s = 0; s < samples; ++s) {
    Numbers z(static_cast<std::size_t>(units * steps)), h(z.size()), dz(z.size());
    for (Index t = 0; t < steps; ++t) {
      for (Index u = 0; u < units; ++u) {
        double sum = b ? b[u] : 0;
        for (Index i = 0; i < features; ++i)
          sum += static_cast<double>(W[u * features + i]) * layer.pass.x.at(i * steps + t, s);
        for (Index v = 0; v < units && t > 0; ++v) sum += static_cast<double>(R[u * units + v]) * h[at(v, t - 1)];
        z[at(u, t)] = sum;
        h[at(u, t)] = value(f, sum, slope(u));
        if (config.returnSequences)
          wanted.y[at(u, t) * static_cast<std::size_t>(samples) + static_cast<std::size_t>(s)] = h[at(u, t)];
        else if (t == steps - 1)
          wanted.y[static_cast<std::size_t>(u * samples + s)] = h[at(u, t)];
      }
    }
    for (Index t = steps - 1; t >= 0; --t) {
      for (Index u = 0; u < units; ++u) {
        double delta = config.returnSequences ? layer.pass.dy.at(u * steps + t, s)
                       : t == steps - 1       ? layer.pass.dy.at(u, s)
                                              : 0;
        for (Index v = 0; v < units && t < steps - 1; ++v) delta += static_cast<double>(R[v * units + u]) * dz[at(v, t + 1)];
        if (z[at(u, t)] < 0) slopeGradients[static_cast<std::size_t>(u)] += delta * z[at(u, t)];
        dz[at(u, t)] = delta * derivative(f, z[at(u, t)], slope(u));
      }
      for (Index u = 0; u < units; ++u) {
        for (Index i = 0; i < features; ++i) {
          wanted.gradients[static_cast<std::size_t>(u * features + i)] += dz[at(u, t)] * layer.pass.x.at(i * steps + t, s);
          wanted.dx[static_cast<std::size_t>((i * steps + t) * samples + s)] +=
              static_cast<double>(W[u * features + i]) * dz[at(u, t)];
        }
        for (Index v = 0; v < units && t > 0; ++v)
          wanted.gradients[static_cast<std::size_t>(units * features + u * units + v)] += dz[at(u, t)] * h[at(v, t - 1)];
        if (b) wanted.gradients[static_cast<std::size_t>(units * features + units * units + u)] += dz[at(u, t)];
      }
    }
  }
  for (Index u = 0; u < units && learned; ++u)
    wanted.gradients[static_cast<std::size_t>(slopes - layer.parameters.data() + (perUnit ? u : 0))] +=
        slopeGradients[static_cast<std::size_t>(u)];
  return wanted;
}

SimpleRnnConfig config(const Shape& input, Index units, std::string_view activation) {
  return {.input = input,
          .units = units,
          .returnSequences = false,
          .useBias = true,
          .activation = Choice<Activation>(row(activations(), activation)),
          .weights = Choice<Initializer>(row(initializers(), "glorot_uniform")),
          .recurrentWeights = Choice<Initializer>(row(initializers(), "orthogonal")),
          .biases = Choice<Initializer>(row(initializers(), "normal"))};
}

void compare(const SimpleRnnConfig& wantedConfig, Index samples, Random& random, Index extra, double tolerance) {
  const SimpleRnn layer(wantedConfig);
  SingleLayer used(layer, samples, random, extra);
  used.run();
  const Wanted wanted = reference(wantedConfig, used);
  CHECK(test::distance(used.numbers(used.pass.y), wanted.y) <= tolerance);
  CHECK(test::distance(used.numbers(used.pass.dx), wanted.dx) <= tolerance);
  Numbers gradients(used.gradients.begin(), used.gradients.begin() + layer.parameterCount());
  gradients.resize(wanted.gradients.size());
  CHECK(test::distance(gradients, wanted.gradients) <= tolerance);
  used.checkPadding();
}

}  // namespace

TEST_CASE("simple_rnn: states and gradients are those of the definition") {
  constexpr std::uint32_t kSeed = 20260811;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  int cases = 0;
  for (const char* activation : {"tanh", "relu", "linear", "prelu"})
    for (const Index features : {1, 3})
      for (const Index steps : {1, 2, 7})
        for (const Index units : {1, 5, 8})
          for (const Index samples : {1, 4, 9}) {
            SimpleRnnConfig chosen = config({.channels = features, .height = steps}, units, activation);
            chosen.returnSequences = ++cases % 2 == 0;
            chosen.useBias = cases % 3 != 0;
            if (chosen.activation.row->learned) chosen.activation.values[1] = cases / 2 % 2;
            CAPTURE(activation);
            CAPTURE(features);
            CAPTURE(steps);
            CAPTURE(units);
            CAPTURE(samples);
            CAPTURE(chosen.returnSequences);
            compare(chosen, samples, random, cases % 4 == 0 ? 8 : 0, 4 * test::kFewRoundings);
          }
}

TEST_CASE("simple_rnn: the way back through 200 steps") {
  // An orthogonal linear recurrence keeps every signal's size, so that no step is lost in another; tanh lets them fade.
  constexpr std::uint32_t kSeed = 20260812;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const char* activation : {"linear", "tanh"})
    for (const bool all : {false, true}) {
      SimpleRnnConfig chosen = config({.channels = 2, .height = 200}, 6, activation);
      chosen.returnSequences = all;
      CAPTURE(activation);
      CAPTURE(all);
      compare(chosen, 5, random, 0, 16 * test::kFewRoundings);
    }
}

TEST_CASE("simple_rnn: the gradient of the first input of 200 arrives whole through an identity ReLU net") {
  SimpleRnnConfig chosen = config({.channels = 1, .height = 200}, 4, "relu");
  chosen.recurrentWeights = Choice<Initializer>(row(initializers(), "identity"));
  chosen.weights = chosen.biases = Choice<Initializer>(row(initializers(), "constant"));
  chosen.weights.values[0] = 0.25;
  const SimpleRnn layer(chosen);
  Random random(1, Purpose::data);
  SingleLayer used(layer, 4, random);
  std::fill_n(used.pass.x.data, 200 * used.pass.x.stride, Scalar(0.5));  // all sums stay positive
  std::fill_n(used.pass.dy.data, 4 * used.pass.dy.stride, Scalar(1));
  used.run();
  for (Index t = 0; t < 200; ++t) CHECK(used.pass.dx.at(t, 0) == 1);  // 4 units, each 1 · 0.25
  CHECK(used.pass.y.at(0, 0) == doctest::Approx(200 * (0.125 + chosen.biases.values[0])));
}

TEST_CASE("simple_rnn: parameters have roles, and a picture is refused with its shape") {
  const SimpleRnn layer(config({.channels = 3, .height = 5}, 4, "prelu"));
  std::vector<std::string_view> roles;
  for (const Parameter& parameter : layer.parameters()) {
    roles.push_back(parameter.role);
    CHECK(parameter.decays == (parameter.role == "weights" || parameter.role == "recurrent_weights"));
  }
  CHECK(roles == std::vector<std::string_view>{"weights", "recurrent_weights", "biases", "slopes"});
  CHECK(layer.parameterCount() == 4 * 3 + 4 * 4 + 4 + 1);

  LayerConfig wanted = test::layer(4, "tanh");
  wanted.type = Choice<LayerType>(row(layerTypes(), "simple_rnn"));
  NetworkConfig network = test::network({}, "relu");
  network.layers = {wanted};
  const auto refused = Network::build(network, {.channels = 3, .height = 8, .width = 8}, 1);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == "shape_mismatch");
  CHECK(refused.error().path == "network.layers[0]");
  CHECK(refused.error().message.find("3 × 8 × 8") != std::string::npos);
}

TEST_CASE("simple_rnn: a sequence too long for its units is refused before anything is allocated") {
  LayerConfig wanted = test::layer(1024, "tanh");
  wanted.type = Choice<LayerType>(row(layerTypes(), "simple_rnn"));
  wanted.type.values[0] = 1024;
  NetworkConfig network = test::network({}, "relu");
  network.layers = {wanted};
  CHECK(Network::build(network, {.channels = 1, .height = 512}, 1).ok());
  const auto refused = Network::build(network, {.channels = 1, .height = 513}, 1);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == "too_large");
  CHECK(refused.error().message.find("513 steps") != std::string::npos);
}
