// Every lane of a block carries the same sample and an attack of its own size, so that a search costs one pass and not
// sixty-four.
#include "diagnostics/sample_attack.hpp"

#include <algorithm>
#include <utility>

#include "core/vector_math.hpp"
#include "diagnostics/confusion.hpp"
#include "diagnostics/response.hpp"

namespace relu {
namespace {

/// How far the steps of projected gradient descent could go together, in radii of the ball (Madry et al. 2017).
constexpr double kReach = 2.5;
/// Sizes that are tried at once.
constexpr Index kSizes = kEvaluationChunk;

int stepsOf(const SampleAttack& attack) { return attack.kind == AttackKind::fgsm ? 1 : attack.steps; }

double stepLength(const SampleAttack& attack, double epsilon) {
  return attack.kind == AttackKind::fgsm ? epsilon : kReach * epsilon / attack.steps;
}

SampleRange rangeOf(const Trainer& trainer) {
  if (isPlanar(trainer)) return {kDomainMin, kDomainMax};
  const auto [low, high] = std::minmax_element(trainer.data().values.begin(), trainer.data().values.end());
  return {*low, *high};
}

/// The gradient, by the outputs, of what is climbed: away from class `own`, towards the others by their share.
void climb(const Block& outputs, Index own, const Block& delta) {
  for (Index lane = 0; lane < outputs.samples; ++lane) {
    if (outputs.features == 1) {
      delta.at(0, lane) = own == 1 ? Scalar(-1) : Scalar(1);
      continue;
    }
    Scalar largest = outputs.at(own == 0 ? 1 : 0, lane), sum = 0;
    for (Index k = 0; k < outputs.features; ++k) {
      if (k != own) largest = std::max(largest, outputs.at(k, lane));
    }
    for (Index k = 0; k < outputs.features; ++k) {
      delta.at(k, lane) = k == own ? Scalar(0) : math::exp(outputs.at(k, lane) - largest);
      sum += delta.at(k, lane);
    }
    for (Index k = 0; k < outputs.features; ++k) delta.at(k, lane) /= sum;
    delta.at(own, lane) = -1;
  }
}

}  // namespace

SampleAttacker::SampleAttacker(Trainer& trainer) : trainer_(trainer), range_(rangeOf(trainer)) {}

bool SampleAttacker::allocate() {
  const Index columns = trainer_.encoder().columns(), inputs = trainer_.encoder().inputs();
  if (!pass_.allocate(trainer_.network(), kSizes, true) || !parameterGradients_.allocate(trainer_.network().parameterCount()) ||
      !memory_.allocate((2 * std::int64_t{inputs} + 3 * columns) * kSizes))
    return false;
  Scalar* next = memory_.data();
  const auto place = [&](Index features) { return Block{std::exchange(next, next + features * kSizes), features, 0, kSizes}; };
  inputs_ = place(inputs);
  inputSlopes_ = place(inputs);
  points_ = place(columns);
  starts_ = place(columns);
  slopes_ = place(columns);
  point_.resize(static_cast<std::size_t>(columns));
  return true;
}

/// The network's outputs at the points of all lanes.
const Block& SampleAttacker::answer() {
  for (Index lane = 0; lane < points_.samples; ++lane) {
    for (Index column = 0; column < points_.features; ++column)
      point_[static_cast<std::size_t>(column)] = points_.at(column, lane);
    trainer_.encoder().encode(point_.data(), inputs_, lane);
  }
  return pass_.forward(trainer_.reading(), inputs_);
}

/// Puts the sample into so many lanes and asks the network for its answer.
void SampleAttacker::start(std::span<const Scalar> sample, Index lanes) {
  for (Block* block : {&inputs_, &inputSlopes_, &points_, &starts_, &slopes_}) block->samples = lanes;
  for (Index column = 0; column < points_.features; ++column) {
    std::fill_n(points_.row(column), lanes, sample[static_cast<std::size_t>(column)]);
    std::fill_n(starts_.row(column), lanes, sample[static_cast<std::size_t>(column)]);
  }
  from_ = answerOf(answer(), 0);
}

/// One step in every lane, of the size of its own attack.
void SampleAttacker::step(const SampleAttack& attack, const double* epsilons) {
  climb(answer(), from_, pass_.outputDelta());
  pass_.backward(parameterGradients_.data(), inputSlopes_);
  for (Index lane = 0; lane < points_.samples; ++lane) {
    for (Index column = 0; column < points_.features; ++column)
      point_[static_cast<std::size_t>(column)] = points_.at(column, lane);
    trainer_.encoder().pullBack(point_.data(), inputSlopes_, slopes_, lane);
    takeStep({.norm = attack.norm,
              .epsilon = epsilons[lane],
              .step = stepLength(attack, epsilons[lane]),
              .steps = 1,
              .low = range_.low,
              .high = range_.high},
             points_, starts_, slopes_, lane);
  }
}

AttackOutcome SampleAttacker::run(const SampleAttack& attack, std::span<const Scalar> sample) {
  AttackOutcome outcome;
  const auto answers = [&](const Scalar* point) {
    std::vector<Scalar> values(static_cast<std::size_t>(trainer_.network().outputs()));
    if (!predict(trainer_, point, 1, Answer::linked, values.data())) values.clear();
    return values;
  };
  const auto keep = [&] {
    for (Index column = 0; column < points_.features; ++column) outcome.path.push_back(points_.at(column, 0));
  };
  start(sample, 1);
  outcome.from = from_;
  keep();
  for (int k = 0; k < stepsOf(attack); ++k) {
    step(attack, &attack.epsilon);
    keep();
  }
  outcome.to = answerOf(answer(), 0);
  outcome.before = answers(sample.data());
  outcome.after = answers(&outcome.path[outcome.path.size() - static_cast<std::size_t>(points_.features)]);
  return outcome;
}

/// The first of kSizes attacks, which grow, that changes the answer; kSizes when none does.
Index SampleAttacker::firstChanged(const SampleAttack& attack, const double* epsilons, std::span<const Scalar> sample) {
  start(sample, kSizes);
  for (int k = 0; k < stepsOf(attack); ++k) step(attack, epsilons);
  const Block& outputs = answer();
  for (Index lane = 0; lane < kSizes; ++lane) {
    if (answerOf(outputs, lane) != from_) return lane;
  }
  return kSizes;
}

SmallestAttack SampleAttacker::smallest(const SampleAttack& attack, double limit, std::span<const Scalar> sample) {
  double epsilons[kSizes], below = 0, width = limit;
  SmallestAttack result;
  for (int round = 0; round < 2; ++round) {
    for (Index lane = 0; lane < kSizes; ++lane)
      epsilons[lane] = below + width * static_cast<double>(lane + 1) / static_cast<double>(kSizes);
    const Index first = firstChanged(attack, epsilons, sample);
    if (first == kSizes) return result;
    result = {.found = true, .epsilon = epsilons[first]};
    width /= static_cast<double>(kSizes);
    below = epsilons[first] - width;
  }
  return result;
}

}  // namespace relu
