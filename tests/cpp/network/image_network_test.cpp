// Networks over pictures: gradients of all parameters and of the picture against central differences.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "network/network.hpp"
#include "test_image_networks.hpp"

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

namespace {

constexpr double kReach = 1e-4;  // farther than a step of 1e-5 moves any sum of these networks

/// True when a sum lies so close to a kink of its activation that a central difference would step over it.
bool nearKink(const Activation& activation, const Scalar* values, const Block& sums) {
  constexpr double kJump = 0.02;  // smooth rows bend by less than 2·kReach·max|f″|, far below
  for (Index unit = 0; unit < sums.features; ++unit) {
    for (Index sample = 0; sample < sums.samples; ++sample) {
      Scalar z[4] = {sums.at(unit, sample) - kReach, sums.at(unit, sample) + kReach, 0, 0}, a[4], slope[4] = {1, 1, 1, 1};
      activation.forward(z, a, 4, values);
      activation.backward(z, a, slope, 4, values);
      const double jump = std::abs(a[1] - a[0] - kReach * (slope[0] + slope[1]));
      if (std::abs(slope[1] - slope[0]) > kJump || jump > kJump * kReach) return true;
    }
  }
  return false;
}

/// True when two different cells of a channel are so nearly equal that a step may change a maximum's winner. Cells that are
/// the same (zeros of dead units, copies of one cell) stay so.
bool nearTie(const Block& x, const Shape& shape) {
  const Index area = shape.height * shape.width;
  for (Index c = 0; c < shape.channels; ++c) {
    for (Index s = 0; s < x.samples; ++s) {
      for (Index i = 0; i < area; ++i) {
        for (Index j = 0; j < i; ++j) {
          const double gap = std::abs(x.at(c * area + i, s) - x.at(c * area + j, s));
          if (gap > 0 && gap < kReach) return true;
        }
      }
    }
  }
  return false;
}

bool isKinked(const Network& network, const Pass& pass, const Block& x) {
  for (const Stage& stage : network.stages()) {
    const Choice<Activation>& activation = stage.config->activation;
    if (stage.sums != stage.outputs && nearKink(*activation.row, activation.values, pass.value(stage.sums))) return true;
    if (stage.config->type.row->name != "max_pooling2d") continue;
    const Block& pooled = stage.sums == 0 ? x : pass.value(stage.sums - 1);
    if (nearTie(pooled, network.layer(stage.sums).input())) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("gradients of picture networks agree with central differences in 300 random networks") {
  constexpr std::uint32_t kSeed = 20260851;
  constexpr int kNetworks = 300;
  constexpr double kStep = 1e-5, kTolerance = 1e-6;
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
    if (isKinked(network, pass, x)) continue;
    pass.backward(input, gradients.data(), dx);
    ++checked;
    for (const Stage& stage : network.stages()) ++seen[stage.config->type.row->name];
    const auto check = [&](Scalar& number, double got) {
      const Scalar kept = number;
      number = kept + kStep;
      const double above = lossAt();
      number = kept - kStep;
      const double below = lossAt();
      number = kept;
      const double numeric = (above - below) / (2 * kStep);
      if (std::abs(numeric - got) <= kTolerance * std::max({1.0, std::abs(numeric), std::abs(got)})) return;
      for (const Stage& stage : network.stages())
        MESSAGE(std::string(stage.config->type.row->name) << " " << std::string(stage.config->activation.row->name) << " "
                                                          << shapeText(network.layer(stage.sums).output()));
      CHECK(got == doctest::Approx(numeric).epsilon(kTolerance));
    };
    for (std::size_t i = 0; i < parameters.size(); ++i) check(parameters[i], gradients[i]);
    for (Index i = 0; i < inputs; ++i)
      for (Index s = 0; s < samples; ++s) check(x.at(i, s), dx.at(i, s));
  }
  for (const std::string_view type :
       {"conv2d", "max_pooling2d", "average_pooling2d", "global_average_pooling2d", "flatten", "residual"})
    CHECK_MESSAGE(seen[type] >= 20, std::string(type), " ", seen[type]);
}

#endif
