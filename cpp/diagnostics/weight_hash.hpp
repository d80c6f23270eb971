// A short name for a set of weights, to say "the same to the last bit" with.
#pragma once

#include <cstdint>

#include "core/scalar.hpp"

namespace relu {

/// The fingerprint (core/fingerprint.hpp) of the weights.
std::uint64_t weightHash(const Scalar* weights, Index count);

}  // namespace relu
