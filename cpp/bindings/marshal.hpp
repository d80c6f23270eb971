// Between JavaScript values and the core's documents and arrays. Only bindings use emscripten::val.
#pragma once

#include <emscripten/val.h>

#include <cstdint>
#include <vector>

#include "core/document.hpp"
#include "core/scalar.hpp"

namespace relu {

/// Reads plain JSON-like data; functions and symbols become null, what there is too much of becomes excess.
Document toDocument(const emscripten::val& value);
emscripten::val toVal(const Document& document);

/// Copies a typed array (or an array of numbers).
std::vector<Scalar> toScalars(const emscripten::val& array);
std::vector<std::uint32_t> toIndices(const emscripten::val& array);

/// Sets a member. Embind's own `set` is compiled anew for every length of a name and every type of a value.
void put(emscripten::val& object, const char* name, const emscripten::val& value);
void put(emscripten::val& object, const char* name, double value);
emscripten::val member(const emscripten::val& object, const char* name);
int whole(const emscripten::val& object, const char* name);

/// A typed array of its own.
emscripten::val copied(const Scalar* data, Index count);
emscripten::val copied(const std::uint32_t* data, Index count);
emscripten::val copied(const std::vector<Scalar>& numbers);
emscripten::val copied(const std::vector<double>& numbers);

/// A view of the module's memory, valid until that memory grows or the numbers change: the caller copies it at once.
emscripten::val view(const Scalar* data, Index count);
emscripten::val view(const std::uint32_t* data, Index count);

}  // namespace relu
