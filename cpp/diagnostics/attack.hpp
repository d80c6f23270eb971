// Small changes of the input that raise the loss: the fast gradient sign method and projected gradient descent. Knows no
// trainer; works on any network and loss.
#pragma once

#include "core/error.hpp"
#include "loss/loss.hpp"
#include "network/network.hpp"

namespace relu {

enum class AttackNorm { linf, l2 };

/// An attack: `steps` times a step of length `step` uphill, each followed by a projection.
///
/// Formula   linf: x ← x + step·sign(∇), then into the cube x₀ ± epsilon. l2: x ← x + step·∇/‖∇‖₂, then into the ball of radius
///           epsilon around x₀. Then into the box [low, high]. ∇ is the gradient of the sample's own loss;
///           sign(0) = sign(NaN) = 0, and an l2 step whose ‖∇‖₂ is 0 or not finite is none. One linf step with step = epsilon
///           is the fast gradient sign method.
/// Source    Goodfellow, Shlens, Szegedy 2014 (arXiv:1412.6572); Madry et al. 2017 (arXiv:1706.06083).
struct Attack {
  AttackNorm norm = AttackNorm::linf;
  double epsilon = 0;
  double step = 0;
  int steps = 1;
  double low = 0, high = 0;
};

/// One step of one sample, projections included.
///
/// Shape     x, start (x₀) and slope (∇ at x) are blocks of the same features.
void takeStep(const Attack& attack, const Block& x, const Block& start, const Block& slope, Index sample);

/// Runs attacks on one network. Inputs are the network's own: standardised where the data are.
///
/// Trap      `input` must read in Mode::evaluation: a layer that normalises by the batch would bind the samples together.
class Attacker {
 public:
  Attacker(const Network& network, const Choice<Loss>& loss) : network_(network), loss_(loss) {}
  /// Errors    false when memory is exhausted.
  [[nodiscard]] bool allocate(Index capacity);

  /// Each sample's ∂(own loss)/∂x into `gradients`, a block like `x` that is as wide as padded(samples).
  void inputGradients(const PassInput& input, const Block& x, const Block& targets, const Block& gradients);
  /// Turns `x`, at first the start x₀, into the adversarial inputs.
  ///
  /// Shape     x at most `capacity` samples · targets as the loss wants them.
  void run(const Attack& attack, const PassInput& input, const Block& x, const Block& targets);

 private:
  const Network& network_;
  Choice<Loss> loss_;
  Pass pass_;
  Buffer parameterGradients_, memory_;
};

}  // namespace relu
