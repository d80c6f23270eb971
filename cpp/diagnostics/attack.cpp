// Steps uphill and projections, sample by sample in double.
#include "diagnostics/attack.hpp"

#include <algorithm>
#include <cmath>

namespace relu {
namespace {

double sign(double value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

/// One step of one sample within the cube around its start.
void stepInCube(const Attack& attack, const Block& x, const Block& start, const Block& slope, Index sample) {
  for (Index k = 0; k < x.features; ++k) {
    const double centre = start.at(k, sample);
    const double moved = x.at(k, sample) + attack.step * sign(slope.at(k, sample));
    x.at(k, sample) = static_cast<Scalar>(std::clamp(moved, centre - attack.epsilon, centre + attack.epsilon));
  }
}

/// One step of one sample within the ball around its start.
void stepInBall(const Attack& attack, const Block& x, const Block& start, const Block& slope, Index sample) {
  double squares = 0, distance = 0;
  for (Index k = 0; k < x.features; ++k) squares += static_cast<double>(slope.at(k, sample)) * slope.at(k, sample);
  const double length = std::sqrt(squares);
  if (!(length > 0 && std::isfinite(length))) return;
  const double factor = attack.step / length;
  const auto offset = [&](Index k) {
    return static_cast<double>(x.at(k, sample)) + factor * slope.at(k, sample) - start.at(k, sample);
  };
  for (Index k = 0; k < x.features; ++k) distance += offset(k) * offset(k);
  distance = std::sqrt(distance);
  const double shrink = distance > attack.epsilon ? attack.epsilon / distance : 1;
  for (Index k = 0; k < x.features; ++k) x.at(k, sample) = static_cast<Scalar>(start.at(k, sample) + shrink * offset(k));
}

}  // namespace

void takeStep(const Attack& attack, const Block& x, const Block& start, const Block& slope, Index sample) {
  if (attack.norm == AttackNorm::linf)
    stepInCube(attack, x, start, slope, sample);
  else
    stepInBall(attack, x, start, slope, sample);
  for (Index k = 0; k < x.features; ++k) {
    x.at(k, sample) = std::clamp(x.at(k, sample), static_cast<Scalar>(attack.low), static_cast<Scalar>(attack.high));
  }
}

bool Attacker::allocate(Index capacity) {
  return pass_.allocate(network_, capacity, true) && parameterGradients_.allocate(network_.parameterCount()) &&
         memory_.allocate(2 * std::int64_t{network_.inputs()} * padded(capacity));
}

void Attacker::inputGradients(const PassInput& input, const Block& x, const Block& targets, const Block& gradients) {
  const Block& outputs = pass_.forward(input, x);
  loss_.row->evaluate(outputs, targets, loss_.values, &pass_.outputDelta());
  pass_.backward(parameterGradients_.data(), gradients);
  const auto count =
      static_cast<Scalar>(x.samples);  // the loss is a mean; its slope at one sample is a share of the sample's own
  for (Index k = 0; k < gradients.features; ++k)
    for (Index sample = 0; sample < x.samples; ++sample) gradients.at(k, sample) *= count;
}

void Attacker::run(const Attack& attack, const PassInput& input, const Block& x, const Block& targets) {
  const Index width = padded(x.samples);
  const Block start{memory_.data(), x.features, x.samples, width};
  const Block slope{memory_.data() + x.features * width, x.features, x.samples, width};
  for (Index k = 0; k < x.features; ++k) std::copy_n(x.row(k), x.samples, start.row(k));
  for (int step = 0; step < attack.steps; ++step) {
    inputGradients(input, x, targets, slope);
    for (Index sample = 0; sample < x.samples; ++sample) takeStep(attack, x, start, slope, sample);
  }
}

}  // namespace relu
