// The optimisers: rows and one update rule each. Knows nothing of layers.
//
// A rule prepares its constants once a step, in double, and then maps four weights, four gradients and their states to four
// new weights. The loop around it is one template. Powers such as β₁ᵗ are kept between steps and multiplied on: the host's
// pow would round differently elsewhere.
//
// Not rows, with the reason: second-order methods (L-BFGS) need the loss again within a step, and LAMB, LARS and the like scale
// by whole layers, which an optimiser does not see here.
#include "optimizer/optimizer.hpp"

#include "core/simd.hpp"

namespace relu {
namespace {

Vec constant(double value) { return splat(static_cast<Scalar>(value)); }

/// valueᵗ from the same power of the step before.
double nextPower(double& power, double value, bool first) { return power = (first ? 1 : power) * value; }

/// A running average: share·average + (1 − share)·value.
struct Average {
  Vec keep, take;
  explicit Average(double share) : keep(constant(share)), take(constant(1 - share)) {}
  Vec operator()(Vec average, Vec value) const { return flushTiny(keep * average + take * value); }
};

// Each rule names the states it keeps and the place of its field `weight_decay`, by which the loop adds weights to gradients
// before the rule sees them.
constexpr int kOwnDecay = -1;  ///< The rule decays weights itself.

struct Descent {
  static constexpr int states = 0;
  static constexpr int decayField = 1;
  Vec rate;
  explicit Descent(const Update& update) : rate(constant(update.learningRate)) {}
  Vec operator()(Vec w, Vec g, Vec*) const { return w - rate * g; }
};

struct Momentum {
  static constexpr int states = 1;
  static constexpr int decayField = 3;
  Vec rate, momentum, take;
  explicit Momentum(const Update& update)
      : rate(constant(update.learningRate)),
        momentum(constant(update.parameters[1])),
        take(constant(update.first ? 1 : 1 - update.parameters[2])) {}
  Vec operator()(Vec w, Vec g, Vec* state) const {
    state[0] = flushTiny(momentum * state[0] + take * g);
    return w - rate * state[0];
  }
};

struct Nesterov {
  static constexpr int states = 1;
  static constexpr int decayField = 2;
  Vec rate, momentum;
  explicit Nesterov(const Update& update) : rate(constant(update.learningRate)), momentum(constant(update.parameters[1])) {}
  Vec operator()(Vec w, Vec g, Vec* state) const {
    state[0] = flushTiny(momentum * state[0] + g);
    return w - rate * (g + momentum * state[0]);
  }
};

struct Adagrad {
  static constexpr int states = 1;
  static constexpr int decayField = 3;
  Vec rate, epsilon, start;
  explicit Adagrad(const Update& update)
      : rate(constant(update.learningRate)),
        epsilon(constant(update.parameters[1])),
        start(constant(update.first ? update.parameters[2] : 0)) {}
  Vec operator()(Vec w, Vec g, Vec* state) const {
    state[0] = flushTiny(state[0] + start + g * g);
    return w - rate * (g / (squareRoot(state[0]) + epsilon));
  }
};

struct RmsProp {
  static constexpr int states = 3;
  static constexpr int decayField = 5;
  Vec rate, momentum, epsilon, centered;
  Average average;
  explicit RmsProp(const Update& update)
      : rate(constant(update.learningRate)),
        momentum(constant(update.parameters[2])),
        epsilon(constant(update.parameters[3])),
        centered(constant(update.parameters[4])),
        average(update.parameters[1]) {}
  Vec operator()(Vec w, Vec g, Vec* state) const {
    state[0] = average(state[0], g * g);
    state[1] = average(state[1], g);
    const Vec spread = atLeast(state[0] - centered * state[1] * state[1], Vec{});  // rounding can put it a little below 0
    state[2] = flushTiny(momentum * state[2] + g / (squareRoot(spread) + epsilon));
    return w - rate * state[2];
  }
};

struct Adadelta {
  static constexpr int states = 2;
  static constexpr int decayField = 3;
  Vec rate, epsilon;
  Average average;
  explicit Adadelta(const Update& update)
      : rate(constant(update.learningRate)), epsilon(constant(update.parameters[2])), average(update.parameters[1]) {}
  Vec operator()(Vec w, Vec g, Vec* state) const {
    state[0] = average(state[0], g * g);
    const Vec step = squareRoot(state[1] + epsilon) / squareRoot(state[0] + epsilon) * g;
    state[1] = average(state[1], step * step);
    return w - rate * step;
  }
};

/// What Adam and its relatives share: fields 1 to 3, both averages and the corrections for their start from 0.
///
/// Trap      The rate is not folded into the correction: at a rate of 1e38 their product would leave float where the step
///           itself does not.
struct Moments {
  Vec rate, epsilon, meanScale, rootScale;
  Average mean, square;
  explicit Moments(const Update& update)
      : rate(constant(update.learningRate)),
        epsilon(constant(update.parameters[3])),
        meanScale(constant(1 / (1 - nextPower(update.scalars[0], update.parameters[1], update.first)))),
        rootScale(constant(1 / std::sqrt(1 - nextPower(update.scalars[1], update.parameters[2], update.first)))),
        mean(update.parameters[1]),
        square(update.parameters[2]) {}
  void average(Vec g, Vec* state) const {
    state[0] = mean(state[0], g);
    state[1] = square(state[1], g * g);
  }
  Vec over(Vec numerator, Vec squares) const { return numerator / (squareRoot(squares) * rootScale + epsilon); }
};

struct Adam : Moments {
  static constexpr int states = 2;
  static constexpr int decayField = 4;
  using Moments::Moments;
  Vec operator()(Vec w, Vec g, Vec* state) const {
    average(g, state);
    return w - rate * over(state[0] * meanScale, state[1]);
  }
};

struct AmsGrad : Moments {
  static constexpr int states = 3;
  static constexpr int decayField = 4;
  using Moments::Moments;
  Vec operator()(Vec w, Vec g, Vec* state) const {
    average(g, state);
    state[2] = atLeast(state[2], state[1]);
    return w - rate * over(state[0] * meanScale, state[2]);
  }
};

struct AdamW : Adam {
  static constexpr int states = 2;
  static constexpr int decayField = kOwnDecay;
  Vec shrink;
  explicit AdamW(const Update& update) : Adam(update), shrink(constant(1 - update.learningRate * update.parameters[4])) {}
  Vec operator()(Vec w, Vec g, Vec* state) const { return Adam::operator()(w* shrink, g, state); }
};

struct AdaMax {
  static constexpr int states = 2;
  static constexpr int decayField = 4;
  Vec rate, keep, epsilon, meanScale;
  Average mean;
  explicit AdaMax(const Update& update)
      : rate(constant(update.learningRate)),
        keep(constant(update.parameters[2])),
        epsilon(constant(update.parameters[3])),
        meanScale(constant(1 / (1 - nextPower(update.scalars[0], update.parameters[1], update.first)))),
        mean(update.parameters[1]) {}
  Vec operator()(Vec w, Vec g, Vec* state) const {
    state[0] = mean(state[0], g);
    state[1] = atLeast(absolute(g) + epsilon, keep * state[1]);  // in this order a NaN gradient stays one
    return w - rate * (state[0] * meanScale / state[1]);
  }
};

/// eˣ for −0.05 ≤ x ≤ 0, to the last digits of a double: the series' ninth term is below 1e-17.
double smallExponential(double x) {
  double sum = 1;
  for (int k = 8; k > 0; --k) sum = 1 + x / k * sum;
  return sum;
}

struct Nadam : Moments {
  static constexpr int states = 2;
  static constexpr int decayField = 5;
  static constexpr double kLogOfDecay = -0.040821994520255166;  // ln 0.96
  Vec gradientScale, momentScale;
  explicit Nadam(const Update& update) : Moments(update) {
    const double beta = update.parameters[1];
    const double decay = smallExponential(update.parameters[4] * kLogOfDecay);
    const double power = nextPower(update.scalars[2], decay, update.first);
    const double now = beta * (1 - 0.5 * power);
    const double next = beta * (1 - 0.5 * power * decay);
    const double product = nextPower(update.scalars[3], now, update.first);
    gradientScale = constant((1 - now) / (1 - product));
    momentScale = constant(next / (1 - product * next));
  }
  Vec operator()(Vec w, Vec g, Vec* state) const {
    average(g, state);
    return w - rate * over(gradientScale * g + momentScale * state[0], state[1]);
  }
};

/// The loop that all rules share.
///
/// A weight that decays geometrically would otherwise come to rest among the subnormals, where it slows every product with it.
/// x − x is 0 for a finite x and NaN for any other, so one sum tells whether all new weights and states are finite.
template <class Rule>
bool updateAll(const Update& update) {
  const Rule rule(update);
  const double decay = Rule::decayField == kOwnDecay ? 0 : update.parameters[Rule::decayField];
  const Vec share = constant(decay);
  const Update arrays = update;  // a store might write over `update`, as far as a compiler knows
  const bool decays = decay != 0;
  Vec check{};
  for (Index i = 0; i < arrays.count; i += kLanes) {
    Vec state[kMostStates];
    for (int s = 0; s < Rule::states; ++s) state[s] = load(arrays.states[s] + i);
    const Vec weights = load(arrays.weights + i);
    Vec gradients = load(arrays.gradients + i);
    if (decays) gradients += share * weights;
    const Vec next = flushTiny(rule(weights, gradients, state));
    store(arrays.next + i, next);
    check += next - next;
    for (int s = 0; s < Rule::states; ++s) {
      store(arrays.states[s] + i, state[s]);
      check += state[s] - state[s];
    }
  }
  return sum(check) == 0;
}

/// The rate's field. Rates up to 1e38 are accepted because trying one is a lesson (the run ends in a message); the slider keeps
/// to those that can work.
consteval Field learningRate(double standard) {
  return {.name = "learning_rate",
          .title = "Learning rate",
          .help = "Size of a step; too small is slow, too large overshoots.",
          .min = 1e-9,
          .max = 1e38,
          .standard = standard,
          .logarithmic = true,
          .sliderMin = 1e-6,
          .sliderMax = 10};
}

consteval Field momentum(double standard) {
  return {.name = "momentum",
          .title = "Momentum",
          .help = "Share of the last step's movement that goes on in the next.",
          .min = 0,
          .max = 0.999,
          .standard = standard};
}

consteval Field decayRate(std::string_view name, Words title, Words help, double standard) {
  return {.name = name, .title = title, .help = help, .min = 0, .max = 0.9999, .standard = standard};
}

constexpr Field kBeta1 = decayRate("beta_1", "Beta 1", "Share of the gradients' running mean that is kept at each step.", 0.9);
constexpr Field kBeta2 =
    decayRate("beta_2", "Beta 2", "Share of the squared gradients' running mean that is kept at each step.", 0.999);
consteval Field rho(double standard) {
  return decayRate("rho", "Rho", "Share of the running mean of squares that is kept at each step.", standard);
}

/// Never 0: a running mean of squares below 1e-30 is kept as 0, and 1e-12 is still a thousand times its root.
consteval Field epsilon(double standard) {
  return {.name = "epsilon",
          .title = "Epsilon",
          .help = "Added to the divisor, so that tiny gradients do not make huge steps.",
          .min = 1e-12,
          .max = 1,
          .standard = standard,
          .logarithmic = true};
}

/// The last field of every row but AdamW's, which has a decay of its own kind.
constexpr Field kWeightDecay{
    .name = "weight_decay",
    .title = "Weight decay",
    .help = "Adds this times each parameter to its gradient: weights, biases and all; L2 spares biases.",
    .min = 0,
    .max = 10,
    .standard = 0,
    .sliderMax = 0.1};

// Default rates: sgd has 0.03, the TensorFlow Playground's, at which its data sets are learnt in tens of epochs; with momentum
// 0.9 a third of it, since ten steps add up; the rows that divide by the gradients' size 0.01, ten times the libraries'
// default, since networks here have tens of weights and a reader waits for seconds. Adagrad's steps shrink as 1/√t and start
// larger; Adadelta's 1 is its authors'.
constexpr Field kSgdFields[] = {learningRate(0.03), kWeightDecay};
constexpr Field kMomentumFields[] = {learningRate(0.01),
                                     momentum(0.9),
                                     {.name = "dampening",
                                      .title = "Dampening",
                                      .help = "Share of each gradient, after the first, that is left out of the movement.",
                                      .min = 0,
                                      .max = 1,
                                      .standard = 0},
                                     kWeightDecay};
constexpr Field kNesterovFields[] = {learningRate(0.01), momentum(0.9), kWeightDecay};
constexpr Field kAdagradFields[] = {learningRate(0.1),
                                    epsilon(1e-10),
                                    {.name = "initial_accumulator_value",
                                     .title = "Initial accumulator",
                                     .help = "Where the sum of squared gradients starts.",
                                     .min = 0,
                                     .max = 100,
                                     .standard = 0},
                                    kWeightDecay};
constexpr Field kRmsPropFields[] = {learningRate(0.01),
                                    rho(0.9),
                                    momentum(0),
                                    epsilon(1e-8),
                                    {.name = "centered",
                                     .title = "Centred",
                                     .help = "Divide by the gradients' standard deviation instead of their root mean square.",
                                     .kind = FieldKind::boolean,
                                     .min = 0,
                                     .max = 1,
                                     .standard = 0},
                                    kWeightDecay};
constexpr Field kAdadeltaFields[] = {learningRate(1), rho(0.95), epsilon(1e-6), kWeightDecay};
constexpr Field kAdamFields[] = {learningRate(0.01), kBeta1, kBeta2, epsilon(1e-8), kWeightDecay};
constexpr Field kAdamWFields[] = {learningRate(0.01),
                                  kBeta1,
                                  kBeta2,
                                  epsilon(1e-8),
                                  {.name = "weight_decay",
                                   .title = "Weight decay",
                                   .help = "Share of each weight, times the rate, that every step takes away.",
                                   .min = 0,
                                   .max = 10,
                                   .standard = 0.01,
                                   .sliderMax = 1}};
constexpr Field kNadamFields[] = {learningRate(0.01),
                                  kBeta1,
                                  kBeta2,
                                  epsilon(1e-8),
                                  {.name = "momentum_decay",
                                   .title = "Momentum decay",
                                   .help = "How fast beta 1 rises from half its value to the whole.",
                                   .min = 0,
                                   .max = 1,
                                   .standard = 0.004,
                                   .sliderMax = 0.1},
                                  kWeightDecay};

constexpr Optimizer kOptimizers[] = {
    {.name = "sgd",
     .title = "SGD",
     .formula = "w ← w − η·g",
     .summary = "Steps straight down the slope of the current batch.",
     .source = "Robbins, Monro 1951",
     .fields = kSgdFields,
     .states = Descent::states,
     .update = updateAll<Descent>},
    {.name = "momentum",
     .title = "Momentum",
     .formula = "v ← μ·v + (1 − damp)·g (first v = g), w ← w − η·v",
     .summary = "A heavy ball: steps in one direction add up, steps back and forth cancel.",
     .source = "Polyak 1964",
     .fields = kMomentumFields,
     .states = Momentum::states,
     .update = updateAll<Momentum>},
    {.name = "nesterov",
     .title = "Nesterov",
     .formula = "v ← μ·v + g, w ← w − η·(g + μ·v)",
     .summary = "Momentum that looks one step ahead before it corrects its course.",
     .source = "Nesterov 1983; this form: Sutskever et al. 2013",
     .fields = kNesterovFields,
     .states = Nesterov::states,
     .update = updateAll<Nesterov>},
    {.name = "adagrad",
     .title = "Adagrad",
     .formula = "s ← s + g², w ← w − η·g / (√s + ε)",
     .summary = "Each weight's step shrinks with all the gradient it has seen, so rarely moved weights move further.",
     .source = "Duchi, Hazan, Singer 2011",
     .fields = kAdagradFields,
     .states = Adagrad::states,
     .update = updateAll<Adagrad>},
    {.name = "rmsprop",
     .title = "RMSProp",
     .formula = "v ← ρ·v + (1 − ρ)·g², b ← μ·b + g / (√v + ε), w ← w − η·b; centred: √(v − m²), m ← ρ·m + (1 − ρ)·g",
     .summary = "Adagrad that forgets: each weight's step is divided by the recent size of its gradient.",
     .source = "Tieleman, Hinton 2012; centred: Graves 2013 (arXiv:1308.0850)",
     .fields = kRmsPropFields,
     .states = RmsProp::states,
     .update = updateAll<RmsProp>},
    {.name = "adadelta",
     .title = "Adadelta",
     .formula = "v ← ρ·v + (1 − ρ)·g², d = √(u + ε) / √(v + ε)·g, u ← ρ·u + (1 − ρ)·d², w ← w − η·d",
     .summary = "Steps are measured in units of earlier steps, so that it runs without a tuned rate.",
     .source = "Zeiler 2012 (arXiv:1212.5701)",
     .fields = kAdadeltaFields,
     .states = Adadelta::states,
     .update = updateAll<Adadelta>},
    {.name = "adam",
     .title = "Adam",
     .formula = "m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − η·(m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)",
     .summary = "Momentum divided by the recent size of each weight's gradient: a step of about the rate, whatever the scale.",
     .source = "Kingma, Ba 2014 (arXiv:1412.6980)",
     .fields = kAdamFields,
     .states = Adam::states,
     .update = updateAll<Adam>},
    {.name = "amsgrad",
     .title = "AMSGrad",
     .formula = "Adam with max(v₁, …, vₜ) in place of v",
     .summary = "Adam whose divisor never shrinks again, which Adam's proof of convergence needs.",
     .source = "Reddi, Kale, Kumar 2018 (arXiv:1904.09237)",
     .fields = kAdamFields,
     .states = AmsGrad::states,
     .update = updateAll<AmsGrad>},
    {.name = "adamw",
     .title = "AdamW",
     .formula = "w ← (1 − η·λ)·w, then Adam",
     .summary = "Adam with weight decay beside the gradient instead of inside it, so that all weights shrink alike.",
     .source = "Loshchilov, Hutter 2017 (arXiv:1711.05101)",
     .fields = kAdamWFields,
     .states = AdamW::states,
     .update = updateAll<AdamW>},
    {.name = "adamax",
     .title = "AdaMax",
     .formula = "m ← β₁·m + (1 − β₁)·g, u ← max(β₂·u, |g| + ε), w ← w − η·(m / (1 − β₁ᵗ)) / u",
     .summary = "Adam with the largest recent gradient in place of the root mean square.",
     .source = "Kingma, Ba 2014 (arXiv:1412.6980), section 7.1",
     .fields = kAdamFields,
     .states = AdaMax::states,
     .update = updateAll<AdaMax>},
    {.name = "nadam",
     .title = "NAdam",
     .formula = "μₜ = β₁·(1 − ½·0.96^(t·ψ)), Π = μ₁·…·μₜ, m̂ = (1 − μₜ) / (1 − Π)·g + μₜ₊₁ / (1 − Π·μₜ₊₁)·m, w ← w − η·m̂ / (√(v "
                "/ (1 − β₂ᵗ)) + ε)",
     .summary = "Adam with Nesterov's look ahead.",
     .source = "Dozat 2016",
     .fields = kNadamFields,
     .states = Nadam::states,
     .update = updateAll<Nadam>},
};

}  // namespace

std::span<const Optimizer> optimizers() { return kOptimizers; }

}  // namespace relu
