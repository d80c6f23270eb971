// Register blocks of four rows by two vectors: eight accumulators, two loads and four broadcasts for eight multiplications and
// additions, which fits the sixteen registers of SSE and of the engines' WebAssembly SIMD.
#include "layer/dense_kernel.hpp"

#include "core/simd.hpp"

namespace relu::kernel {
namespace {

/// What a product starts from.
enum class From { start, out };

/// `Rows` rows of out = M·in (+ start, or + out) for `Vectors` vectors of samples. Element (row, k) of M is
/// M[row·rowStep + k·innerStep].
template <From kFrom, int Rows, int Vectors>
inline void productTile(const Scalar* M, Index rowStep, Index innerStep, Index inner, const Scalar* start, const Scalar* in,
                        Index inStride, Scalar* out, Index outStride) {
  Vec accumulator[Rows][Vectors];
  for (int row = 0; row < Rows; ++row) {
    const Vec first = start ? splat(start[row]) : Vec{};
    for (int v = 0; v < Vectors; ++v)
      accumulator[row][v] = kFrom == From::out ? load(out + row * outStride + v * kLanes) : first;
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

template <From kFrom, int Rows>
inline void productRows(const Scalar* M, Index rowStep, Index innerStep, Index inner, const Scalar* start, const Block& in,
                        Scalar* out, Index outStride) {
  const Index width = padded(in.samples);
  Index s = 0;
  for (; s + 2 * kLanes <= width; s += 2 * kLanes)
    productTile<kFrom, Rows, 2>(M, rowStep, innerStep, inner, start, in.data + s, in.stride, out + s, outStride);
  if (s < width) productTile<kFrom, Rows, 1>(M, rowStep, innerStep, inner, start, in.data + s, in.stride, out + s, outStride);
}

/// out = M·in + start, or out += M·in, both walked in blocks of four rows.
template <From kFrom>
void product(const Scalar* M, Index rowStep, Index innerStep, const Scalar* start, const Block& in, const Block& out) {
  Index row = 0;
  for (; row + 4 <= out.features; row += 4)
    productRows<kFrom, 4>(M + row * rowStep, rowStep, innerStep, in.features, start ? start + row : nullptr, in, out.row(row),
                          out.stride);
  for (; row < out.features; ++row)
    productRows<kFrom, 1>(M + row * rowStep, rowStep, innerStep, in.features, start ? start + row : nullptr, in, out.row(row),
                          out.stride);
}

/// Sums over the samples of all panels of `Units` × `Inputs` products.
template <int Units, int Inputs>
inline void outerTile(const Scalar* dZ, const Scalar* X, const Panels& deltas, const Panels& inputs, Index width, Scalar* dW) {
  const Index dStride = deltas.first.stride, xStride = inputs.first.stride, rowStep = inputs.first.features;
  Vec accumulator[Units][Inputs] = {};
  for (Index panel = 0; panel < deltas.count; ++panel) {
    for (Index s = 0; s < width; s += kLanes) {
      Vec x[Inputs];
      for (int i = 0; i < Inputs; ++i) x[i] = load(X + i * xStride + s);
      for (int u = 0; u < Units; ++u) {
        const Vec d = load(dZ + u * dStride + s);
        for (int i = 0; i < Inputs; ++i) accumulator[u][i] += d * x[i];
      }
    }
    dZ += deltas.distance;
    X += inputs.distance;
  }
  for (int u = 0; u < Units; ++u)
    for (int i = 0; i < Inputs; ++i) dW[u * rowStep + i] = sum(accumulator[u][i]);
}

template <int Units>
inline void outerRows(Index unit, const Panels& deltas, const Panels& inputs, Index width, Scalar* dW) {
  const Scalar* dZ = deltas.first.row(unit);
  Index i = 0;
  for (; i + 2 <= inputs.first.features; i += 2) outerTile<Units, 2>(dZ, inputs.first.row(i), deltas, inputs, width, dW + i);
  for (; i < inputs.first.features; ++i) outerTile<Units, 1>(dZ, inputs.first.row(i), deltas, inputs, width, dW + i);
}

}  // namespace

void denseForward(const Scalar* W, const Scalar* b, const Block& X, const Block& Z) {
  product<From::start>(W, X.features, 1, b, X, Z);
}

void denseForwardAdd(const Scalar* W, const Block& X, const Block& Z) { product<From::out>(W, X.features, 1, nullptr, X, Z); }

void denseBackwardInput(const Scalar* W, const Block& dZ, const Block& dX) {
  product<From::start>(W, 1, dX.features, nullptr, dZ, dX);
}

void denseBackwardInputAdd(const Scalar* W, const Block& dZ, const Block& dX) {
  product<From::out>(W, 1, dX.features, nullptr, dZ, dX);
}

void denseBackwardWeights(const Block& dZ, const Block& X, Scalar* dW, Scalar* db) {
  denseBackwardWeights(Panels{dZ, 0, 1}, Panels{X, 0, 1}, dW, db);
}

void denseBackwardWeights(const Panels& dZ, const Panels& X, Scalar* dW, Scalar* db) {
  const Index units = dZ.first.features, inputs = X.first.features, width = padded(dZ.first.samples);
  Index u = 0;
  for (; u + 4 <= units; u += 4) outerRows<4>(u, dZ, X, width, dW + u * inputs);
  for (; u < units; ++u) outerRows<1>(u, dZ, X, width, dW + u * inputs);
  if (!db) return;
  for (u = 0; u < units; ++u) {
    Vec total{};
    const Scalar* row = dZ.first.row(u);
    for (Index panel = 0; panel < dZ.count; ++panel, row += dZ.distance) {
      for (Index s = 0; s < width; s += kLanes) total += load(row + s);
    }
    db[u] = sum(total);
  }
}

}  // namespace relu::kernel
