// Every table of the core as data, for menus, forms, schemas, help texts and tests on the other side.
#pragma once

#include "core/document.hpp"
#include "experiment/experiment.hpp"

namespace relu {

/// All tables: fields, activations, initialisers, losses, optimisers, data sets, features, layer types, limits, and the two
/// experiments that everything starts from (`default`, `opening`).
Document catalog();

}  // namespace relu
