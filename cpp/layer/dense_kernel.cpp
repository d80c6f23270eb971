// Register blocks of eight accumulators, which with their factors fit the sixteen registers of SSE and of the engines'
// WebAssembly SIMD: two units by four vectors forwards, where each unit's weights need a pointer of their own, four rows by two
// vectors backwards, where the weights of four rows lie side by side, two units by four inputs for the weights' gradients.
// Inner loops are left rolled: engines unroll them, and a loop unrolled here is reordered by the compiler until it spills.
#include "layer/dense_kernel.hpp"

#include "core/simd.hpp"

namespace relu::kernel {
namespace {

/// What a product starts from.
enum class From { start, out };

/// How the matrix M of a product lies in W: as it is, units × inputs, or turned over.
enum class Matrix { plain, transposed };

/// `Rows` rows of out = M·in (+ start, or + out) for `Vectors` vectors of samples. `step` is the distance of W's rows.
template <Matrix kMatrix, From kFrom, int Rows, int Vectors>
inline void productTile(const Scalar* M, Index step, Index inner, const Scalar* start, const Scalar* in, Index inStride,
                        Scalar* out, Index outStride) {
  Vec accumulator[Rows][Vectors];
  for (int row = 0; row < Rows; ++row) {
    const Vec first = start ? splat(start[row]) : Vec{};
    for (int v = 0; v < Vectors; ++v)
      accumulator[row][v] = kFrom == From::out ? load(out + row * outStride + v * kLanes) : first;
  }
  for (Index k = 0; k < inner; ++k) {
    Vec x[Vectors];
    for (int v = 0; v < Vectors; ++v) x[v] = load(in + v * kLanes);
    for (int row = 0; row < Rows; ++row) {
      const Vec weight = splat(kMatrix == Matrix::plain ? M[row * step + k] : M[row]);
      for (int v = 0; v < Vectors; ++v) accumulator[row][v] = multiplyAdd(weight, x[v], accumulator[row][v]);
    }
    in += inStride;
    if (kMatrix == Matrix::transposed) M += step;
  }
  for (int row = 0; row < Rows; ++row)
    for (int v = 0; v < Vectors; ++v) store(out + row * outStride + v * kLanes, accumulator[row][v]);
}

/// The samples from `first` on in tiles of `Vectors` vectors, the rest in halves.
template <Matrix kMatrix, From kFrom, int Rows, int Vectors>
inline void productRows(const Scalar* M, Index step, const Scalar* start, const Block& in, Scalar* out, Index outStride,
                        Index first) {
  const Index width = padded(in.samples);
  Index s = first;
  for (; s + Vectors * kLanes <= width; s += Vectors * kLanes)
    productTile<kMatrix, kFrom, Rows, Vectors>(M, step, in.features, start, in.data + s, in.stride, out + s, outStride);
  if constexpr (Vectors > 1) {
    if (s < width) productRows<kMatrix, kFrom, Rows, Vectors / 2>(M, step, start, in, out, outStride, s);
  }
}

/// out = M·in + start, or out += M·in.
template <Matrix kMatrix, From kFrom>
void product(const Scalar* W, Index step, const Scalar* start, const Block& in, const Block& out) {
  constexpr Index kRows = kMatrix == Matrix::plain ? 2 : 4;
  const auto rows = [&]<int Rows, int Vectors>(Index row) {
    productRows<kMatrix, kFrom, Rows, Vectors>(W + row * (kMatrix == Matrix::plain ? step : 1), step,
                                               start ? start + row : nullptr, in, out.row(row), out.stride, 0);
  };
  Index row = 0;
  for (; row + kRows <= out.features; row += kRows) rows.template operator()<kRows, 8 / kRows>(row);
  for (; row < out.features; ++row) rows.template operator()<1, 4>(row);
}

/// Sums over the samples of all panels of `Units` × `Inputs` products.
template <int Units, int Inputs>
inline void outerTile(const Scalar* dZ, const Scalar* X, const Panels& deltas, const Panels& inputs, Index width, Scalar* dW) {
  const Index dStride = deltas.first.stride, xStride = inputs.first.stride, rowStep = inputs.first.features;
  Vec accumulator[Units][Inputs] = {};
  for (Index panel = 0; panel < deltas.count; ++panel) {
    for (Index s = 0; s < width; s += kLanes) {
      Vec d[Units];
      for (int u = 0; u < Units; ++u) d[u] = load(dZ + u * dStride + s);
      for (int i = 0; i < Inputs; ++i) {
        const Vec x = load(X + i * xStride + s);
        for (int u = 0; u < Units; ++u) accumulator[u][i] = multiplyAdd(d[u], x, accumulator[u][i]);
      }
    }
    dZ += deltas.distance;
    X += inputs.distance;
  }
  for (int u = 0; u < Units; ++u) {
    if constexpr (Inputs == kLanes)
      store(dW + u * rowStep, sums(accumulator[u][0], accumulator[u][1], accumulator[u][2], accumulator[u][3]));
    else
      for (int i = 0; i < Inputs; ++i) dW[u * rowStep + i] = sum(accumulator[u][i]);
  }
}

template <int Units>
inline void outerRows(Index unit, const Panels& deltas, const Panels& inputs, Index width, Scalar* dW) {
  const Scalar* dZ = deltas.first.row(unit);
  const auto tile = [&]<int Inputs>(Index input) {
    outerTile<Units, Inputs>(dZ, inputs.first.row(input), deltas, inputs, width, dW + input);
  };
  Index i = 0;
  for (; i + 4 <= inputs.first.features; i += 4) tile.template operator()<4>(i);
  if (i + 2 <= inputs.first.features) {
    tile.template operator()<2>(i);
    i += 2;
  }
  if (i < inputs.first.features) tile.template operator()<1>(i);
}

}  // namespace

void denseForward(const Scalar* W, const Scalar* b, const Block& X, const Block& Z) {
  product<Matrix::plain, From::start>(W, X.features, b, X, Z);
}

void denseForwardAdd(const Scalar* W, const Block& X, const Block& Z) {
  product<Matrix::plain, From::out>(W, X.features, nullptr, X, Z);
}

void denseBackwardInput(const Scalar* W, const Block& dZ, const Block& dX) {
  product<Matrix::transposed, From::start>(W, dX.features, nullptr, dZ, dX);
}

void denseBackwardInputAdd(const Scalar* W, const Block& dZ, const Block& dX) {
  product<Matrix::transposed, From::out>(W, dX.features, nullptr, dZ, dX);
}

void denseBackwardWeights(const Block& dZ, const Block& X, Scalar* dW, Scalar* db) {
  denseBackwardWeights(Panels{dZ, 0, 1}, Panels{X, 0, 1}, dW, db);
}

void denseBackwardWeights(const Panels& dZ, const Panels& X, Scalar* dW, Scalar* db) {
  const Index units = dZ.first.features, inputs = X.first.features, width = padded(dZ.first.samples);
  Index u = 0;
  for (; u + 2 <= units; u += 2) outerRows<2>(u, dZ, X, width, dW + u * inputs);
  if (u < units) outerRows<1>(u, dZ, X, width, dW + u * inputs);
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
