// What a row of the activation table is. Knows nothing of layers: a row sees arrays of numbers.
#pragma once

#include <span>
#include <string_view>

#include "core/field.hpp"
#include "core/scalar.hpp"

namespace relu {

/// One activation function.
///
/// Domain    Every float. NaN in gives NaN out, ±∞ the limit.
/// Accuracy  Value within 1e-6 + 1e-6·|f|, derivative within 2e-6 + 2e-6·|f′|.
/// Trap      At a kink the derivative is the one that the row's `source` and the common libraries take (ReLU: 0).
struct Activation {
  std::string_view name = {};           ///< Id: "leaky_relu".
  Words title = {};                     ///< "Leaky ReLU".
  Words formula = {};                   ///< f(z) in plain Unicode: "z for z > 0, else α·z".
  Words derivative = {};                ///< f′(z) likewise.
  Words summary = {};                   ///< One sentence for a reader who meets it for the first time.
  Words source = {};                    ///< Author, year (arXiv number).
  Words onnx = {};                      ///< ONNX operator that means the same once its attributes are set, or "".
  Fields fields = {};                   ///< Its parameters, α first.
  double gain = 1;                      ///< Factor on 1/√fan_in that keeps the forward signal's size: He's √2 for ReLU.
  bool learned = false;                 ///< fields[0] is only the start of a slope that training moves (PReLU).
  bool outputSuffices = false;          ///< `backward` gives the same bits with A in the place of Z, so Z need not be kept.
  std::span<const double> probes = {};  ///< Inputs that tests must visit: both sides of each kink, saturation.

  /// A = f(Z). `count` is a multiple of kLanes; `a` may be `z`. `parameters` in the order of `fields`.
  void (*forward)(const Scalar* z, Scalar* a, Index count, const Scalar* parameters) = nullptr;
  /// delta ← delta · f′(Z), given Z and A = f(Z).
  void (*backward)(const Scalar* z, const Scalar* a, Scalar* delta, Index count, const Scalar* parameters) = nullptr;
};

/// All activations, in the order of the menus.
std::span<const Activation> activations();

/// ∂L/∂α of a learned slope: Σ delta·min(z, 0) over `count` elements, `delta` being ∂L/∂A.
Scalar slopeGradient(const Scalar* z, const Scalar* delta, Index count);

}  // namespace relu
