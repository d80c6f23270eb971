// Networks over pictures: gradients of all parameters and of the picture against central differences.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "central_difference.hpp"
#include "network/network.hpp"
#include "test_image_networks.hpp"
#include "test_kinks.hpp"

using namespace relu;

TEST_CASE("a picture that shrinks away is refused with the layer's path and both shapes") {
  NetworkConfig config = test::network({}, "relu");
  config.layers = {test::layerOf("conv2d", "relu"), test::layerOf("max_pooling2d"), test::layerOf("conv2d", "relu")};
  const auto small = Network::build(config, {1, 6, 6}, 2);
  REQUIRE_FALSE(small.ok());
  CHECK(small.error().path == "network.layers[2]");
  CHECK(small.error().message == "a kernel of 3 × 3 (dilation 1) does not fit 8 × 2 × 2 with padding 0");
  const auto unflattened = Network::build(config, {1, 10, 10}, 2);
  REQUIRE_FALSE(unflattened.ok());
  CHECK(unflattened.error().path == "network.output");
  config.layers.push_back(test::layerOf("flatten"));
  const auto built = Network::build(config, {1, 10, 10}, 2);
  REQUIRE(built.ok());
  CHECK(built.value()->parameterCount() == (8 * 9 + 8) + (8 * 8 * 9 + 8) + (2 * 8 * 2 * 2 + 2));
}

#ifdef RELU_DOUBLE

TEST_CASE("gradients of picture networks agree with central differences in 300 random networks") {
  constexpr std::uint32_t kSeed = 20260851;
  constexpr int kNetworks = 300;
  constexpr double kReach = 1e-4;  // farther than a step moves any sum of these networks
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  std::map<std::string_view, int> seen;
  int checked = 0;
  for (int attempt = 0; checked < kNetworks; ++attempt) {
    REQUIRE(attempt < 20 * kNetworks);
    CAPTURE(attempt);
    const test::ImageNetwork drawn = test::randomImageNetwork(random);
    const Index outputs = test::upTo(random, 2), samples = test::upTo(random, 5);
    const auto built = Network::build(drawn.config, drawn.input, outputs);
    if (!built.ok()) continue;
    const Network& network = *built.value();

    Buffer memory;
    const Index inputs = network.inputs(), stride = padded(samples);
    REQUIRE(memory.allocate((2 * inputs + outputs) * stride));
    const Block x{memory.data(), inputs, samples, stride}, dx{x.row(inputs), inputs, samples, stride},
        weights{dx.row(inputs), outputs, samples, stride};
    for (Index i = 0; i < inputs; ++i)
      for (Index s = 0; s < samples; ++s) x.at(i, s) = random.normal();
    for (Index k = 0; k < outputs; ++k)
      for (Index s = 0; s < samples; ++s) weights.at(k, s) = random.normal();
    Pass pass;
    REQUIRE(pass.allocate(network, samples, true));
    std::vector<Scalar> parameters(static_cast<std::size_t>(network.parameterCount())), gradients(parameters.size());
    network.initialize(parameters.data(), random.bits());
    PassInput input;
    input.mode = Mode::training;
    input.parameters = parameters.data();
    const auto lossAt = [&] {  // a weighted sum of the outputs' squares, halved
      const Block& result = pass.forward(input, x);
      double loss = 0;
      for (Index k = 0; k < outputs; ++k) {
        for (Index s = 0; s < samples; ++s) {
          loss += 0.5 * weights.at(k, s) * result.at(k, s) * result.at(k, s);
          pass.outputDelta().at(k, s) = weights.at(k, s) * result.at(k, s);
        }
        for (Index s = samples; s < stride; ++s) pass.outputDelta().at(k, s) = 0;
      }
      return loss;
    };
    lossAt();
    if (test::isKinked(network, pass, x, kReach)) continue;
    pass.backward(gradients.data(), dx);
    ++checked;
    for (const Stage& stage : network.stages()) ++seen[stage.config->type.row->name];
    for (std::size_t i = 0; i < parameters.size(); ++i) test::checkDerivative(network, parameters[i], gradients[i], lossAt);
    for (Index i = 0; i < inputs; ++i)
      for (Index s = 0; s < samples; ++s) test::checkDerivative(network, x.at(i, s), dx.at(i, s), lossAt);
  }
  for (const std::string_view type :
       {"conv2d", "max_pooling2d", "average_pooling2d", "global_average_pooling2d", "flatten", "residual"})
    CHECK_MESSAGE(seen[type] >= 20, std::string(type), " ", seen[type]);
}

#endif
