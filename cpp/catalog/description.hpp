// What a network in training is, as data, for those who draw it.
#pragma once

#include "core/document.hpp"
#include "experiment/experiment.hpp"

namespace relu {

/// The shape of a network in training: inputs, layers and where their parameters lie, task, sizes.
Document description(const Experiment& experiment, const Trainer& trainer);

/// [channels, height, width].
Document document(const Shape& shape);

/// The tasks by their place in `Task`.
inline constexpr std::string_view kTaskNames[] = {"regression", "binary", "multiclass"};

}  // namespace relu
