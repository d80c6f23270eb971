// Registers the measurements of speed with Embind. No arithmetic and no policy: the clock is handed in from here.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <vector>

#include "bindings/marshal.hpp"
#include "diagnostics/activation_cost.hpp"
#include "experiment/experiment.hpp"

namespace relu {
namespace {

using emscripten::val;

/// Nanoseconds an element, one a round; null when the activation is refused or memory exhausted.
val activationCost(const val& activation, int elements, int rounds) {
  const Result<Choice<Activation>> row = readActivation(toDocument(activation));
  if (!row.ok()) return val::null();
  std::vector<double> nanoseconds(static_cast<std::size_t>(rounds));
  if (!measureActivationCost(row.value(), elements, rounds, emscripten_get_now, nanoseconds.data())) return val::null();
  return copied(nanoseconds);
}

}  // namespace
}  // namespace relu

EMSCRIPTEN_BINDINGS(relu_bench) { emscripten::function("activationCost", &relu::activationCost); }
