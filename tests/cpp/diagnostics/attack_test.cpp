// Attacks: uphill, within the ball and the box, each sample by itself.
#include "diagnostics/attack.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "allocations.hpp"
#include "test_networks.hpp"

using relu::Attack;
using relu::AttackNorm;
using relu::Index;
using relu::Scalar;

namespace {

/// A network, a batch and targets, on which attacks run.
struct Field {
  std::unique_ptr<relu::Network> network;
  relu::Choice<relu::Loss> loss{relu::test::row(relu::losses(), "mean_squared_error")};
  std::vector<Scalar> parameters, x, targets;
  Index samples;

  Field(relu::NetworkConfig config, Index inputs, Index count) : samples(count) {
    auto built = relu::Network::build(std::move(config), {.channels = inputs}, 1);
    REQUIRE(built.ok());
    network = std::move(built.value());
    parameters.resize(static_cast<std::size_t>(relu::padded(network->parameterCount())));
    network->initialize(parameters.data(), 3);
    x.resize(static_cast<std::size_t>(inputs * relu::padded(count)));
    targets.resize(static_cast<std::size_t>(relu::padded(count)));
  }
  relu::Block inputs() { return {x.data(), network->inputs(), samples, relu::padded(samples)}; }
  relu::Block wanted() { return {targets.data(), 1, samples, relu::padded(samples)}; }
  relu::PassInput reading() const {
    return {.mode = relu::Mode::evaluation,
            .parameters = parameters.data(),
            .statistics = nullptr,
            .nextStatistics = nullptr,
            .seed = 0,
            .step = 0};
  }
  void run(const Attack& attack) {
    relu::Attacker attacker(*network, loss);
    REQUIRE(attacker.allocate(samples));
    attacker.run(attack, reading(), inputs(), wanted());
  }
  /// Of each sample.
  std::vector<double> losses() {
    relu::Pass pass;
    REQUIRE(pass.allocate(*network, samples, false));
    const relu::Block& outputs = pass.forward(reading(), inputs());
    std::vector<double> values;
    for (Index i = 0; i < samples; ++i) {
      const double error = outputs.at(0, i) - wanted().at(0, i);
      values.push_back(error * error);
    }
    return values;
  }
};

/// y = 3·x₁ − 4·x₂ towards 0.
Field linear(std::vector<Scalar> points) {
  Field field(relu::test::network({}, "linear"), 2, static_cast<Index>(points.size() / 2));
  field.parameters = {3, -4, 0, 0};
  for (std::size_t i = 0; i < points.size(); ++i)
    field.inputs().at(static_cast<Index>(i % 2), static_cast<Index>(i / 2)) = points[i];
  return field;
}

}  // namespace

TEST_CASE("a linear model by hand: gradients, the sign step, the step along the gradient") {
  Field field = linear({1, 0, -1, 0, 0, 0});
  relu::Attacker attacker(*field.network, field.loss);
  REQUIRE(attacker.allocate(3));
  std::vector<Scalar> slopes(8);
  attacker.inputGradients(field.reading(), field.inputs(), field.wanted(), {slopes.data(), 2, 3, 4});
  CHECK(slopes == std::vector<Scalar>{18, -18, 0, 0, -24, 24, 0, 0});  // 2·y·(3, −4); where y is 0 the loss is flat

  field.run({.norm = AttackNorm::linf, .epsilon = 0.25, .step = 0.25, .steps = 1, .low = -5, .high = 5});
  CHECK(field.x == std::vector<Scalar>{Scalar(1.25), Scalar(-1.25), 0, 0, Scalar(-0.25), Scalar(0.25), 0, 0});

  field = linear({1, 0, -1, 0, 0, 0});
  field.run({.norm = AttackNorm::l2, .epsilon = 10, .step = 5, .steps = 1, .low = -5, .high = 5});
  CHECK(field.x == std::vector<Scalar>{4, -4, 0, 0, -4, 4, 0, 0});
}

TEST_CASE("many steps end on the surface, and the box cuts last") {
  Field field = linear({1, 0});
  field.run({.norm = AttackNorm::l2, .epsilon = 1, .step = 0.4, .steps = 10, .low = -5, .high = 5});
  CHECK(field.inputs().at(0, 0) == doctest::Approx(1.6));
  CHECK(field.inputs().at(1, 0) == doctest::Approx(-0.8));

  field = linear({1, 0});
  field.run({.norm = AttackNorm::linf, .epsilon = 0.5, .step = 0.2, .steps = 10, .low = -0.25, .high = 1.125});
  CHECK(field.inputs().at(0, 0) == doctest::Approx(1.125));
  CHECK(field.inputs().at(1, 0) == doctest::Approx(-0.25));
}

TEST_CASE("attacks on random networks keep their bounds, raise the mean loss and treat each sample alone") {
  const std::uint32_t seed = 99;
  CAPTURE(seed);
  relu::Random random(seed, relu::Purpose::data);
  double before = 0, after = 0;
  for (int round = 0; round < 200; ++round) {
    const Index inputs = 1 + random.below(4), samples = 1 + random.below(7);
    Field field(relu::test::network({8, 8}, random.below(2) ? "relu" : "tanh"), inputs, samples);
    for (Index i = 0; i < samples; ++i) {
      field.wanted().at(0, i) = static_cast<Scalar>(random.normal());
      for (Index k = 0; k < inputs; ++k) field.inputs().at(k, i) = static_cast<Scalar>(random.normal());
    }
    const Attack attack{.norm = random.below(2) ? AttackNorm::linf : AttackNorm::l2,
                        .epsilon = 0.3,
                        .step = 0.1,
                        .steps = 5,
                        .low = -1.5,
                        .high = 1.5};
    const std::vector<Scalar> start = field.x;
    const relu::Block from{const_cast<Scalar*>(start.data()), inputs, samples, relu::padded(samples)};
    for (const double loss : field.losses()) before += loss;
    field.run(attack);
    for (const double loss : field.losses()) after += loss;
    for (Index i = 0; i < samples; ++i) {
      double squares = 0;
      for (Index k = 0; k < inputs; ++k) {
        const double moved = field.inputs().at(k, i);
        CHECK(moved >= -1.5);
        CHECK(moved <= 1.5);
        // The box may lie outside the ball; from a start within it nothing leaves the ball.
        if (std::abs(from.at(k, i)) > 1.5) continue;
        squares += (moved - from.at(k, i)) * (moved - from.at(k, i));
        if (attack.norm == AttackNorm::linf) CHECK(std::abs(moved - from.at(k, i)) <= 0.3 + 1e-6);
      }
      CHECK(std::sqrt(squares) <= 0.3 * (attack.norm == AttackNorm::l2 ? 1 : std::sqrt(static_cast<double>(inputs))) + 1e-6);
    }
    // The last sample again, without the others. A share of the mean and the whole of it round alike only where the count is a
    // power of two.
    Field alone(relu::test::network({}, "linear"), inputs, 1);
    std::swap(alone.network, field.network);
    alone.parameters = field.parameters;
    alone.wanted().at(0, 0) = field.targets[static_cast<std::size_t>(samples - 1)];
    for (Index k = 0; k < inputs; ++k) alone.inputs().at(k, 0) = from.at(k, samples - 1);
    alone.run(attack);
    for (Index k = 0; k < inputs; ++k)
      CHECK(alone.inputs().at(k, 0) == doctest::Approx(field.inputs().at(k, samples - 1)).epsilon(1e-3));
  }
  CHECK(after > 1.1 * before);
}

TEST_CASE("an attacker that gets no memory says so, whichever array is refused") {
  const Field field = linear({1, 0});
  const std::int64_t live = relu::test::allocations().live;
  for (Index refused = 0; refused < 3; ++refused) {  // the pass, gradients of the parameters, its own
    relu::Attacker attacker(*field.network, field.loss);
    relu::test::failArrayAfter(refused);
    CHECK_FALSE(attacker.allocate(1));
    relu::test::failArrayAfter(-1);
    CHECK(attacker.allocate(1));
  }
  CHECK(relu::test::allocations().live == live);
}
