// The health of units against plain loops over their outputs, and the watch over a run whose units die and come back.
#include "diagnostics/unit_health.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "diagnostics/health_watch.hpp"
#include "diagnostics/signal.hpp"
#include "diagnostics/weight_hash.hpp"
#include "test_experiments.hpp"

using namespace relu;
using relu::test::row;
using relu::test::trainer;

namespace {

std::unique_ptr<Trainer> started(Trainer::Setup setup) {
  auto made = Trainer::create(std::move(setup), std::int64_t{1} << 28);
  REQUIRE(made.ok());
  return std::move(made.value());
}

/// The outputs of a stage, channel by channel: all training rows and positions, one row of the data at a time.
std::vector<std::vector<Scalar>> outputsOfUnits(Trainer& run, std::size_t stage) {
  const Layer& layer = run.network().layer(run.network().stages()[stage].outputs);
  std::vector<std::vector<Scalar>> outputs(static_cast<std::size_t>(layer.output().channels));
  const Index positions = layer.output().height * layer.output().width;
  for (Index feature = 0; feature < layer.outputs(); ++feature) {
    std::vector<Scalar> values(static_cast<std::size_t>(run.data().trainRows));
    unitValues(run, run.train(), static_cast<Index>(stage), feature, values.data());
    auto& unit = outputs[static_cast<std::size_t>(feature / positions)];
    unit.insert(unit.end(), values.begin(), values.end());
  }
  return outputs;
}

LayerConfig typed(std::string_view type, std::string_view activation, double units) {
  LayerConfig config = relu::test::layer(1, activation);
  config.type = Choice<LayerType>(row(layerTypes(), type));
  if (!config.type.row->fields.empty()) config.type.values[0] = units;
  return config;
}

}  // namespace

TEST_CASE("dead and firing units of every activation are those of a plain loop") {
  for (const Activation& activation : activations()) {
    auto setup = relu::test::setup({.seed = 7, .samples = 300, .activation = activation.name});
    setup.network.layers = {relu::test::layer(6, activation.name), relu::test::layer(5, activation.name)};
    auto& bias = setup.network.layers[1].biasInitializer;
    bias = Choice<Initializer>(row(initializers(), "constant"));
    bias->values[0] = -1;
    const auto run = started(std::move(setup));
    const auto health = measureHealth(*run);
    const auto dead = deadUnits(*run);
    REQUIRE(health.size() == 3);
    for (std::size_t stage = 0; stage < 3; ++stage) {
      const auto outputs = outputsOfUnits(*run, stage);
      REQUIRE(health[stage].size() == outputs.size());
      for (std::size_t unit = 0; unit < outputs.size(); ++unit) {
        double fires = 0;
        for (const Scalar value : outputs[unit]) fires += value != 0;
        CAPTURE(activation.name);
        CHECK(health[stage][unit].fires == doctest::Approx(fires / static_cast<double>(outputs[unit].size())));
        CHECK((health[stage][unit].state == UnitState::dead) == (fires == 0));
        CHECK(dead[stage][unit] == (fires == 0));
      }
    }
  }
}

TEST_CASE("saturated is where the slope is under a hundredth of the steepest") {
  for (const char* name : {"sigmoid", "tanh", "hard_sigmoid", "elu", "relu", "step", "leaky_relu"}) {
    auto setup = relu::test::setup({.samples = 200, .activation = name});
    setup.network.layers = {relu::test::layer(4, name)};
    const auto run = started(std::move(setup));
    // Four units on the first input: gentle, steep, far to the right, far to the left.
    const double slopes[] = {0.5, 40, 0.1, 0.1}, shifts[] = {0, 0, 30, -30};
    std::vector<Scalar> weights(static_cast<std::size_t>(run->network().parameterCount()));
    for (std::size_t unit = 0; unit < 4; ++unit) {
      weights[2 * unit] = static_cast<Scalar>(slopes[unit]);
      weights[8 + unit] = static_cast<Scalar>(shifts[unit]);
    }
    REQUIRE(run->setWeights(weights.data(), run->network().parameterCount()));
    const auto health = measureHealth(*run)[0];
    const auto derivative = [&](double z) {
      const std::string_view f = name;
      const double sigmoid = 1 / (1 + std::exp(-z));
      if (f == "sigmoid") return 4 * sigmoid * (1 - sigmoid);
      if (f == "tanh") return 1 - std::tanh(z) * std::tanh(z);
      if (f == "hard_sigmoid") return z > -3 && z < 3 ? 1.0 : 0.0;
      if (f == "elu") return z > 0 ? 1 : std::exp(z);
      if (f == "step") return 0.0;
      return z > 0 ? 1 : f == "leaky_relu" ? 0.0100001 : 0;
    };
    for (std::size_t unit = 0; unit < 4; ++unit) {
      double plateau = 0, fires = 0;
      std::vector<Scalar> outputs(static_cast<std::size_t>(run->data().trainRows));
      unitValues(*run, run->train(), 0, static_cast<Index>(unit), outputs.data());
      for (Index i = 0; i < run->data().trainRows; ++i) {
        const double z = slopes[unit] * run->train().inputs.at(0, i) + shifts[unit];
        const bool on = outputs[static_cast<std::size_t>(i)] != 0;
        fires += on;
        plateau += on && derivative(z) < 0.01;
      }
      if (std::string_view(name) == "step") plateau = fires;
      CAPTURE(name);
      CAPTURE(unit);
      // A sum within a rounding of the border may fall on either side of it.
      CHECK(health[unit].saturated == doctest::Approx(plateau / static_cast<double>(run->data().trainRows)).epsilon(0.011));
      const UnitState wanted = fires == 0                           ? UnitState::dead
                               : plateau >= kSaturatedShare * fires ? UnitState::saturated
                                                                    : UnitState::alive;
      CHECK(static_cast<int>(health[unit].state) == static_cast<int>(wanted));
    }
    const RegimeShares shares = regimeShares(*run, 0);
    CHECK(shares.off + shares.linear + shares.saturated == doctest::Approx(1));
    double saturated = 0;
    for (const UnitHealth& unit : health) saturated += unit.saturated / 4;
    CHECK(shares.saturated == doctest::Approx(saturated));
  }
}

TEST_CASE("a layer that is nothing but its activation is judged by what it reads") {
  auto setup = relu::test::setup({.samples = 100});
  LayerConfig alone = typed("activation", "sigmoid", 0);
  setup.network.layers = {relu::test::layer(3, "linear"), alone};
  const auto run = started(std::move(setup));
  std::vector<Scalar> weights(static_cast<std::size_t>(run->network().parameterCount()));
  weights[6] = 40;  // the bias of the first unit
  REQUIRE(run->setWeights(weights.data(), run->network().parameterCount()));
  const auto health = measureHealth(*run)[1];
  CHECK(health[0].state == UnitState::saturated);
  CHECK(health[1].state == UnitState::alive);
  CHECK(regimeShares(*run, 1).saturated == doctest::Approx(1.0 / 3));
}

TEST_CASE("a channel is dead when it is 0 at every position, a recurrent unit when it is 0 at every step") {
  Trainer::Setup setup = relu::test::setup({});
  setup.features.clear();
  setup.data.columns = 12;
  setup.data.shape = {.channels = 2, .height = 6, .width = 1};
  setup.data.trainRows = 70;
  setup.data.values.assign(100 * 12, 0);
  for (std::size_t i = 0; i < setup.data.values.size(); ++i) setup.data.values[i] = static_cast<Scalar>(1 + i % 7);
  setup.data.labels.assign(100, 0);
  for (std::size_t i = 0; i < 100; i += 2) setup.data.labels[i] = 1;
  setup.standardize = false;
  SUBCASE("recurrent") {
    setup.network.layers = {typed("simple_rnn", "relu", 3)};
    const auto run = started(std::move(setup));
    std::vector<Scalar> weights(static_cast<std::size_t>(run->network().parameterCount()));
    // Unit 0 never fires. Unit 1 fires at the first step and by its feedback of −100 at no step right after. Unit 2 always
    // fires.
    weights[0 * 2] = -1;
    weights[1 * 2] = 1;
    weights[2 * 2] = 1;
    weights[6 + 1 * 3 + 1] = -100;
    REQUIRE(run->setWeights(weights.data(), run->network().parameterCount()));
    const auto health = measureHealth(*run)[0];
    REQUIRE(health.size() == 3);
    CHECK(health[0].state == UnitState::dead);
    CHECK(health[1].state == UnitState::alive);
    CHECK(health[1].fires == doctest::Approx(0.5));
    CHECK(health[2].fires == doctest::Approx(1));
    CHECK(deadUnits(*run)[0] == Flags{true, false, false});
  }
  SUBCASE("convolution") {
    setup.data.shape = {.channels = 1, .height = 3, .width = 4};
    LayerConfig conv = typed("conv2d", "relu", 2);
    setup.network.layers = {conv, typed("flatten", "linear", 0)};
    const auto run = started(std::move(setup));
    std::vector<Scalar> weights(static_cast<std::size_t>(run->network().parameterCount()));
    const Layer& layer = run->network().layer(0);
    const Parameter& biases = layer.parameters().back();
    weights[static_cast<std::size_t>(biases.offset)] = -1;
    weights[static_cast<std::size_t>(biases.offset) + 1] = 1;
    REQUIRE(run->setWeights(weights.data(), run->network().parameterCount()));
    const auto health = measureHealth(*run);
    REQUIRE(health[0].size() == 2);
    CHECK(health[0][0].state == UnitState::dead);
    CHECK(health[0][1].fires == doctest::Approx(1));
    REQUIRE(health[1].size() == static_cast<std::size_t>(layer.outputs()));
    CHECK(health[1][0].state == UnitState::dead);
    CHECK(health[1].back().state == UnitState::alive);
  }
}

TEST_CASE("the watch: born dead, died, revived, and forgotten") {
  auto setup = relu::test::setup({.samples = 120});
  setup.network.layers = {relu::test::layer(3, "relu")};
  const auto run = started(std::move(setup));
  HealthWatch watch;
  std::vector<Scalar> weights(static_cast<std::size_t>(run->network().parameterCount()));
  const auto setBiases = [&](double first, double second) {
    weights[6] = static_cast<Scalar>(first);
    weights[7] = static_cast<Scalar>(second);
    weights[8] = 1;
    REQUIRE(run->setWeights(weights.data(), run->network().parameterCount()));
  };
  setBiases(-1, 1);
  watch.look(*run);
  REQUIRE(watch.lives().size() == 2);
  CHECK(watch.lives()[0][0].bornDead);
  CHECK(!watch.lives()[0][1].bornDead);
  CHECK(std::isnan(watch.lives()[0][0].diedAt));
  for (int i = 0; i < 3; ++i) REQUIRE(run->step());
  setBiases(1, -1);
  watch.look(*run);
  CHECK(watch.lives()[0][0].revivedAt == 3);
  CHECK(watch.lives()[0][1].diedAt == 3);
  CHECK(std::isnan(watch.lives()[0][2].diedAt));
  REQUIRE(run->step());
  setBiases(1, -1);
  watch.look(*run);
  CHECK(watch.lives()[0][1].diedAt == 3);
  watch.restart();
  CHECK(watch.lives().empty());
  // The first look of a run that has gone on compares with the start that the seed draws, in which all three fire.
  watch.look(*run);
  CHECK(!watch.lives()[0][1].bornDead);
  CHECK(watch.lives()[0][1].diedAt == 4);
  // Of a run that somebody else has begun nothing is known but what is.
  watch.resume();
  watch.look(*run);
  CHECK(watch.lives()[0][1].dead);
  CHECK(!watch.lives()[0][1].bornDead);
  CHECK(std::isnan(watch.lives()[0][1].diedAt));
  REQUIRE(run->step());
  setBiases(-1, 1);
  watch.look(*run);
  CHECK(watch.lives()[0][0].diedAt == 5);
  CHECK(watch.lives()[0][1].revivedAt == 5);
}

TEST_CASE("looking leaves the run as it was") {
  const auto watched = trainer({}), alone = trainer({});
  HealthWatch watch;
  for (int i = 0; i < 30; ++i) {
    watch.look(*watched);
    measureHealth(*watched);
    regimeShares(*watched, 0);
    REQUIRE(watched->step());
    REQUIRE(alone->step());
  }
  const Index count = alone->network().parameterCount();
  CHECK(weightHash(watched->weights(), count) == weightHash(alone->weights(), count));
}

TEST_CASE("a signal is right from 1e-33 to 1e+26") {
  for (const double scale : {1e-11, 5e3}) {
    auto setup = relu::test::setup({.data = "plane", .samples = 40});
    setup.network = relu::test::network({1, 1, 1}, "linear");
    setup.features.resize(1);
    const auto run = started(std::move(setup));
    const auto w = static_cast<Scalar>(scale);
    const Scalar weights[] = {w, 0, w, 0, w, 0, w, 0};
    REQUIRE(run->setWeights(weights, 8));
    double inputs = 0, errors = 0;
    const auto rows = static_cast<double>(run->train().inputs.samples);
    for (Index i = 0; i < run->train().inputs.samples; ++i) {
      const double x = run->train().inputs.at(0, i), error = std::pow(scale, 4) * x - run->train().targets.at(0, i);
      inputs += x * x / rows;
      errors += 4 * error * error / rows;
    }
    const auto signal = measureSignal(*run);
    for (int depth = 0; depth < 3; ++depth) {
      const auto stage = static_cast<std::size_t>(depth);
      CHECK(signal[stage].forward == doctest::Approx(std::pow(scale, depth + 1) * std::sqrt(inputs)).epsilon(1e-5));
      CHECK(signal[stage].delta == doctest::Approx(std::pow(scale, 3 - depth) * std::sqrt(errors)).epsilon(1e-5));
    }
  }
}

TEST_CASE("the update ratio is that of the last step, and 0 where there was none") {
  const auto run = trainer({});
  CHECK(measureSignal(*run)[0].update == 0);
  const std::vector<Scalar> before(run->weights(), run->weights() + run->network().parameterCount());
  REQUIRE(run->step());
  double changes = 0, sizes = 0;
  for (std::size_t k = 0; k < 16; ++k) {  // 8 units of 2 inputs
    const double weight = run->weights()[k];
    changes += (weight - before[k]) * (weight - before[k]);
    sizes += weight * weight;
  }
  CHECK(measureSignal(*run)[0].update == doctest::Approx(std::sqrt(changes / sizes)).epsilon(1e-6));
  REQUIRE(run->setWeights(before.data(), run->network().parameterCount()));
  CHECK(measureSignal(*run)[0].update == 0);
  REQUIRE(run->step());
  run->reset();
  CHECK(measureSignal(*run)[0].update == 0);
}
