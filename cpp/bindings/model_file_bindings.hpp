// Model records between the core and JavaScript.
#pragma once

#include <emscripten/val.h>

#include <optional>

#include "model_file/model_file.hpp"

namespace relu {

/// { arrays: [{ name, values: Float32Array | Uint32Array }], progress }, all of it copied.
Result<emscripten::val> savedModel(const Trainer& trainer);

/// Takes what `savedModel` gives.
std::optional<Error> restoreModel(Trainer& trainer, const emscripten::val& saved);

}  // namespace relu
