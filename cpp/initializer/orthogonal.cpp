// Householder's QR factorisation in place, with Eigen's reflectors. Knows nothing of tables or networks.
//
// Eigen's own HouseholderQR is not used: it takes memory, which fails without a way to say so, and its blocks follow the size
// of the processor's caches, so that the same seed would round differently on another machine.
#include "initializer/orthogonal.hpp"

#include <Eigen/Core>
#include <Eigen/Householder>

#ifndef EIGEN_DONT_VECTORIZE
#error "Eigen's packets change the order of its sums from machine to machine: define EIGEN_DONT_VECTORIZE for the whole program"
#endif

namespace relu {
namespace {

/// A matrix with at least as many rows as columns, whichever of them lie side by side.
struct Tall {
  Scalar* data;
  Index rows, columns, rowStep, columnStep;

  Scalar* at(Index row, Index column) const { return data + row * rowStep + column * columnStep; }
};

using Column = Eigen::Map<Eigen::Matrix<Scalar, Eigen::Dynamic, 1>, Eigen::Unaligned, Eigen::InnerStride<>>;

/// Column k from its diagonal on, or from below it.
Column fromDiagonal(const Tall& a, Index k) { return {a.at(k, k), a.rows - k, Eigen::InnerStride<>(a.rowStep)}; }
Column belowDiagonal(const Tall& a, Index k) {
  return {a.at(k, k) + a.rowStep, a.rows - k - 1, Eigen::InnerStride<>(a.rowStep)};
}

constexpr Index kPanel = 64;      ///< Columns that are side by side.
constexpr Index kFarColumns = 4;  ///< Columns each of which is a run of its own: more would not stay in the nearest cache.

/// What is right of column k and from row k on ← (I − τ·v·vᵀ)·it, v = (1, what stands below the diagonal). A panel of columns
/// goes at a time, walked as it lies in memory: at 1024 × 1024 the other way takes ten times as long. Its products stand on the
/// stack.
void reflect(const Tall& a, Index k, Scalar tau) {
  const bool sideBySide = a.columnStep == 1;
  const Index panel = sideBySide ? kPanel : kFarColumns;
  Scalar products[kPanel];
  for (Index first = k + 1; first < a.columns; first += panel) {
    const Index count = a.columns - first < panel ? a.columns - first : panel;
    Scalar* top = a.at(k, first);
    // The diagonal's row comes first or last into the sums; which of them is old, and seeds rest on it.
    for (Index j = 0; j < count; ++j) products[j] = sideBySide ? top[j * a.columnStep] : Scalar(0);
    for (Index i = k + 1; i < a.rows; ++i) {
      const Scalar essential = *a.at(i, k);
      const Scalar* row = a.at(i, first);
      for (Index j = 0; j < count; ++j) products[j] += essential * row[j * a.columnStep];
    }
    for (Index j = 0; j < count; ++j) {
      Scalar& number = top[j * a.columnStep];
      products[j] = tau * (sideBySide ? products[j] : number + products[j]);
      number -= products[j];
    }
    for (Index i = k + 1; i < a.rows; ++i) {
      const Scalar essential = *a.at(i, k);
      Scalar* row = a.at(i, first);
      for (Index j = 0; j < count; ++j) row[j * a.columnStep] -= essential * products[j];
    }
  }
}

/// Reflectors stand below the diagonal and R's diagonal on it until Q takes their place, last column first.
void takeOrthogonalFactor(const Tall& a) {
  for (Index k = 0; k < a.columns; ++k) {
    Scalar tau, diagonal;
    fromDiagonal(a, k).makeHouseholderInPlace(tau, diagonal);
    *a.at(k, k) = diagonal;
    reflect(a, k, tau);
  }
  for (Index k = a.columns - 1; k >= 0; --k) {
    Column essential = belowDiagonal(a, k);
    const Scalar square = essential.squaredNorm();
    const Scalar tau =
        square == 0 ? Scalar(0) : 2 / (1 + square);  // what makes I − τ·v·vᵀ a reflection; 0 where none was needed
    const Scalar sign = *a.at(k, k) < 0 ? Scalar(-1) : Scalar(1);
    reflect(a, k, tau);
    essential *= -tau * sign;
    *a.at(k, k) = (1 - tau) * sign;
    for (Index row = 0; row < k; ++row) *a.at(row, k) = 0;
  }
}

}  // namespace

void orthogonalize(Scalar* weights, Index units, Index inputs) {
  if (units > inputs)
    takeOrthogonalFactor({weights, units, inputs, inputs, 1});
  else
    takeOrthogonalFactor({weights, inputs, units, 1, inputs});
}

}  // namespace relu
