// Register blocks of eight accumulators, which with their factors fit the sixteen registers of SSE and of the engines'
// WebAssembly SIMD: two units by four vectors forwards, where each unit's weights need a pointer of their own, four rows by two
// vectors backwards, where the weights of four rows lie side by side, two units by four inputs for the weights' gradients.
// Inner loops are left rolled: engines unroll them, and a loop unrolled here is reordered by the compiler until it spills.
#include "layer/dense_kernel.hpp"

#include "activation/activation_functions.hpp"
#include "core/simd.hpp"

namespace relu::kernel {
namespace {

/// What a product starts from.
enum class From { start, out };

/// What becomes of a sum before it is stored.
enum class Then { nothing, rectify, gate };

/// How the matrix M of a product lies in W: as it is, units × inputs, or turned over.
enum class Matrix { plain, transposed };

/// `Rows` rows of out = M·in (+ start, or + out) for `Vectors` vectors of samples. `step` is the distance of W's rows. To gate,
/// `open` holds a ReLU's outputs in the places of `out`.
template <Matrix kMatrix, From kFrom, Then kThen, int Rows, int Vectors>
inline void productTile(const Scalar* M, Index step, Index inner, const Scalar* start, const Scalar* in, Index inStride,
                        Scalar* out, Index outStride, const Scalar* open, Index openStride) {
  const functions::Relu relu(nullptr);
  Vec accumulator[Rows][Vectors];
  for (int row = 0; row < Rows; ++row) {
    const Vec first = start ? splat(start[row]) : Vec{};
    for (int v = 0; v < Vectors; ++v)
      accumulator[row][v] = kFrom == From::out ? load(out + row * outStride + v * kLanes) : first;
  }
  const Index next = kMatrix == Matrix::plain ? 1 : step;
  for (const Scalar* end = M + inner * next; M != end; M += next) {
    Vec x[Vectors];
    for (int v = 0; v < Vectors; ++v) x[v] = load(in + v * kLanes);
    for (int row = 0; row < Rows; ++row) {
      const Vec weight = splat(kMatrix == Matrix::plain ? M[row * step] : M[row]);
      for (int v = 0; v < Vectors; ++v) accumulator[row][v] = multiplyAdd(weight, x[v], accumulator[row][v]);
    }
    in += inStride;
  }
  for (int row = 0; row < Rows; ++row) {
    for (int v = 0; v < Vectors; ++v) {
      Vec sum = accumulator[row][v];
      if constexpr (kThen == Then::rectify) sum = relu.value(sum);
      if constexpr (kThen == Then::gate) sum = relu.gated(sum, load(open + row * openStride + v * kLanes));
      store(out + row * outStride + v * kLanes, sum);
    }
  }
}

/// The samples from `first` on in tiles of `Vectors` vectors, the rest in halves.
template <Matrix kMatrix, From kFrom, Then kThen, int Rows, int Vectors>
inline void productRows(const Scalar* M, Index step, const Scalar* start, const Block& in, Scalar* out, Index outStride,
                        const Scalar* open, Index openStride, Index first) {
  const Index width = padded(in.samples);
  Index s = first;
  for (; s + Vectors * kLanes <= width; s += Vectors * kLanes)
    productTile<kMatrix, kFrom, kThen, Rows, Vectors>(M, step, in.features, start, in.data + s, in.stride, out + s, outStride,
                                                      kThen == Then::gate ? open + s : nullptr, openStride);
  if constexpr (Vectors > 1) {
    if (s < width)
      productRows<kMatrix, kFrom, kThen, Rows, Vectors / 2>(M, step, start, in, out, outStride, open, openStride, s);
  }
}

/// out = M·in + start, or out += M·in; `open` is read only to gate.
template <Matrix kMatrix, From kFrom, Then kThen = Then::nothing>
void product(const Scalar* W, Index step, const Scalar* start, const Block& in, const Block& out, const Block& open = {}) {
  constexpr Index kRows = kMatrix == Matrix::plain ? 2 : 4;
  const auto rows = [&]<int Rows, int Vectors>(Index row) {
    productRows<kMatrix, kFrom, kThen, Rows, Vectors>(W + row * (kMatrix == Matrix::plain ? step : 1), step,
                                                      start ? start + row : nullptr, in, out.row(row), out.stride,
                                                      open.row(row), open.stride, 0);
  };
  Index row = 0;
  for (; row + kRows <= out.features; row += kRows) rows.template operator()<kRows, 8 / kRows>(row);
  for (; row < out.features; ++row) rows.template operator()<1, 4>(row);
}

/// Sums over the samples of all panels of `Units` × `Inputs` products. Of a single panel the compiler is told so.
template <int Units, int Inputs, bool kSingle>
inline void outerTile(const Scalar* dZ, const Scalar* X, const Panels& deltas, const Panels& inputs, Index width, Scalar* dW) {
  const Index dStride = deltas.first.stride, xStride = inputs.first.stride, rowStep = inputs.first.features;
  Vec accumulator[Units][Inputs] = {};
  for (Index panel = 0; kSingle ? panel < 1 : panel < deltas.count; ++panel) {
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

/// `Units` rows of dW from column `first` up to `end`.
template <int Units, bool kSingle>
inline void outerRows(const Scalar* dZ, const Panels& deltas, const Panels& inputs, Index width, Index first, Index end,
                      Scalar* dW) {
  const auto tile = [&]<int Inputs>(Index input) {
    outerTile<Units, Inputs, kSingle>(dZ, inputs.first.row(input), deltas, inputs, width, dW + input);
  };
  Index i = first;
  for (; i + 4 <= end; i += 4) tile.template operator()<4>(i);
  if (i + 2 <= end) {
    tile.template operator()<2>(i);
    i += 2;
  }
  if (i < end) tile.template operator()<1>(i);
}

/// Numbers of X that are multiplied with all units before the next are looked at: 16 kB, half of a small first cache.
constexpr Index kNearNumbers = 4096;

/// db of `Units` units, together because a single sum would wait for each of its additions.
template <int Units>
inline void sumRows(const Scalar* dZ, const Panels& deltas, Index width, Scalar* db) {
  const Index stride = deltas.first.stride;
  Vec total[Units] = {};
  for (Index panel = 0; panel < deltas.count; ++panel, dZ += deltas.distance) {
    for (Index s = 0; s < width; s += kLanes)
      for (int u = 0; u < Units; ++u) total[u] += load(dZ + u * stride + s);
  }
  if constexpr (Units == kLanes)
    store(db, sums(total[0], total[1], total[2], total[3]));
  else
    for (int u = 0; u < Units; ++u) db[u] = sum(total[u]);
}

template <bool kSingle>
void backwardWeights(const Panels& dZ, const Panels& X, Scalar* dW) {
  const Index units = dZ.first.features, inputs = X.first.features, width = padded(dZ.first.samples);
  const Index near = inputs * width * X.count <= kNearNumbers ? inputs : kNearNumbers / (width * X.count + 1) / 4 * 4 + 4;
  for (Index first = 0; first < inputs; first += near) {
    const Index end = first + near < inputs ? first + near : inputs;
    Index u = 0;
    for (; u + 2 <= units; u += 2) outerRows<2, kSingle>(dZ.first.row(u), dZ, X, width, first, end, dW + u * inputs);
    if (u < units) outerRows<1, kSingle>(dZ.first.row(u), dZ, X, width, first, end, dW + u * inputs);
  }
}

void biasGradients(const Panels& dZ, Scalar* db) {
  const Index units = dZ.first.features, width = padded(dZ.first.samples);
  Index u = 0;
  for (; u + 4 <= units; u += 4) sumRows<4>(dZ.first.row(u), dZ, width, db + u);
  for (; u < units; ++u) sumRows<1>(dZ.first.row(u), dZ, width, db + u);
}

}  // namespace

void denseForward(const Scalar* W, const Scalar* b, const Block& X, const Block& Z) {
  product<Matrix::plain, From::start>(W, X.features, b, X, Z);
}

void denseForwardRelu(const Scalar* W, const Scalar* b, const Block& X, const Block& A) {
  product<Matrix::plain, From::start, Then::rectify>(W, X.features, b, X, A);
}

void denseForwardAdd(const Scalar* W, const Block& X, const Block& Z) {
  product<Matrix::plain, From::out>(W, X.features, nullptr, X, Z);
}

void denseBackwardInput(const Scalar* W, const Block& dZ, const Block& dX) {
  product<Matrix::transposed, From::start>(W, dX.features, nullptr, dZ, dX);
}

void denseBackwardInputRelu(const Scalar* W, const Block& dZ, const Block& A, const Block& dX) {
  product<Matrix::transposed, From::start, Then::gate>(W, dX.features, nullptr, dZ, dX, A);
}

void denseBackwardInputAdd(const Scalar* W, const Block& dZ, const Block& dX) {
  product<Matrix::transposed, From::out>(W, dX.features, nullptr, dZ, dX);
}

void denseBackwardWeights(const Block& dZ, const Block& X, Scalar* dW, Scalar* db) {
  const Panels deltas{dZ, 0, 1};
  backwardWeights<true>(deltas, {X, 0, 1}, dW);
  if (db) biasGradients(deltas, db);
}

void denseBackwardWeights(const Panels& dZ, const Panels& X, Scalar* dW, Scalar* db) {
  backwardWeights<false>(dZ, X, dW);
  if (db) biasGradients(dZ, db);
}

}  // namespace relu::kernel
