// The sequence tasks: rows and the law of each. Knows nothing of networks.
#include <algorithm>

#include "dataset/sequence.hpp"

namespace relu {
namespace {

Index below(Random& random, Index bound) { return static_cast<Index>(random.below(static_cast<std::uint32_t>(bound))); }

void adding(Index, Index steps, const double*, Random& random, Scalar* values, Scalar* label) {
  Scalar *numbers = values, *marks = values + steps;
  for (Index t = 0; t < steps; ++t) numbers[t] = random.uniform();
  std::fill_n(marks, steps, Scalar(0));
  const Index half = steps / 2, first = below(random, half), second = half + below(random, steps - half);
  marks[first] = marks[second] = 1;
  *label = numbers[first] + numbers[second];
}

void latch(Index i, Index steps, const double* parameters, Random& random, Scalar* values, Scalar* label) {
  const bool positive = i % 2 == 1;
  *label = positive;
  values[0] = positive ? 1 : -1;
  const auto distraction = static_cast<Scalar>(parameters[1]);
  for (Index t = 1; t < steps; ++t) values[t] = distraction * random.normal();
}

void parity(Index i, Index steps, const double*, Random& random, Scalar* values, Scalar* label) {
  const bool odd = i % 2 == 1;
  *label = odd;
  bool left = odd;  // what the ones of the steps still to come have to make
  for (Index t = 0; t < steps; ++t) {
    const bool one = t == steps - 1 ? left : random.below(2) == 1;
    left = left != one;
    values[t] = one;
  }
}

consteval Field steps(double standard) {
  return {.name = "steps",
          .title = "Steps",
          .help = "How long a sequence is.",
          .kind = FieldKind::integer,
          .min = 2,
          .max = 200,
          .standard = standard};
}

constexpr Field kAddingFields[] = {steps(20)};
constexpr Field kLatchFields[] = {steps(20),
                                  {.name = "distraction",
                                   .title = "Distraction",
                                   .help = "Standard deviation of the inputs after the first, which mean nothing.",
                                   .min = 0,
                                   .max = 3,
                                   .standard = 0.2}};
constexpr Field kParityFields[] = {steps(8)};

constexpr SequenceTask kTasks[] = {
    {.name = "adding",
     .title = "Adding problem",
     .formula = "steps of (u, mark), u ~ U(0, 1), one mark in each half; value = u₁ + u₂ of the marked steps",
     .summary = "Remember two numbers, wherever they stood, and add them: the measure of how far back a network can learn.",
     .source = "Hochreiter, Schmidhuber 1997; this form: Le, Jaitly, Hinton 2015 (arXiv:1504.00941)",
     .fields = kAddingFields,
     .problem = Problem::regression,
     .features = 2,
     .sample = adding},
    {.name = "latch",
     .title = "Latch",
     .formula = "x₁ = ±1, later x ~ N(0, distraction²); class 1 where x₁ > 0",
     .summary = "Keep the sign of the first input while noise goes by.",
     .source = "Bengio, Simard, Frasconi 1994",
     .fields = kLatchFields,
     .problem = Problem::binary,
     .features = 1,
     .sample = latch},
    {.name = "parity",
     .title = "Parity",
     .formula = "x ∈ {0, 1}; class 1 where the number of ones is odd",
     .summary = "Every single input turns the answer over: easy to state for a state of one bit, hard to find by descent.",
     .source = "Minsky, Papert 1969, for all inputs at once",
     .fields = kParityFields,
     .problem = Problem::binary,
     .features = 1,
     .sample = parity},
};

}  // namespace

std::span<const SequenceTask> sequenceTasks() { return kTasks; }

}  // namespace relu
