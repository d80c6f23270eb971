// The learning-rate schedules: rows and one law each.
//
// A law measures time in the unit that its first field names: epochs, which may pass in fractions, or steps. Powers are
// products and the cosine a series, both in double: the host's pow and cos would round differently elsewhere.
//
// Not rows, with the reason: schedules that follow the loss (reduce on plateau) need an evaluation, which the trainer leaves to
// its caller; cyclic ones are a cosine that starts again, for which no lesson has a use.
#include <algorithm>

#include "optimizer/schedule.hpp"

namespace relu {
namespace {

// Places among a row's parameters; the unit is the first of all that have one.
constexpr int kUnit = 0, kLength = 1, kExponentialGamma = 1, kStepGamma = 2, kLast = 2;
constexpr double kEpochs = 0, kSteps = 1;  // the unit's options

double elapsed(double steps, Index stepsPerEpoch, const double* parameters) {
  return parameters[kUnit] == kSteps ? steps : steps / static_cast<double>(stepsPerEpoch);
}

/// baseⁿ by repeated squaring; 0 where it is too small to move any weight.
double power(double base, std::int64_t n) {
  constexpr double kNothing = 1e-30;
  double result = 1;
  for (; n > 0 && result >= kNothing; n /= 2, base *= base) {
    if (n % 2 == 1) result *= base;
  }
  return result < kNothing ? 0 : result;
}

/// sin(π/2·x) for 0 ≤ x ≤ 1 to the last digits of a double: the series' next term is below 1e-15.
double quarterSine(double x) {
  const double angle = 1.5707963267948966 * x, square = angle * angle;
  double sum = 1;
  for (int k = 20; k > 0; k -= 2) sum = 1 - square / (k * (k + 1)) * sum;
  return angle * sum;
}

double constant(std::int64_t, Index, const double*) { return 1; }

double stepwise(std::int64_t step, Index stepsPerEpoch, const double* parameters) {
  const double time = elapsed(static_cast<double>(step), stepsPerEpoch, parameters);
  return power(parameters[kStepGamma], static_cast<std::int64_t>(time / parameters[kLength]));
}

double exponential(std::int64_t step, Index stepsPerEpoch, const double* parameters) {
  const double time = elapsed(static_cast<double>(step), stepsPerEpoch, parameters);
  return power(parameters[kExponentialGamma], static_cast<std::int64_t>(time));
}

/// ½·(1 + cos πp) is sin²(π/2·(1 − p)), which keeps its digits near the end.
double cosine(std::int64_t step, Index stepsPerEpoch, const double* parameters) {
  const double progress = std::min(1.0, elapsed(static_cast<double>(step), stepsPerEpoch, parameters) / parameters[kLength]);
  const double sine = quarterSine(1 - progress), last = parameters[kLast];
  return std::min(1.0, last + (1 - last) * sine * sine);
}

double warmUp(std::int64_t step, Index stepsPerEpoch, const double* parameters) {
  return std::min(1.0, elapsed(static_cast<double>(step + 1), stepsPerEpoch, parameters) / parameters[kLength]);
}

constexpr Field kUnitField{.name = "unit",
                           .title = "Counted in",
                           .help = "Whether time passes in epochs or in single steps.",
                           .kind = FieldKind::choice,
                           .standard = kEpochs,
                           .options = "epochs|steps"};

consteval Field length(std::string_view name, Words title, Words help, double standard) {
  return {.name = name,
          .title = title,
          .help = help,
          .kind = FieldKind::integer,
          .min = 1,
          .max = 1e6,
          .standard = standard,
          .logarithmic = true,
          .sliderMax = 1000};
}

consteval Field share(std::string_view name, Words title, Words help, double standard) {
  return {.name = name, .title = title, .help = help, .min = 0, .max = 1, .standard = standard};
}

constexpr Field kStepFields[] = {kUnitField, length("every", "Every", "Epochs or steps from one cut to the next.", 50),
                                 share("gamma", "Gamma", "What the rate is multiplied by at each cut.", 0.5)};
constexpr Field kExponentialFields[] = {
    kUnitField, share("gamma", "Gamma", "What the rate is multiplied by after each epoch or step.", 0.98)};
constexpr Field kCosineFields[] = {kUnitField, length("length", "Length", "Epochs or steps until the rate has come down.", 200),
                                   share("last", "Last share", "The share of the rate that is left in the end.", 0)};
constexpr Field kWarmupFields[] = {kUnitField,
                                   length("length", "Length", "Epochs or steps until the whole rate is reached.", 5)};

constexpr Schedule kSchedules[] = {
    {.name = "constant",
     .title = "Constant",
     .formula = "η",
     .summary = "The rate stays as it is.",
     .source = "Robbins, Monro 1951",
     .fields = {},
     .factor = constant},
    {.name = "step",
     .title = "Step",
     .formula = "η·γ^⌊t / every⌋",
     .summary = "Cuts the rate at equal distances: large steps first, then finer ones.",
     .source = "as PyTorch's StepLR",
     .fields = kStepFields,
     .factor = stepwise},
    {.name = "exponential",
     .title = "Exponential",
     .formula = "η·γ^⌊t⌋",
     .summary = "Takes the same share off the rate after every epoch or step.",
     .source = "as PyTorch's ExponentialLR",
     .fields = kExponentialFields,
     .factor = exponential},
    {.name = "cosine",
     .title = "Cosine",
     .formula = "η·(last + (1 − last)·½·(1 + cos(π·t / length))), t at most length",
     .summary = "Lowers the rate along half a cosine: slowly at first, fast in the middle, slowly to the end.",
     .source = "Loshchilov, Hutter 2016 (arXiv:1608.03983), without restarts",
     .fields = kCosineFields,
     .factor = cosine},
    {.name = "warmup",
     .title = "Warm-up",
     .formula = "η·min(1, (t + one step) / length)",
     .summary = "Raises the rate from near 0 to its value, so that the first gradients, the wildest, move little.",
     .source = "Goyal et al. 2017 (arXiv:1706.02677)",
     .fields = kWarmupFields,
     .factor = warmUp},
};

}  // namespace

std::span<const Schedule> schedules() { return kSchedules; }

}  // namespace relu
