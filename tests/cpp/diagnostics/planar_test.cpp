// Pictures of the plane are for data of the plane, and nothing is written where there are none.
#include <doctest/doctest.h>

#include <vector>

#include "dataset/sequence.hpp"
#include "diagnostics/response.hpp"
#include "test_experiments.hpp"

using namespace relu;

TEST_CASE("only two-dimensional data have pictures of the plane") {
  CHECK(isPlanar(*test::trainer({})));
  for (const Index steps : {2, 5}) {  // two steps of one number are two columns, and yet no plane
    Trainer::Setup setup = test::setup({.data = "circle"});
    Choice<SequenceTask> task(test::row(sequenceTasks(), "latch"));
    task.values[0] = static_cast<double>(steps);
    setup.data = generate(task, 40, 0.5, 1);
    setup.features.clear();
    setup.network = test::network({}, "relu");
    LayerConfig layer = test::layer(3, "tanh");
    layer.type = Choice<LayerType>(test::row(layerTypes(), "simple_rnn"));
    setup.network.layers = {layer};
    auto made = Trainer::create(std::move(setup), std::int64_t{1} << 28);
    REQUIRE(made.ok());
    Trainer& trainer = *made.value();
    CHECK_FALSE(isPlanar(trainer));
    std::vector<Scalar> picture(static_cast<std::size_t>(unitCount(trainer) * 9), Scalar(7));
    PlaneGrid grid(trainer);
    CHECK(grid.outputs(3, picture.data()));
    CHECK(grid.units(3, picture.data()));
    CHECK(picture == std::vector<Scalar>(picture.size(), Scalar(7)));
  }
}
