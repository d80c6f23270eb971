// Attacks on single samples: against a linear network, whose nearest boundary is known; within the ball and the box; the chain
// rule of every feature.
#include "diagnostics/sample_attack.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "diagnostics/response.hpp"
#include "test_experiments.hpp"

using namespace relu;

namespace {

constexpr std::uint32_t kSeed = 11;

/// A network without hidden layers on standardised x and y, and its z as a plane over the data's own units.
struct Linear {
  std::unique_ptr<Trainer> trainer;
  double slope[2], offset;

  Linear() {
    auto setup = relu::test::setup({.data = "gauss", .seed = kSeed, .activation = "linear"});
    setup.network.layers.clear();
    auto created = Trainer::create(std::move(setup), std::int64_t{1} << 28);
    REQUIRE(created.ok());
    trainer = std::move(created.value());
    for (int k = 0; k < 50; ++k) REQUIRE(trainer->step());
    const auto z = [&](Scalar x, Scalar y) {
      const Scalar point[2] = {x, y};
      Scalar answer;
      REQUIRE(predict(*trainer, point, 1, Answer::raw, &answer));
      return static_cast<double>(answer);
    };
    offset = z(0, 0);
    slope[0] = z(1, 0) - offset;
    slope[1] = z(0, 1) - offset;
  }
  double at(std::span<const Scalar> point) const { return offset + slope[0] * point[0] + slope[1] * point[1]; }
};

std::span<const Scalar> sampleOf(const Trainer& trainer, Index row) {
  const auto columns = static_cast<std::size_t>(trainer.data().columns);
  return {&trainer.data().values[static_cast<std::size_t>(row) * columns], columns};
}

}  // namespace

TEST_CASE("the smallest attack on a linear network is its distance to the boundary") {
  CAPTURE(kSeed);
  const Linear linear;
  SampleAttacker attacker(*linear.trainer);
  REQUIRE(attacker.allocate());
  constexpr double kLimit = 12;
  Index reachable = 0;
  for (Index row = 0; row < 40; ++row) {
    CAPTURE(row);
    const auto sample = sampleOf(*linear.trainer, row);
    const double z = std::abs(linear.at(sample));
    const double cube = z / (std::abs(linear.slope[0]) + std::abs(linear.slope[1]));
    const double ball = z / std::hypot(linear.slope[0], linear.slope[1]);
    // Away from the square's edges, which would bend the way.
    if (std::abs(sample[0]) + cube > kDomainMax || std::abs(sample[1]) + cube > kDomainMax) continue;
    ++reachable;
    for (const AttackKind kind : {AttackKind::fgsm, AttackKind::pgd}) {
      for (const AttackNorm norm : {AttackNorm::linf, AttackNorm::l2}) {
        const double want = norm == AttackNorm::linf ? cube : ball;
        const SmallestAttack got = attacker.smallest({.kind = kind, .norm = norm}, kLimit, sample);
        REQUIRE(got.found);
        CHECK(got.epsilon >= want - 1e-4);
        CHECK(got.epsilon <= want + kLimit / 4096 + 1e-4);
        const AttackOutcome there = attacker.run({.kind = kind, .norm = norm, .epsilon = got.epsilon}, sample);
        CHECK(there.from != there.to);
      }
    }
  }
  CHECK(reachable >= 10);
}

TEST_CASE("an attack starts at the sample and stays in the ball and in the box") {
  for (const std::string_view data : {"circle", "blobs"}) {
    const auto trainer = relu::test::trainer({.data = data, .seed = kSeed});
    for (int k = 0; k < 200; ++k) REQUIRE(trainer->step());
    SampleAttacker attacker(*trainer);
    REQUIRE(attacker.allocate());
    for (const double epsilon : {0.5, 3.0}) {
      for (const AttackNorm norm : {AttackNorm::linf, AttackNorm::l2}) {
        const auto sample = sampleOf(*trainer, 3);
        const AttackOutcome outcome = attacker.run({.kind = AttackKind::pgd, .norm = norm, .epsilon = epsilon}, sample);
        REQUIRE(outcome.path.size() == 2 * 21);
        CHECK(outcome.path[0] == sample[0]);
        CHECK(outcome.path[1] == sample[1]);
        CHECK(outcome.before.size() == static_cast<std::size_t>(trainer->network().outputs()));
        for (std::size_t k = 0; k < outcome.path.size(); k += 2) {
          const double dx = outcome.path[k] - sample[0], dy = outcome.path[k + 1] - sample[1];
          const double distance = norm == AttackNorm::linf ? std::max(std::abs(dx), std::abs(dy)) : std::hypot(dx, dy);
          CHECK(distance <= epsilon + 1e-5);
          CHECK(std::max(std::abs(outcome.path[k]), std::abs(outcome.path[k + 1])) <= kDomainMax);
        }
      }
    }
  }
}

TEST_CASE("a network that answers the same everywhere has no attack") {
  const auto trainer = relu::test::trainer({.seed = kSeed});
  std::vector<Scalar> weights(static_cast<std::size_t>(trainer->network().parameterCount()), 0);
  weights.back() = 1;
  REQUIRE(trainer->setWeights(weights.data(), static_cast<Index>(weights.size())));
  SampleAttacker attacker(*trainer);
  REQUIRE(attacker.allocate());
  CHECK_FALSE(attacker.smallest({.kind = AttackKind::pgd}, 12, sampleOf(*trainer, 0)).found);
}

TEST_CASE("a saturated cross-entropy hides nothing from an attack") {
  Linear linear;
  std::vector<Scalar> weights(linear.trainer->weights(),
                              linear.trainer->weights() + linear.trainer->network().parameterCount());
  for (Scalar& weight : weights) weight *= 1000;  // the same boundary; the probability is 0 or 1 to the last bit
  REQUIRE(linear.trainer->setWeights(weights.data(), static_cast<Index>(weights.size())));
  SampleAttacker attacker(*linear.trainer);
  REQUIRE(attacker.allocate());
  CHECK(attacker.smallest({.kind = AttackKind::fgsm}, 12, sampleOf(*linear.trainer, 0)).found);
}

TEST_CASE("slopes are taken back through every feature") {
  Dataset data = generate(Choice<Generator>(relu::test::row(generators(), "circle")), 50, 0.1, 0.5, kSeed);
  const double h = sizeof(Scalar) == 8 ? 1e-5 : 1e-2, tolerance = sizeof(Scalar) == 8 ? 1e-8 : 2e-3;
  for (const Feature& feature : features()) {
    CAPTURE(feature.name);
    const Encoder encoder(data, {&feature}, true);
    Buffer memory;
    REQUIRE(memory.allocate(4 * kLanes));
    const Block inputs{memory.data(), 1, 1, kLanes}, slopes{memory.data() + kLanes, 2, 1, kLanes};
    const auto input = [&](double x, double y) {
      const Scalar point[2] = {static_cast<Scalar>(x), static_cast<Scalar>(y)};
      encoder.encode(point, inputs, 0);
      return static_cast<double>(inputs.at(0, 0));
    };
    const double x = 1.25, y = -2.5;
    const double dx = (input(x + h, y) - input(x - h, y)) / (2 * h), dy = (input(x, y + h) - input(x, y - h)) / (2 * h);
    const Scalar point[2] = {static_cast<Scalar>(x), static_cast<Scalar>(y)};
    inputs.at(0, 0) = 1;
    encoder.pullBack(point, inputs, slopes, 0);
    CHECK(slopes.at(0, 0) == doctest::Approx(dx).epsilon(tolerance));
    CHECK(slopes.at(1, 0) == doctest::Approx(dy).epsilon(tolerance));
  }
}
