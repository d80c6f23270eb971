// Every table of the core as data, and what a network is, for menus, forms, schemas, help texts and tests on the other side.
#pragma once

#include "core/document.hpp"
#include "experiment/experiment.hpp"

namespace relu {

/// All tables: fields, activations, initialisers, losses, optimisers, data sets, features, layer types, limits, and the two
/// experiments that everything starts from (`default`, `opening`).
Document catalog();

/// The shape of a network in training: inputs, layers and where their parameters lie, task, sizes.
Document description(const Experiment& experiment, const Trainer& trainer);

}  // namespace relu
