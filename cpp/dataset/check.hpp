// Whether samples that came from outside fit together.
#pragma once

#include <optional>

#include "core/error.hpp"
#include "dataset/dataset.hpp"

namespace relu {

/// Nothing when the data can be trained on.
///
/// Errors    shape_mismatch, out_of_range, not_finite; paths data.columns, .values, .labels, .shape, .targets,
/// .classes and .train_rows.
std::optional<Error> check(const Dataset& data);

}  // namespace relu
