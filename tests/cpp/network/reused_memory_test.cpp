// A pass that gives memory on to others computes what one that keeps everything computes.
#include <doctest/doctest.h>

#include <vector>

#include "network/random_network.hpp"
#include "test_image_networks.hpp"
#include "test_networks.hpp"

using namespace relu;

namespace {

struct Results {
  std::vector<Scalar> outputs, gradients, dx;
  bool operator==(const Results&) const = default;
};

Results run(const Network& network, const PassInput& input, const Block& x, const Block& upstream, Memory memory) {
  Pass pass;
  REQUIRE(pass.allocate(network, x.samples + 5, true, memory));
  Buffer inputDelta;
  REQUIRE(inputDelta.allocate(network.inputs() * x.stride));
  const Block dx{inputDelta.data(), network.inputs(), x.samples, x.stride};
  Results results;
  results.gradients.resize(static_cast<std::size_t>(network.parameterCount()));
  for (const Index samples : {x.samples, Index{1}, x.samples}) {  // the blocks are laid out again for another batch
    const auto narrowed = [&](const Block& block) { return Block{block.data, block.features, samples, block.stride}; };
    const Block& outputs = pass.forward(input, narrowed(x));
    results.outputs.assign(outputs.data, outputs.data + outputs.features * outputs.stride);
    const Block& delta = pass.outputDelta();
    for (Index k = 0; k < delta.features; ++k)
      for (Index s = 0; s < delta.stride; ++s) delta.at(k, s) = s < samples ? upstream.at(k, s) : Scalar(0);
    pass.backward(results.gradients.data(), narrowed(dx));
  }
  results.dx.assign(dx.data, dx.data + dx.features * dx.stride);
  return results;
}

/// The outputs of a pass that never goes backwards, of another batch and then of this one.
std::vector<Scalar> answers(const Network& network, const PassInput& input, const Block& x, Memory memory) {
  Pass pass;
  REQUIRE(pass.allocate(network, x.samples + 5, false, memory));
  pass.forward(input, Block{x.data, x.features, 1, x.stride});
  const Block& outputs = pass.forward(input, x);
  return {outputs.data, outputs.data + outputs.features * outputs.stride};
}

}  // namespace

TEST_CASE("reused memory changes no bit of outputs and gradients, and takes less room") {
  constexpr std::uint32_t kSeed = 20261121;
  constexpr int kNetworks = 400;
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  int smaller = 0;
  for (int attempt = 0; attempt < kNetworks; ++attempt) {
    CAPTURE(attempt);
    NetworkConfig config;
    Shape shape;
    if (attempt % 4 == 0) {
      test::ImageNetwork drawn = test::randomImageNetwork(random);
      config = std::move(drawn.config);
      shape = drawn.input;
    } else {
      test::RandomNetwork generator(random);
      config = generator.make(4);
      shape = generator.input;
    }
    const Index outputs = 2, samples = 2 + static_cast<Index>(random.below(12)), stride = padded(samples);
    const auto built = Network::build(config, shape, outputs);
    if (!built.ok()) continue;  // a picture that shrinks away
    const Network& network = *built.value();
    Buffer memory;
    REQUIRE(memory.allocate((network.inputs() + outputs) * stride));
    const Block x{memory.data(), network.inputs(), samples, stride},
        upstream{x.row(network.inputs()), outputs, samples, stride};
    for (Index s = 0; s < samples; ++s) {
      for (Index i = 0; i < x.features; ++i) x.at(i, s) = random.normal();
      for (Index k = 0; k < outputs; ++k) upstream.at(k, s) = random.normal();
    }
    std::vector<Scalar> parameters(static_cast<std::size_t>(network.parameterCount())),
        statistics(static_cast<std::size_t>(network.statisticCount() + 1), Scalar(0.7));
    network.initialize(parameters.data(), random.bits());
    for (Scalar& number : parameters) number += Scalar(0.1);  // no learned scale is 0
    PassInput input;
    input.mode = random.below(3) ? Mode::training : Mode::evaluation;
    input.parameters = parameters.data();
    input.statistics = statistics.data();
    input.seed = random.bits();
    const Results apart = run(network, input, x, upstream, Memory::apart);
    CHECK(run(network, input, x, upstream, Memory::reused) == apart);
    CHECK(answers(network, input, x, Memory::apart) == apart.outputs);
    CHECK(answers(network, input, x, Memory::reused) == apart.outputs);
    CHECK(network.passSize(samples, false, Memory::reused) <= network.passSize(samples, false));
    const std::int64_t less = network.passSize(samples, true, Memory::reused), all = network.passSize(samples, true);
    CHECK(less <= all);
    smaller += less < all;
  }
  CHECK(smaller > kNetworks / 4);
}

TEST_CASE("the deltas of a deep chain take two places, and so do its outputs where nobody goes backwards") {
  const auto sizeOf = [](std::size_t layers, bool withDeltas) {
    const auto built = Network::build(test::network(std::vector<Index>(layers, 8), "relu"), {.channels = 8}, 1);
    REQUIRE(built.ok());
    return built.value()->passSize(32, withDeltas, Memory::reused);
  };
  CHECK(sizeOf(1000, true) - sizeOf(999, true) == 8 * 32);
  CHECK(sizeOf(1000, false) == sizeOf(2, false));
}
