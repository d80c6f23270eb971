// Attacks on one sample of a trained network, in the sample's own units (points of the plane, grey values): how far a given
// attack gets, and the smallest one that changes the answer. Reads; never trains.
#pragma once

#include <span>
#include <vector>

#include "diagnostics/attack.hpp"
#include "trainer/trainer.hpp"

namespace relu {

enum class AttackKind { fgsm, pgd };

/// What to try on a sample.
struct SampleAttack {
  AttackKind kind = AttackKind::fgsm;
  AttackNorm norm = AttackNorm::linf;
  double epsilon = 0;  ///< Largest change by the norm, in the sample's units.
  int steps = 20;  ///< Of projected gradient descent, each 2.5·epsilon/steps long; the fast gradient sign method takes one.
};

/// What became of it.
struct AttackOutcome {
  Index from = 0, to = 0;      ///< Classes answered at the start and at the end.
  std::vector<Scalar> path;    ///< Start, every step, end: points × columns.
  std::vector<Scalar> before;  ///< Answers as the reader is shown them, at the start …
  std::vector<Scalar> after;   ///< … and at the end.
};

/// The smallest attack that changes the answer.
struct SmallestAttack {
  bool found = false;
  double epsilon = 0;  ///< Known to the 4,096th part of the limit.
};

/// Lowest and highest value that an attack may reach: the square of planar data, else the range of all samples.
struct SampleRange {
  double low = 0, high = 0;
};

/// Attacks one network, whose data have classes.
///
/// Formula   Climbs log Σ exp(outputs of the other classes) − the output of the class answered at the start; for a single
///           output z, ∓z. Its gradient has the direction of the cross-entropy's for that class, and it does not vanish where
///           the network is so sure that the cross-entropy's does.
/// Trap      The answer may be wrong: an attack leads away from what the network says, right or not.
/// Source    As Attack; the first-found size of a search says nothing of attacks that were not tried.
class SampleAttacker {
 public:
  explicit SampleAttacker(Trainer& trainer);
  /// Errors    false when memory is exhausted.
  [[nodiscard]] bool allocate();

  SampleRange range() const { return range_; }
  /// Shape     sample: the data's columns.
  AttackOutcome run(const SampleAttack& attack, std::span<const Scalar> sample);
  /// Tries 64 sizes up to `limit` at once, then 64 between the last that fails and the first that succeeds.
  SmallestAttack smallest(const SampleAttack& attack, double limit, std::span<const Scalar> sample);

 private:
  const Block& answer();
  void start(std::span<const Scalar> sample, Index lanes);
  void step(const SampleAttack& attack, const double* epsilons);
  Index firstChanged(const SampleAttack& attack, const double* epsilons, std::span<const Scalar> sample);

  Trainer& trainer_;
  SampleRange range_;
  Pass pass_;
  Buffer memory_, parameterGradients_;
  Block inputs_, inputSlopes_, points_, starts_, slopes_;
  std::vector<Scalar> point_;
  Index from_ = 0;
};

}  // namespace relu
