// The losses: rows, stable values and slopes, and what reads their outputs. Knows nothing of networks.
//
// Not rows, with the reason: losses on probabilities (a probability that has rounded to 0 or 1 has lost what the slope needs;
// the rows below take logits), and the squared hinge (it separates nothing that hinge and mean squared error do not).
#include "loss/loss.hpp"

#include <algorithm>

#include "core/exponentials.hpp"
#include "core/simd.hpp"
#include "core/vector_math.hpp"
#include "core/wide_sum.hpp"

namespace relu {
namespace {

typedef std::int64_t WideMask __attribute__((vector_size(sizeof(double) * kLanes)));

/// `x`, and exactly 0 in the lanes from `count` on.
Vec valid(Vec x, Index count) { return count < kLanes ? where(samplesFrom(0, count), x) : x; }

/// A sum in double whose order depends on nothing but the shape. Lanes from `count` on are never read.
class Total {
 public:
  void add(Wide values, Index count) {
    if (count < kLanes)
      values =
          reinterpret_cast<Wide>(reinterpret_cast<WideMask>(values) & __builtin_convertvector(samplesFrom(0, count), WideMask));
    lanes_ += values;
  }
  double value() const { return total(lanes_); }

 private:
  Wide lanes_{};
};

void clearPadding(const Block& block) {
  const Index first = padded(block.samples);
  for (Index row = 0; row < block.features; ++row)
    for (Index sample = first; sample < block.stride; ++sample) block.at(row, sample) = 0;
}

// Rules of the losses that treat every output alone: the loss of one output and its derivative. One that is made of an
// exponential of the output names it and is given it last.

struct MeanSquaredError {
  explicit MeanSquaredError(const double*) {}
  Wide value(Vec output, Vec target, Vec) const {
    const Wide error = widen(output) - widen(target);
    return error * error;
  }
  Vec slope(Vec output, Vec target, Vec share, Vec) const { return (output - target) * (splat(2) * share); }
};

struct MeanAbsoluteError {
  explicit MeanAbsoluteError(const double*) {}
  Wide value(Vec output, Vec target, Vec) const { return widen(absolute(output - target)); }
  Vec slope(Vec output, Vec target, Vec share, Vec) const {
    const Vec error = output - target;
    return select(error > Vec{}, share, select(error < Vec{}, -share, error));  // what is left is 0 or NaN, and stays so
  }
};

struct Huber {
  Vec delta;
  explicit Huber(const double* parameters) : delta(splat(static_cast<Scalar>(parameters[0]))) {}
  Wide value(Vec output, Vec target, Vec) const {
    const Vec size = absolute(output - target);
    const Wide inner = widen(atMost(size, delta));  // ½·e² inside and δ·(|e| − ½·δ) outside are one expression of min(|e|, δ)
    return inner * (widen(size) - 0.5 * inner);
  }
  Vec slope(Vec output, Vec target, Vec share, Vec) const { return atMost(atLeast(output - target, -delta), delta) * share; }
};

struct Hinge {
  explicit Hinge(const double*) {}
  Vec missing(Vec output, Vec target) const { return splat(1) - output * target; }
  Wide value(Vec output, Vec target, Vec) const { return widen(atLeast(missing(output, target), Vec{})); }
  Vec slope(Vec output, Vec target, Vec share, Vec) const {
    const Vec margin = missing(output, target);
    return select(margin > Vec{}, -target * share, select(margin == margin, Vec{}, margin));
  }
};

/// Nothing here is the difference of two large numbers: softplus(z) − y·z and σ(z) − y would cancel to 0 for a sure and right
/// output, which is to keep a small loss and slope.
struct BinaryCrossEntropy {
  static constexpr math::Exponential* exponential = math::decay;
  explicit BinaryCrossEntropy(const double*) {}
  Wide value(Vec output, Vec target, Vec power) const {
    const Vec linear = (splat(1) - target) * atLeast(output, Vec{}) - target * atMost(output, Vec{});  // exact for 0 and 1
    return widen(linear) + widen(math::log1pOfUnit(power));
  }
  Vec slope(Vec output, Vec target, Vec share, Vec power) const {
    const Mask below = output < Vec{};
    const Vec small = power / (splat(1) + power), large = splat(1) - small;
    return ((splat(1) - target) * select(below, small, large) - target * select(below, large, small)) * share;
  }
};

/// Outputs whose exponentials are taken before they are used: they stay in the nearest cache.
constexpr Index kStrip = 64;

template <class Rule>
double evaluateOutputs(const Block& outputs, const Block& targets, const double* parameters, Block* delta) {
  constexpr bool kMadeOfExponential = requires { Rule::exponential; };
  const Rule rule(parameters);
  const Vec share =
      splat(static_cast<Scalar>(1.0 / (static_cast<double>(outputs.samples) * static_cast<double>(outputs.features))));
  Total total;
  const Index samples = outputs.samples, strip = kMadeOfExponential ? kStrip : samples;
  for (Index row = 0; row < outputs.features; ++row) {
    const Scalar *output = outputs.row(row), *target = targets.row(row);
    for (Index first = 0; first < samples; first += strip) {
      const Index end = std::min(first + strip, samples);
      Scalar powers[kStrip];
      if constexpr (kMadeOfExponential) Rule::exponential(output + first, 1, powers, padded(end - first));
      const auto power = [&](Index s) { return kMadeOfExponential ? load(powers + s - first) : Vec{}; };
      for (Index s = first; s < end; s += kLanes)
        total.add(rule.value(load(output + s), load(target + s), power(s)), samples - s);
      if (!delta) continue;
      Scalar* slopes = delta->row(row);
      for (Index s = first; s < end; s += kLanes) {
        const Vec slope = rule.slope(load(output + s), load(target + s), share, power(s));
        store(slopes + s, valid(flushTiny(slope), samples - s));
      }
    }
  }
  if (delta) clearPadding(*delta);
  return total.value() / static_cast<double>(outputs.features);
}

/// log Σ exp(z) − Σ q·z with the largest logit taken out of every exponent.
///
/// Accuracy  The largest logit's own term, exactly 1, stays out of the sum, so that a sure and right answer keeps a small loss
///           instead of rounding to 0; the wanted class' slope is minus what the others have, for the same reason.
double softmaxCrossEntropy(const Block& outputs, const Block& targets, const double* parameters, Block* delta) {
  const Index classes = outputs.features;
  const double smoothing = parameters[0];
  const double floor = smoothing / static_cast<double>(classes);
  const Vec base = splat(static_cast<Scalar>(floor));
  const Vec extra = splat(static_cast<Scalar>(smoothing - floor));
  const Vec share = splat(static_cast<Scalar>(1.0 / static_cast<double>(outputs.samples)));
  Total total;
  for (Index sample = 0; sample < outputs.samples; sample += kLanes) {
    const Index left = outputs.samples - sample;
    const Vec target = load(targets.row(0) + sample);
    Vec largest = load(outputs.row(0) + sample);
    for (Index k = 1; k < classes; ++k) largest = atLeast(largest, load(outputs.row(k) + sample));

    Vec rest{}, others{}, wanted{};
    Wide all{};
    Mask found{};
    for (Index k = 0; k < classes; ++k) {
      const Vec z = load(outputs.row(k) + sample);
      const Vec power = math::expOfNegative(z - largest);
      const Mask isTarget = target == splat(static_cast<Scalar>(k));
      const Mask isLargest = (z == largest) & ~found;
      found |= isLargest;
      rest += whereNot(isLargest, power);
      others += whereNot(isTarget, power);
      wanted = select(isTarget, z, wanted);
      all += widen(z) - widen(largest);
      if (delta) store(delta->row(k) + sample, power);
    }
    total.add(widen(math::log1p(rest)) - (1 - smoothing) * (widen(wanted) - widen(largest)) - floor * all, left);

    if (!delta) continue;
    const Vec whole = splat(1) + rest;
    for (Index k = 0; k < classes; ++k) {
      const Vec power = load(delta->row(k) + sample);
      const Mask isTarget = target == splat(static_cast<Scalar>(k));
      const Vec slope = select(isTarget, extra - others / whole, power / whole - base) * share;
      store(delta->row(k) + sample, valid(flushTiny(slope), left));
    }
  }
  if (delta) clearPadding(*delta);
  return total.value();
}

consteval unsigned bit(Task task) { return 1u << static_cast<unsigned>(task); }
constexpr unsigned kEveryTask = bit(Task::regression) | bit(Task::binary) | bit(Task::multiclass);

constexpr Field kHuberFields[] = {
    {.name = "delta",
     .title = "Delta",
     .help = "Errors up to this size count by their square, larger ones by their size.",
     .min = 1e-3,
     .max = 1e3,
     .standard = 1,
     .logarithmic = true},
};

constexpr Field kSoftmaxFields[] = {
    {.name = "label_smoothing",
     .title = "Label smoothing",
     .help = "Share of the wanted probability that is spread evenly over all classes.",
     .min = 0,
     .max = 0.5,
     .standard = 0},
};

constexpr Loss kLosses[] = {
    {.name = "mean_squared_error",
     .title = "Mean squared error",
     .formula = "mean (ŷ − y)²",
     .summary = "Twice the error costs four times as much, so single outliers weigh heavily.",
     .source = "Legendre 1805; Goodfellow, Bengio, Courville 2016, section 5.1.4",
     .fields = {},
     .tasks = kEveryTask,
     .link = Link::identity,
     .classIndex = false,
     .negative = -1,
     .evaluate = evaluateOutputs<MeanSquaredError>},
    {.name = "mean_absolute_error",
     .title = "Mean absolute error",
     .formula = "mean |ŷ − y|",
     .summary = "Every error pulls with the same force, so outliers do not rule the fit; the slope at an exact fit is 0.",
     .source = "Boscovich 1757; Laplace 1799",
     .fields = {},
     .tasks = kEveryTask,
     .link = Link::identity,
     .classIndex = false,
     .negative = -1,
     .evaluate = evaluateOutputs<MeanAbsoluteError>},
    {.name = "huber",
     .title = "Huber",
     .formula = "mean of ½·e² for |e| ≤ δ, else δ·(|e| − ½·δ); e = ŷ − y",
     .summary = "The squared error near the target and the absolute error far from it.",
     .source = "Huber 1964",
     .fields = kHuberFields,
     .tasks = kEveryTask,
     .link = Link::identity,
     .classIndex = false,
     .negative = -1,
     .evaluate = evaluateOutputs<Huber>},
    {.name = "hinge",
     .title = "Hinge",
     .formula = "mean max(0, 1 − y·ŷ), y = ±1",
     .summary = "Costs nothing once an output is on the right side by a margin of 1: the loss of support vector machines.",
     .source = "Cortes, Vapnik 1995",
     .fields = {},
     .tasks = bit(Task::binary) | bit(Task::multiclass),
     .link = Link::identity,
     .classIndex = false,
     .negative = -1,
     .evaluate = evaluateOutputs<Hinge>},
    {.name = "binary_cross_entropy",
     .title = "Binary cross-entropy",
     .formula = "mean [y·ln(1 + exp(−z)) + (1 − y)·ln(1 + exp z)], y = 0 or 1",
     .summary = "The surprise, in nats, at the true class when σ(z) is taken for the probability of class 1.",
     .source = "Goodfellow, Bengio, Courville 2016, section 6.2.2.2",
     .fields = {},
     .tasks = bit(Task::binary),
     .link = Link::sigmoid,
     .classIndex = false,
     .negative = 0,
     .evaluate = evaluateOutputs<BinaryCrossEntropy>},
    {.name = "softmax_cross_entropy",
     .title = "Softmax cross-entropy",
     .formula = "ln Σₖ exp(zₖ) − Σₖ qₖ·zₖ, q = 1 − ε + ε/C for the class, ε/C for the others",
     .summary = "The surprise, in nats, at the true class when softmax(z) is taken for the probabilities of the classes.",
     .source = "Bridle 1990; label smoothing: Szegedy et al. 2015 (arXiv:1512.00567)",
     .fields = kSoftmaxFields,
     .tasks = bit(Task::multiclass),
     .link = Link::softmax,
     .classIndex = true,
     .negative = 0,
     .evaluate = softmaxCrossEntropy},
};

void applySoftmax(const Block& outputs) {
  for (Index sample = 0; sample < outputs.samples; sample += kLanes) {
    Vec largest = load(outputs.row(0) + sample);
    for (Index k = 1; k < outputs.features; ++k) largest = atLeast(largest, load(outputs.row(k) + sample));
    Vec whole{};
    for (Index k = 0; k < outputs.features; ++k) {
      const Vec power = math::expOfNegative(load(outputs.row(k) + sample) - largest);
      store(outputs.row(k) + sample, power);
      whole += power;
    }
    for (Index k = 0; k < outputs.features; ++k) store(outputs.row(k) + sample, load(outputs.row(k) + sample) / whole);
  }
}

Index wantedClass(const Loss& loss, const Block& targets, Index sample) {
  if (loss.classIndex) return static_cast<Index>(targets.at(0, sample));
  Index wanted = 0;
  for (Index k = 1; k < targets.features; ++k)
    if (targets.at(k, sample) > targets.at(wanted, sample)) wanted = k;
  return wanted;
}

/// The first of the largest outputs is class `wanted`. Written so that every comparison with a NaN says no.
bool wins(const Block& outputs, Index sample, Index wanted) {
  const Scalar best = outputs.at(wanted, sample);
  for (Index k = 0; k < outputs.features; ++k) {
    const Scalar other = outputs.at(k, sample);
    if (!(k < wanted ? best > other : best >= other)) return false;
  }
  return true;
}

}  // namespace

std::span<const Loss> losses() { return kLosses; }

void applyLink(Link link, const Block& outputs) {
  switch (link) {
    case Link::identity:
      return;
    case Link::sigmoid:
      for (Index row = 0; row < outputs.features; ++row)
        for (Index sample = 0; sample < outputs.samples; sample += kLanes)
          store(outputs.row(row) + sample, math::sigmoid(load(outputs.row(row) + sample)));
      return;
    case Link::softmax:
      applySoftmax(outputs);
      return;
  }
}

Index countCorrect(Task task, const Loss& loss, const Block& outputs, const Block& targets) {
  Index correct = 0;
  if (task == Task::binary) {
    const Scalar middle = static_cast<Scalar>((1 + loss.negative) / 2);
    for (Index sample = 0; sample < outputs.samples; ++sample) {
      const Scalar output = outputs.at(0, sample);
      correct += targets.at(0, sample) > middle ? output > 0 : output <= 0;
    }
  } else if (task == Task::multiclass) {
    for (Index sample = 0; sample < outputs.samples; ++sample)
      correct += wins(outputs, sample, wantedClass(loss, targets, sample));
  }
  return correct;
}

}  // namespace relu
