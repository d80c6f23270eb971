// What a row of the initialiser table is.
#pragma once

#include <span>
#include <string_view>

#include "core/field.hpp"
#include "core/random.hpp"
#include "core/scalar.hpp"

namespace relu {

/// One way to draw the first weights.
struct Initializer {
  std::string_view name;  ///< Id: "he_normal".
  Words title;            ///< "He normal".
  Words formula;          ///< "N(0, √(2 / fan_in))".
  Words summary;          ///< One sentence in plain words.
  Words source;
  Fields fields;

  /// Fills `weights` (units × inputs, row-major). fanIn and fanOut count connections (for a convolution they include
  /// the kernel's area). `parameters` in the order of `fields`.
  void (*fill)(Scalar* weights, Index units, Index inputs, Index fanIn, Index fanOut, const double* parameters, Random& random);
};

/// All initialisers, in the order of the menus.
std::span<const Initializer> initializers();

}  // namespace relu
