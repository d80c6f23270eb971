// Hands out what was measured and seen of the units. No arithmetic and no policy.
#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <vector>

#include "diagnostics/health_watch.hpp"

namespace relu {

/// One object a stage: { states, fires, saturated, bornDead, diedAt, revivedAt }, typed arrays with one entry a unit.
emscripten::val healthVal(const std::vector<StageHealth>& health, const std::vector<std::vector<UnitLife>>& lives);

}  // namespace relu
