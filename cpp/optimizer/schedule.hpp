// What a row of the table of learning-rate schedules is. Knows nothing of optimisers: a row gives a factor, whose rate it
// multiplies is not its matter.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/field.hpp"
#include "core/scalar.hpp"

namespace relu {

/// One way to change the learning rate while training goes on.
struct Schedule {
  std::string_view name;  ///< Id: "cosine".
  Words title;
  Words formula;
  Words summary;
  Words source;
  Fields fields;

  /// What the optimiser's rate is multiplied by in the step after `step` others, an epoch being `stepsPerEpoch` of them.
  /// `parameters` in the order of `fields`.
  ///
  /// Domain    0..1.
  double (*factor)(std::int64_t step, Index stepsPerEpoch, const double* parameters);
};

std::span<const Schedule> schedules();

}  // namespace relu
