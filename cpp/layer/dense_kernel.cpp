// Register blocks of four rows by two vectors: eight accumulators, two loads and four broadcasts for eight multiplications and
// additions, which fits the sixteen registers of SSE and of the engines' WebAssembly SIMD.
#include "layer/dense_kernel.hpp"

#include "core/simd.hpp"

namespace relu::kernel {
namespace {

/// `Rows` rows of out = M·in (+ start) for `Vectors` vectors of samples. Element (row, k) of M is M[row·rowStep + k·innerStep].
template <int Rows, int Vectors>
inline void productTile(const Scalar* M, Index rowStep, Index innerStep, Index inner, const Scalar* start, const Scalar* in,
                        Index inStride, Scalar* out, Index outStride) {
  Vec accumulator[Rows][Vectors];
  for (int row = 0; row < Rows; ++row) {
    const Vec first = start ? splat(start[row]) : Vec{};
    for (int v = 0; v < Vectors; ++v) accumulator[row][v] = first;
  }
  for (Index k = 0; k < inner; ++k) {
    Vec x[Vectors];
    for (int v = 0; v < Vectors; ++v) x[v] = load(in + k * inStride + v * kLanes);
    for (int row = 0; row < Rows; ++row) {
      const Vec weight = splat(M[row * rowStep + k * innerStep]);
      for (int v = 0; v < Vectors; ++v) accumulator[row][v] += weight * x[v];
    }
  }
  for (int row = 0; row < Rows; ++row)
    for (int v = 0; v < Vectors; ++v) store(out + row * outStride + v * kLanes, accumulator[row][v]);
}

template <int Rows>
inline void productRows(const Scalar* M, Index rowStep, Index innerStep, Index inner, const Scalar* start, const Block& in,
                        Scalar* out, Index outStride) {
  const Index width = padded(in.samples);
  Index s = 0;
  for (; s + 2 * kLanes <= width; s += 2 * kLanes)
    productTile<Rows, 2>(M, rowStep, innerStep, inner, start, in.data + s, in.stride, out + s, outStride);
  if (s < width) productTile<Rows, 1>(M, rowStep, innerStep, inner, start, in.data + s, in.stride, out + s, outStride);
}

/// out = M·in + start, both walked in blocks of four rows.
void product(const Scalar* M, Index rowStep, Index innerStep, const Scalar* start, const Block& in, const Block& out) {
  Index row = 0;
  for (; row + 4 <= out.features; row += 4)
    productRows<4>(M + row * rowStep, rowStep, innerStep, in.features, start ? start + row : nullptr, in, out.row(row),
                   out.stride);
  for (; row < out.features; ++row)
    productRows<1>(M + row * rowStep, rowStep, innerStep, in.features, start ? start + row : nullptr, in, out.row(row),
                   out.stride);
}

/// Sums over samples of `Units` × `Inputs` products.
template <int Units, int Inputs>
inline void outerTile(const Scalar* dZ, Index dStride, const Scalar* X, Index xStride, Index width, Scalar* dW, Index rowStep) {
  Vec accumulator[Units][Inputs] = {};
  for (Index s = 0; s < width; s += kLanes) {
    Vec x[Inputs];
    for (int i = 0; i < Inputs; ++i) x[i] = load(X + i * xStride + s);
    for (int u = 0; u < Units; ++u) {
      const Vec d = load(dZ + u * dStride + s);
      for (int i = 0; i < Inputs; ++i) accumulator[u][i] += d * x[i];
    }
  }
  for (int u = 0; u < Units; ++u)
    for (int i = 0; i < Inputs; ++i) dW[u * rowStep + i] = sum(accumulator[u][i]);
}

template <int Units>
inline void outerRows(const Scalar* dZ, Index dStride, const Block& X, Index width, Scalar* dW) {
  Index i = 0;
  for (; i + 2 <= X.features; i += 2) outerTile<Units, 2>(dZ, dStride, X.row(i), X.stride, width, dW + i, X.features);
  for (; i < X.features; ++i) outerTile<Units, 1>(dZ, dStride, X.row(i), X.stride, width, dW + i, X.features);
}

}  // namespace

void denseForward(const Scalar* W, const Scalar* b, const Block& X, const Block& Z) { product(W, X.features, 1, b, X, Z); }

void denseBackwardInput(const Scalar* W, const Block& dZ, const Block& dX) { product(W, 1, dX.features, nullptr, dZ, dX); }

void denseBackwardWeights(const Block& dZ, const Block& X, Scalar* dW, Scalar* db) {
  const Index width = padded(dZ.samples);
  Index u = 0;
  for (; u + 4 <= dZ.features; u += 4) outerRows<4>(dZ.row(u), dZ.stride, X, width, dW + u * X.features);
  for (; u < dZ.features; ++u) outerRows<1>(dZ.row(u), dZ.stride, X, width, dW + u * X.features);
  if (!db) return;
  for (u = 0; u < dZ.features; ++u) {
    Vec total{};
    for (Index s = 0; s < width; s += kLanes) total += load(dZ.row(u) + s);
    db[u] = sum(total);
  }
}

}  // namespace relu::kernel
