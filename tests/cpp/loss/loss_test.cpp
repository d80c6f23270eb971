// The losses: every row's slope against central differences, extreme logits, padding, links and counting. Knows nothing of
// networks.
#include "loss/loss.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/random.hpp"

using namespace relu;

namespace {

constexpr std::uint32_t kSeed = 20240607;
constexpr Scalar kNan = std::numeric_limits<Scalar>::quiet_NaN();
constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();

/// Central differences err by step²·f‴/6 and by the rounding of f over 2·step. In double with a step of 1e-5 both stay below
/// 1e-8 for losses and slopes of order 1. In float the step is 2⁻⁷, exact, so that the rounding of f (1e-7 · 10 / 2⁻⁶) and the
/// cubic term (1e-5) stay below 1e-3; all values around are multiples of 2⁻⁷ for the same reason.
constexpr bool kDouble = sizeof(Scalar) == 8;
constexpr double kStep = kDouble ? 1e-5 : 0x1p-7;
constexpr double kSlopeTolerance = kDouble ? 1e-7 : 1e-3;

/// A block with its storage; lanes beyond the samples hold what is given for them.
struct Table {
  std::vector<Scalar> storage;
  Block block;

  Table(Index features, Index samples, Scalar padding, Index extra = kLanes)
      : storage(static_cast<std::size_t>(features * (padded(samples) + extra)), padding),
        block{storage.data(), features, samples, padded(samples) + extra} {}
  Table(const Table&) = delete;
};

/// Targets that suit the loss, made from class numbers.
void setTargets(const Loss& loss, const Block& targets, Index sample, Index wanted, Index rows) {
  if (loss.classIndex) {
    targets.at(0, sample) = static_cast<Scalar>(wanted);
  } else if (rows == 1) {
    targets.at(0, sample) = static_cast<Scalar>(wanted ? 1 : loss.negative);
  } else {
    for (Index k = 0; k < rows; ++k) targets.at(k, sample) = static_cast<Scalar>(k == wanted ? 1 : loss.negative);
  }
}

double mean(const Loss& loss, const Table& outputs, const Table& targets, const double* parameters) {
  return loss.evaluate(outputs.block, targets.block, parameters, nullptr) / static_cast<double>(outputs.block.samples);
}

const Loss& named(std::string_view name) {
  const Loss* loss = find(losses(), name);
  REQUIRE(loss != nullptr);
  return *loss;
}

}  // namespace

TEST_CASE("losses: every row is complete") {
  for (const Loss& loss : losses()) {
    CAPTURE(std::string(loss.name));
    CHECK(loss.tasks != 0);
    CHECK(find(losses(), loss.name) == &loss);
    CHECK((loss.negative == 0 || loss.negative == -1));
    CHECK((loss.link == Link::identity) == (loss.negative == -1));
  }
}

TEST_CASE("losses: delta is the derivative of the mean loss") {
  Random random(kSeed, Purpose::data);
  MESSAGE("seed ", kSeed);
  for (const Loss& loss : losses()) {
    for (int round = 0; round < 40; ++round) {
      CAPTURE(std::string(loss.name));
      CAPTURE(round);
      const Index samples = 1 + random.below(9);
      const Index rows = loss.classIndex ? 1 + random.below(5) : 1 + random.below(3);
      const std::uint32_t classes = rows == 1 && !loss.classIndex ? 2 : static_cast<std::uint32_t>(rows);
      Choice<Loss> choice(loss);
      if (!loss.fields.empty()) choice.values[0] = loss.name == "huber" ? 0.75 : 0.25 * random.below(3);
      Table outputs(rows, samples, kNan), targets(loss.classIndex ? 1 : rows, samples, kNan), delta(rows, samples, kNan);
      for (Index s = 0; s < samples; ++s) {
        setTargets(loss, targets.block, s, random.below(classes), rows);
        // Odd multiples of 1/64: the kinks (0, ±0.75 and ±1 from the targets) are half a step of float away at least.
        for (Index k = 0; k < rows; ++k) outputs.block.at(k, s) = static_cast<Scalar>((2.0 * random.below(192) + 1) / 64 - 3);
      }
      const double value = loss.evaluate(outputs.block, targets.block, choice.values, &delta.block);
      CHECK(value == loss.evaluate(outputs.block, targets.block, choice.values, nullptr));
      for (Index s = 0; s < samples; ++s)
        for (Index k = 0; k < rows; ++k) {
          Scalar& output = outputs.block.at(k, s);
          const Scalar there = output;
          output = there + static_cast<Scalar>(kStep);
          const double above = mean(loss, outputs, targets, choice.values);
          output = there - static_cast<Scalar>(kStep);
          const double below = mean(loss, outputs, targets, choice.values);
          output = there;
          CHECK(std::abs((above - below) / (2 * kStep) - delta.block.at(k, s)) <= kSlopeTolerance);
        }
    }
  }
}

TEST_CASE("losses: lanes beyond the samples never count, whatever they hold, and their delta is exactly +0") {
  for (const Loss& loss : losses()) {
    const Choice<Loss> choice(loss);
    const Index rows = loss.classIndex ? 3 : 2;
    for (Index samples = 1; samples <= 9; ++samples) {
      CAPTURE(std::string(loss.name));
      CAPTURE(samples);
      double clean = 0;
      for (const Scalar padding : {Scalar(0), kNan, kInfinity, -kInfinity, Scalar(3e38)}) {
        Table outputs(rows, samples, padding, 2 * kLanes), targets(loss.classIndex ? 1 : rows, samples, padding, 2 * kLanes),
            delta(rows, samples, padding, 2 * kLanes);
        for (Index s = 0; s < samples; ++s) {
          setTargets(loss, targets.block, s, s % rows, rows);
          for (Index k = 0; k < rows; ++k) outputs.block.at(k, s) = static_cast<Scalar>(0.5 * static_cast<double>(s - k));
        }
        const double value = loss.evaluate(outputs.block, targets.block, choice.values, &delta.block);
        if (padding == 0) clean = value;
        CHECK(value == clean);
        for (Index k = 0; k < rows; ++k)
          for (Index s = 0; s < delta.block.stride; ++s) {
            const Scalar d = delta.block.at(k, s);
            CHECK(std::isfinite(d));
            if (s >= samples) CHECK((d == 0 && !std::signbit(d)));
          }
      }
    }
  }
}

TEST_CASE("losses: the sum over samples is the sum of the single samples' losses") {
  for (const Loss& loss : losses()) {
    CAPTURE(std::string(loss.name));
    const Choice<Loss> choice(loss);
    const Index rows = loss.classIndex ? 3 : 2, samples = 7;
    Table outputs(rows, samples, 0), targets(loss.classIndex ? 1 : rows, samples, 0);
    double alone = 0;
    for (Index s = 0; s < samples; ++s) {
      Table output(rows, 1, 0), target(loss.classIndex ? 1 : rows, 1, 0);
      setTargets(loss, targets.block, s, s % rows, rows);
      setTargets(loss, target.block, 0, s % rows, rows);
      for (Index k = 0; k < rows; ++k)
        output.block.at(k, 0) = outputs.block.at(k, s) =
            static_cast<Scalar>(0.25 * static_cast<double>((5 * s + 3 * k) % 11 - 5));
      alone += loss.evaluate(output.block, target.block, choice.values, nullptr);
    }
    CHECK(loss.evaluate(outputs.block, targets.block, choice.values, nullptr) == doctest::Approx(alone).epsilon(1e-12));
  }
}

TEST_CASE("losses: extreme outputs give finite losses and slopes") {
  const Scalar extremes[] = {0,
                             Scalar(-0.0),
                             Scalar(1e-40),
                             20,
                             -20,
                             88,
                             -88,
                             104,
                             -104,
                             Scalar(1e4),
                             Scalar(-1e4),
                             Scalar(1e30),
                             Scalar(-1e30),
                             Scalar(3.4e38),
                             Scalar(-3.4e38)};
  for (const Loss& loss : losses()) {
    for (const double parameter :
         {loss.fields.empty() ? 0 : loss.fields[0].min, loss.fields.empty() ? 0 : loss.fields[0].max}) {
      const Index rows = loss.classIndex ? 3 : 1;
      for (const Scalar first : extremes)
        for (const Scalar second : extremes)
          for (Index wanted = 0; wanted < std::max<Index>(rows, 2); ++wanted) {
            CAPTURE(std::string(loss.name));
            CAPTURE(first);
            CAPTURE(second);
            Choice<Loss> choice(loss);
            choice.values[0] = parameter;
            Table outputs(rows, 2, 0), targets(1, 2, 0), delta(rows, 2, 0);  // two samples: 2·3.4e38 / 2 is a float
            for (Index s = 0; s < 2; ++s) {
              setTargets(loss, targets.block, s, wanted, rows);
              outputs.block.at(0, s) = first;
              if (rows > 1) outputs.block.at(1, s) = second;
            }
            const double value = loss.evaluate(outputs.block, targets.block, choice.values, &delta.block);
            CHECK(std::isfinite(value));
            CHECK(value >= 0);
            for (Index k = 0; k < rows; ++k) CHECK(std::isfinite(delta.block.at(k, 0)));
          }
    }
  }
}

TEST_CASE("losses: a NaN among the outputs reaches loss and slope") {
  for (const Loss& loss : losses()) {
    CAPTURE(std::string(loss.name));
    const Choice<Loss> choice(loss);
    const Index rows = loss.classIndex ? 3 : 2;
    for (Index bad = 0; bad < rows; ++bad) {
      Table outputs(rows, 5, 0), targets(loss.classIndex ? 1 : rows, 5, 0), delta(rows, 5, 0);
      for (Index s = 0; s < 5; ++s) setTargets(loss, targets.block, s, s % rows, rows);
      outputs.block.at(bad, 3) = kNan;
      CHECK(std::isnan(loss.evaluate(outputs.block, targets.block, choice.values, &delta.block)));
      CHECK(std::isnan(delta.block.at(bad, 3)));
      CHECK(std::isfinite(delta.block.at(bad, 2)));
    }
  }
}

TEST_CASE("losses: values and slopes worked by hand") {
  struct Case {
    std::string_view name;
    double parameter;
    Scalar output, target;
    double value, slope;
  };
  // Single outputs. ln 2 = 0.693147…; ln(1 + e⁻²) = 0.126928…; σ(−2) = 0.119203…
  const Case cases[] = {
      {"mean_squared_error", 0, 3, 1, 4, 4},
      {"mean_squared_error", 0, Scalar(1e30), 0, 1e60, 2e30},
      {"mean_absolute_error", 0, 3, 1, 2, 1},
      {"mean_absolute_error", 0, -3, 1, 4, -1},
      {"mean_absolute_error", 0, 1, 1, 0, 0},
      {"huber", 1, 1.5, 1, 0.125, 0.5},
      {"huber", 1, 2, 1, 0.5, 1},
      {"huber", 1, 4, 1, 2.5, 1},
      {"huber", 0.5, -4, 1, 2.375, -0.5},
      {"hinge", 0, 0.25, 1, 0.75, -1},
      {"hinge", 0, 0.25, -1, 1.25, 1},
      {"hinge", 0, 1, 1, 0, 0},
      {"hinge", 0, 5, 1, 0, 0},
      {"binary_cross_entropy", 0, 0, 1, 0.69314718055994531, -0.5},
      {"binary_cross_entropy", 0, 2, 1, 0.12692801104297250, -0.11920292202211756},
      {"binary_cross_entropy", 0, 2, 0, 2.12692801104297250, 0.88079707797788244},
      {"binary_cross_entropy", 0, 2, 0.5, 1.12692801104297250, 0.38079707797788244},
      {"binary_cross_entropy", 0, 40, 1, 4.2483542552915889e-18, -4.2483542552915889e-18},  // both stay above 0
      {"binary_cross_entropy", 0, Scalar(1e30), 1, 0, 0},
      {"binary_cross_entropy", 0, Scalar(1e30), 0, 1e30, 1},
  };
  const double tolerance = 8 * static_cast<double>(std::numeric_limits<Scalar>::epsilon());  // relative: a handful of roundings
  for (const Case& c : cases) {
    CAPTURE(std::string(c.name));
    CAPTURE(c.output);
    Table outputs(1, 1, 0), targets(1, 1, 0), delta(1, 1, 0);
    outputs.block.at(0, 0) = c.output;
    targets.block.at(0, 0) = c.target;
    const double value = named(c.name).evaluate(outputs.block, targets.block, &c.parameter, &delta.block);
    CHECK(std::abs(value - c.value) <= tolerance * std::abs(c.value));
    CHECK(std::abs(delta.block.at(0, 0) - c.slope) <= tolerance * std::abs(c.slope));
  }
}

TEST_CASE("losses: softmax cross-entropy worked by hand") {
  const Loss& loss = named("softmax_cross_entropy");
  const double tolerance = 8 * static_cast<double>(std::numeric_limits<Scalar>::epsilon());
  Table outputs(3, 2, 0), targets(1, 2, 0), delta(3, 2, 0);
  // Sample 0: equal logits. Sample 1: a sure and right answer, loss ln(1 + 2·e⁻³⁰).
  outputs.block.at(0, 1) = 30;
  const double tail = 9.3576229688401746e-14;  // e⁻³⁰
  const double plain = 0;
  const double value = loss.evaluate(outputs.block, targets.block, &plain, &delta.block);
  const double surprise = 2 * tail - 2 * tail * tail;
  CHECK(value == doctest::Approx(1.0986122886681098 + surprise).epsilon(tolerance));
  Table sure(3, 1, 0), first(1, 1, 0);
  sure.block.at(0, 0) = 30;
  CHECK(std::abs(loss.evaluate(sure.block, first.block, &plain, nullptr) - surprise) <= tolerance * surprise);
  const double other = tail / (1 + 2 * tail);
  CHECK(std::abs(delta.block.at(0, 1) + other) <= tolerance * other);
  CHECK(std::abs(delta.block.at(1, 1) - other / 2) <= tolerance * other);
  CHECK(delta.block.at(0, 0) == doctest::Approx(-1.0 / 3).epsilon(tolerance));
  CHECK(delta.block.at(2, 0) == doctest::Approx(1.0 / 6).epsilon(tolerance));
  // Smoothing 0.3 over three classes wants 0.8, 0.1, 0.1: at those probabilities the slope is 0.
  const double smoothing = 0.3;
  sure.block.at(0, 0) = static_cast<Scalar>(2.0794415416798357);  // ln 8
  Table flat(3, 1, 0);
  const double entropy = 0.63903186;  // −0.8·ln 0.8 − 0.2·ln 0.1
  CHECK(loss.evaluate(sure.block, first.block, &smoothing, &flat.block) == doctest::Approx(entropy).epsilon(1e-7));
  for (Index k = 0; k < 3; ++k) CHECK(std::abs(flat.block.at(k, 0)) <= tolerance);
}

TEST_CASE("losses: softmax cross-entropy does not see a shift of all logits") {
  const Loss& loss = named("softmax_cross_entropy");
  const double smoothing = 0.125;
  Random random(kSeed, Purpose::data, 2);
  for (int round = 0; round < 200; ++round) {
    Table outputs(4, 3, 0), shifted(4, 3, 0), targets(1, 3, 0), delta(4, 3, 0), other(4, 3, 0);
    const Scalar shift = static_cast<Scalar>(static_cast<double>(random.below(2000)) - 1000);
    for (Index s = 0; s < 3; ++s) {
      targets.block.at(0, s) = static_cast<Scalar>(random.below(4));
      // Multiples of 2⁻⁸ stay exact under the shift, so the results are equal, not merely close.
      for (Index k = 0; k < 4; ++k) {
        outputs.block.at(k, s) = static_cast<Scalar>(random.below(2048)) / 256;
        shifted.block.at(k, s) = outputs.block.at(k, s) + shift;
      }
    }
    CHECK(loss.evaluate(outputs.block, targets.block, &smoothing, &delta.block) ==
          loss.evaluate(shifted.block, targets.block, &smoothing, &other.block));
    CHECK(delta.storage == other.storage);
  }
}

TEST_CASE("losses: links") {
  const double tolerance = 4 * static_cast<double>(std::numeric_limits<Scalar>::epsilon());
  Table outputs(3, 5, 0);
  for (Index k = 0; k < 3; ++k)
    for (Index s = 0; s < 5; ++s) outputs.block.at(k, s) = static_cast<Scalar>(k - s);
  outputs.block.at(0, 4) = Scalar(1e30);
  outputs.block.at(1, 4) = Scalar(-1e30);
  Table same(3, 5, 0), sigmoid(3, 5, 0), softmax(3, 5, 0);
  same.storage = sigmoid.storage = softmax.storage = outputs.storage;
  applyLink(Link::identity, same.block);
  CHECK(same.storage == outputs.storage);
  applyLink(Link::sigmoid, sigmoid.block);
  applyLink(Link::softmax, softmax.block);
  for (Index s = 0; s < 5; ++s) {
    double total = 0;
    for (Index k = 0; k < 3; ++k) {
      total += softmax.block.at(k, s);
      CHECK(sigmoid.block.at(k, s) ==
            doctest::Approx(1 / (1 + std::exp(-static_cast<double>(outputs.block.at(k, s))))).epsilon(tolerance));
    }
    CHECK(total == doctest::Approx(1).epsilon(tolerance));
  }
  CHECK(softmax.block.at(0, 4) == 1);
  CHECK(softmax.block.at(1, 4) == 0);
  CHECK(softmax.block.at(2, 0) == doctest::Approx(0.66524095577).epsilon(1e-7));  // e² / (1 + e + e²)
}

TEST_CASE("losses: what counts as correct") {
  const Scalar outputs[] = {Scalar(0.1), Scalar(-0.1), 0, Scalar(-0.0), kNan, 7};
  const bool isOne[] = {true, false, false, false, false, true};
  for (const Loss& loss : losses()) {
    if (!(loss.tasks >> static_cast<int>(Task::binary) & 1)) continue;
    CAPTURE(std::string(loss.name));
    for (int i = 0; i < 6; ++i)
      for (Index wanted = 0; wanted < 2; ++wanted) {
        Table output(1, 1, kNan), target(1, 1, kNan);
        output.block.at(0, 0) = outputs[i];
        setTargets(loss, target.block, 0, wanted, 1);
        const Index expected = std::isnan(outputs[i]) ? 0 : isOne[i] == (wanted == 1);
        CHECK(countCorrect(Task::binary, loss, output.block, target.block) == expected);
      }
  }
  struct Case {
    Scalar outputs[3];
    Index winner;  // -1: none
  };
  const Case cases[] = {{{1, 2, 3}, 2},     {{3, 2, 1}, 0},    {{1, 3, 3}, 1}, {{0, 0, 0}, 0}, {{-1, -2, Scalar(-0.5)}, 2},
                        {{kNan, 1, 2}, -1}, {{1, 2, kNan}, -1}};
  for (const Loss& loss : losses()) {
    if (!(loss.tasks >> static_cast<int>(Task::multiclass) & 1)) continue;
    CAPTURE(std::string(loss.name));
    for (Index wanted = 0; wanted < 3; ++wanted) {
      constexpr Index samples = 7;
      Table output(3, samples, kNan), target(loss.classIndex ? 1 : 3, samples, kNan);
      Index expected = 0;
      for (Index s = 0; s < samples; ++s) {
        for (Index k = 0; k < 3; ++k) output.block.at(k, s) = cases[s].outputs[k];
        setTargets(loss, target.block, s, wanted, 3);
        expected += cases[s].winner == wanted;
      }
      CHECK(countCorrect(Task::multiclass, loss, output.block, target.block) == expected);
    }
  }
  Table output(1, 3, 0), target(1, 3, 0);
  CHECK(countCorrect(Task::regression, losses()[0], output.block, target.block) == 0);
}
