// What every layer promises its network: strides may be wider than the batch, and a first layer need not compute ∂L/∂x.
#include "layer/layer.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "layer/element_wise.hpp"
#include "layer/join.hpp"
#include "test_pictures.hpp"

using namespace relu;

namespace {

struct Named {
  std::string name;
  std::unique_ptr<Layer> layer;
};

/// One of each type, on the first of some shapes that it takes, and those that only a network makes.
std::vector<Named> everyLayer() {
  constexpr Shape kShapes[] = {{2, 5, 4}, {3, 6, 1}, {7, 1, 1}};
  std::vector<Named> layers;
  for (const LayerType& type : layerTypes()) {
    if (!type.make) continue;
    for (const Shape& shape : kShapes) {
      MadeLayer made = test::make(test::layerOf(type.name, type.activation.empty() ? "linear" : type.activation), shape);
      if (!made.ok()) continue;
      layers.push_back({std::string(type.name), std::move(made.value())});
      break;
    }
    REQUIRE_MESSAGE(layers.back().name == type.name, std::string(type.name));
  }
  Choice<Activation> perUnit(test::row(activations(), "prelu"));
  perUnit.values[1] = 1;
  const Choice<Activation> shared(test::row(activations(), "prelu")), fixed(test::row(activations(), "gelu"));
  layers.push_back({"slope per channel", std::make_unique<ElementWise>(kShapes[0], perUnit)});
  layers.push_back({"shared slope", std::make_unique<ElementWise>(kShapes[0], shared)});
  layers.push_back({"fixed activation", std::make_unique<ElementWise>(kShapes[0], fixed)});
  layers.push_back({"join", std::make_unique<Join>(kShapes[0], 0.5, false)});
  layers.push_back({"learned join", std::make_unique<Join>(kShapes[0], 0.5, true)});
  return layers;
}

/// The numbers of a block's samples.
std::vector<Scalar> numbers(const Block& block) {
  std::vector<Scalar> result;
  for (Index f = 0; f < block.features; ++f)
    for (Index s = 0; s < block.samples; ++s) result.push_back(block.at(f, s));
  return result;
}

void copyRows(const Block& from, const Block& to) {
  for (Index f = 0; f < from.features; ++f)
    for (Index s = 0; s < padded(from.samples); ++s) to.at(f, s) = from.at(f, s);
}

constexpr std::uint32_t kSeed = 20260905;
constexpr Index kSamples = 6;

/// A bench and the statistics that some layers keep.
struct Run {
  test::Bench bench;
  std::vector<Scalar> statistics, next;

  Run(const Layer& layer, Index spare, Random& random) : bench(layer, kSamples, spare, random) {
    statistics.resize(static_cast<std::size_t>(layer.statisticCount()));
    layer.initializeStatistics(statistics.data());
    next = statistics;
  }
  LayerPass pass(Mode mode) {
    LayerPass result = bench.pass();
    result.mode = mode;
    result.statistics = statistics.data();
    result.nextStatistics = mode == Mode::training ? next.data() : nullptr;
    result.skip = result.x;
    result.seed = kSeed;
    return result;
  }
};

}  // namespace

TEST_CASE("whichever blocks are wider than the batch, a layer computes the same bits") {
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const Named& tested : everyLayer()) {
    CAPTURE(tested.name);
    const Layer& layer = *tested.layer;
    Run narrow(layer, 0, random), wide(layer, 2 * kLanes, random);
    copyRows(narrow.bench.x, wide.bench.x);
    copyRows(narrow.bench.dy, wide.bench.dy);
    for (const Mode mode : {Mode::training, Mode::evaluation}) {
      const LayerPass plain = narrow.pass(mode);
      layer.forward(plain);
      layer.backward(plain);
      const std::vector<Scalar> y = numbers(plain.y), dx = numbers(plain.dx), gradients = narrow.bench.gradients;
      for (int which = 1; which < 16; ++which) {
        CAPTURE(which);
        LayerPass pass = plain;
        if (which & 1) pass.x = pass.skip = wide.bench.x;
        if (which & 2) pass.y = wide.bench.y;
        if (which & 4) pass.dx = wide.bench.dx;
        if (which & 8) pass.dy = wide.bench.dy;
        layer.forward(pass);
        layer.backward(pass);
        CHECK(numbers(pass.y) == y);
        CHECK(numbers(pass.dx) == dx);
        CHECK(narrow.bench.gradients == gradients);
      }
    }
  }
}

TEST_CASE("a first layer has the gradients that it would have behind another, and touches nothing else") {
  CAPTURE(kSeed);
  Random random(kSeed, Purpose::data);
  for (const Named& tested : everyLayer()) {
    CAPTURE(tested.name);
    const Layer& layer = *tested.layer;
    Run run(layer, 0, random);
    for (const Mode mode : {Mode::training, Mode::evaluation}) {
      LayerPass pass = run.pass(mode);
      layer.forward(pass);
      layer.backward(pass);
      const std::vector<Scalar> gradients = run.bench.gradients, dx = numbers(pass.dx), dy = numbers(pass.dy);
      run.bench.gradients.assign(gradients.size(), NAN);
      pass.gradients = run.bench.gradients.data();
      pass.dx = {};
      layer.forward(pass);
      layer.backward(pass);
      CHECK(run.bench.gradients == gradients);
      CHECK(numbers(run.bench.dx) == dx);
      CHECK(numbers(run.bench.dy) == dy);
    }
  }
}
