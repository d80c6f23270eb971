// Four-lane vectors by the compilers' vector extension: one source for SSE, WebAssembly SIMD and scalar WebAssembly, with
// the same bits from each, because every lane is an ordinary IEEE operation and nothing is fused (-ffp-contract=off).
#pragma once

#include <cmath>
#include <cstring>

#include "core/scalar.hpp"

namespace relu {

typedef Scalar Vec __attribute__((vector_size(sizeof(Scalar) * kLanes)));
typedef MaskScalar Mask __attribute__((vector_size(sizeof(Scalar) * kLanes)));

inline Vec splat(Scalar value) { return Vec{value, value, value, value}; }
inline Mask splatMask(MaskScalar value) { return Mask{value, value, value, value}; }

/// Loads four scalars; `from` need not be aligned.
inline Vec load(const Scalar* from) {
  Vec v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
inline void store(Scalar* to, Vec v) { std::memcpy(to, &v, sizeof v); }

inline Mask bits(Vec v) {
  Mask m;
  std::memcpy(&m, &v, sizeof m);
  return m;
}
inline Vec fromBits(Mask m) {
  Vec v;
  std::memcpy(&v, &m, sizeof v);
  return v;
}

/// Lane by lane `condition ? yes : no`; `condition` comes from a comparison (all ones or all zeros).
inline Vec select(Mask condition, Vec yes, Vec no) { return fromBits((bits(yes) & condition) | (bits(no) & ~condition)); }

/// The mask itself, hidden from Clang where it lets itself be deceived, which else turns `x & mask` into a selection between x
/// and 0: three instructions for one.
inline Mask plain(Mask mask) {
#ifdef RELU_VECTOR_ASSEMBLY
  asm("" : "+r"(mask));
#endif
  return mask;
}

/// `x` in the lanes where `condition` holds, +0 in the others.
inline Vec where(Mask condition, Vec x) { return fromBits(bits(x) & plain(condition)); }
/// `x` in the lanes where `condition` does not hold, +0 in the others.
inline Vec whereNot(Mask condition, Vec x) { return fromBits(bits(x) & ~plain(condition)); }

// Clang turns the comparisons below into f32x4.max and f32x4.min when the bound is a constant, and engines spend eight
// instructions on those for NaN and ±0; the "pseudo" ones are the comparison itself, in one instruction.
#if defined(__wasm_simd128__) && !defined(RELU_DOUBLE)
/// `x < bound ? bound : x`. A NaN in `x` stays a NaN.
inline Vec atLeast(Vec x, Vec bound) { return __builtin_wasm_pmax_f32x4(x, bound); }
/// `x > bound ? bound : x`. A NaN in `x` stays a NaN.
inline Vec atMost(Vec x, Vec bound) { return __builtin_wasm_pmin_f32x4(x, bound); }
#else
/// `x < bound ? bound : x`. A NaN in `x` stays a NaN.
inline Vec atLeast(Vec x, Vec bound) { return select(x < bound, bound, x); }
/// `x > bound ? bound : x`. A NaN in `x` stays a NaN.
inline Vec atMost(Vec x, Vec bound) { return select(x > bound, bound, x); }
#endif

/// a·b + c. Rounded once only in the relaxed build, and there where the processor does so; twice everywhere else.
#ifdef __wasm_relaxed_simd__
inline Vec multiplyAdd(Vec a, Vec b, Vec c) { return __builtin_wasm_relaxed_madd_f32x4(a, b, c); }
#else
inline Vec multiplyAdd(Vec a, Vec b, Vec c) { return a * b + c; }
#endif

inline Mask signBit() { return bits(splat(Scalar(-0.0))); }
inline Vec absolute(Vec x) { return fromBits(bits(x) & ~signBit()); }
/// −|x| in one step.
inline Vec negativeAbsolute(Vec x, Mask signBit) { return fromBits(bits(x) | signBit); }
/// The magnitude of `x` with the sign of `sign`.
inline Vec withSign(Vec x, Vec sign, Mask signBit = relu::signBit()) {
  return fromBits((bits(x) & ~signBit) | (bits(sign) & signBit));
}

#if defined(__wasm_simd128__) && !defined(RELU_DOUBLE)
inline Vec squareRoot(Vec x) { return __builtin_wasm_sqrt_f32x4(x); }
#else
inline Vec squareRoot(Vec x) { return Vec{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])}; }
#endif

/// The lanes added in a fixed order: (0 + 2) + (1 + 3).
inline Scalar sum(Vec v) { return (v[0] + v[2]) + (v[1] + v[3]); }

/// sum() of each of four vectors, in the same order.
inline Vec sums(Vec a, Vec b, Vec c, Vec d) {
  const Vec ab = __builtin_shufflevector(a, b, 0, 1, 4, 5) + __builtin_shufflevector(a, b, 2, 3, 6, 7);
  const Vec cd = __builtin_shufflevector(c, d, 0, 1, 4, 5) + __builtin_shufflevector(c, d, 2, 3, 6, 7);
  return __builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7);
}

/// Four vectors as the columns of a matrix, and the rows of it.
struct Transposed {
  Vec rows[kLanes];
  Vec operator[](int row) const { return rows[row]; }
};
inline Transposed transposed(Vec a, Vec b, Vec c, Vec d) {
  const Vec ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const Vec abHigh = __builtin_shufflevector(a, b, 2, 6, 3, 7), cdHigh = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  return {{__builtin_shufflevector(ab, cd, 0, 1, 4, 5), __builtin_shufflevector(ab, cd, 2, 3, 6, 7),
           __builtin_shufflevector(abHigh, cdHigh, 0, 1, 4, 5), __builtin_shufflevector(abHigh, cdHigh, 2, 3, 6, 7)}};
}

/// Constants that are read from memory where they are used, in WebAssembly: engines make a vector of a known one in three instructions,
/// before a loop or, the newer ones, at every use, and keep no more than a few in registers; they load one in one. There compilers do
/// not know the place that this gives.
template <class Constants>
inline const Constants& readAnew(const Constants& constants) {
  const Constants* place = &constants;
#ifdef __wasm__
  asm volatile("" : "+r"(place));
#endif
  return *place;
}

/// Zero where |x| is below 1e-30, `x` elsewhere (a NaN stays). Subnormal operands cost a processor 2.5 to 8 times the time of
/// an addition, WebAssembly cannot flush them, and nothing that a playground shows depends on them.
inline Vec flushTiny(Vec x) { return whereNot(absolute(x) < splat(Scalar(1e-30)), x); }

}  // namespace relu
