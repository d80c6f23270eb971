// Memory that runs out, and steps that need none.
#include "core/memory.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <vector>

#include "allocations.hpp"
#include "core/tensor.hpp"
#include "diagnostics/response.hpp"
#include "diagnostics/signal.hpp"
#include "model_file/model_file.hpp"
#include "test_experiments.hpp"

using relu::Index;
using relu::Scalar;
using relu::test::Allocations;
using relu::test::allocations;

namespace {

/// All that one does with a network. Returns the code of the first error, or "" when everything went well.
std::string useNetwork() {
  auto made = relu::Trainer::create(relu::test::setup({.samples = 40, .optimizer = "nadam", .activation = "prelu"}),
                                    std::int64_t{1} << 28);
  if (!made.ok()) return made.error().code;
  relu::Trainer& trainer = *made.value();
  for (int i = 0; i < 3; ++i) REQUIRE(trainer.step());
  const auto record = relu::modelRecord(trainer);
  REQUIRE(record.ok());
  if (const auto error = relu::restoreModel(trainer, record.value())) return error->code;
  CHECK(std::isfinite(trainer.evaluate(trainer.train()).loss));
  const bool measured = !relu::measureSignal(trainer).empty();
  std::vector<Scalar> map(static_cast<std::size_t>(relu::unitCount(trainer)) * 16);
  relu::PlaneGrid grid(trainer);
  const bool drawn = grid.units(4, map.data()) && grid.outputs(4, map.data());
  std::uint32_t counts[4];
  relu::sumHistogram(trainer, 0, -1, 1, counts, 4);
  CHECK(trainer.step());
  return measured && drawn ? "" : "out_of_memory";
}

}  // namespace

TEST_CASE("whichever array's memory is refused, there is a typed error and no leak") {
  const std::int64_t live = allocations().live;
  Index arrays = 0;
  for (std::string code = "out_of_memory"; !code.empty(); ++arrays) {
    REQUIRE(arrays < 1000);
    CAPTURE(arrays);
    relu::test::failArrayAfter(arrays);
    code = useNetwork();
    relu::test::failArrayAfter(-1);
    CHECK((code.empty() || code == "out_of_memory"));
    CHECK(allocations().live == live);
  }
  CHECK(arrays > 15);  // parameters twice, gradients, states, statistics twice, passes, data, …
}

TEST_CASE("a buffer that gets no memory is empty and can be filled later") {
  relu::Buffer buffer;
  REQUIRE(buffer.allocate(5));
  buffer.data()[4] = 1;
  relu::test::failArrayAfter(0);
  CHECK_FALSE(buffer.allocate(6));
  relu::test::failArrayAfter(-1);
  CHECK(buffer.data() == nullptr);
  CHECK(buffer.size() == 0);
  REQUIRE(buffer.allocate(7));
  CHECK(buffer.data()[4] == 0);
}

TEST_CASE("steps and evaluation allocate nothing, whatever the optimiser, the activation and the penalties") {
  const auto check = [](relu::Trainer& trainer) {
    REQUIRE(trainer.step());
    const Allocations before = allocations();
    for (int i = 0; i < 20; ++i) trainer.step();
    trainer.evaluate(trainer.train());
    trainer.evaluate(trainer.test());
    trainer.reset();
    const Allocations after = allocations();
    CHECK(after.objects == before.objects);
    CHECK(after.arrays == before.arrays);
  };
  for (const relu::Optimizer& optimizer : relu::optimizers()) {
    CAPTURE(optimizer.name);
    check(*relu::test::trainer({.samples = 70, .optimizer = optimizer.name, .l1 = 0.01, .clipNorm = 1, .clipValue = 1}));
  }
  for (const relu::Activation& activation : relu::activations()) {
    CAPTURE(activation.name);
    check(*relu::test::trainer({.samples = 70, .activation = activation.name}));
  }
  for (const relu::LayerType& type : relu::layerTypes()) {
    CAPTURE(type.name);
    auto setup = relu::test::setup({.samples = 60, .batchSize = 8});
    relu::LayerConfig layer = relu::test::layer(1, type.activation.empty() ? std::string_view("linear") : type.activation);
    layer.type = relu::Choice<relu::LayerType>(type);
    if (type.parts & relu::kHasBody) layer.body.push_back(relu::test::layer(6, "relu"));
    setup.network.layers = {relu::test::layer(6, "relu"), layer};
    const auto made = relu::Trainer::create(std::move(setup), std::int64_t{1} << 28);
    if (made.ok()) check(*made.value());
  }
}
