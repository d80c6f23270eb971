// Householder's QR factorisation in place, on Eigen's expressions and reflectors. Knows nothing of tables or networks.
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

constexpr Index kPanel = 64;

/// Columns ← (I − τ·v·vᵀ)·columns with v = (1, essential), walked as they lie in memory: at 1024 × 1024 the other way takes ten
/// times as long. Where rows are contiguous, a panel of columns goes at a time and its row of products stands on the stack.
template <class Column, class Columns>
void reflect(const Column& essential, Scalar tau, Columns columns) {
  if constexpr (Columns::IsRowMajor) {
    Eigen::Matrix<Scalar, 1, Eigen::Dynamic, Eigen::RowMajor, 1, kPanel> products;
    for (Index first = 0; first < columns.cols(); first += kPanel) {
      auto panel = columns.middleCols(first, columns.cols() - first < kPanel ? columns.cols() - first : kPanel);
      auto lower = panel.bottomRows(essential.size());
      products = panel.row(0);
      for (Index i = 0; i < essential.size(); ++i) products += essential[i] * lower.row(i);
      products *= tau;
      panel.row(0) -= products;
      for (Index i = 0; i < essential.size(); ++i) lower.row(i) -= essential[i] * products;
    }
  } else {
    for (Index j = 0; j < columns.cols(); ++j) {
      auto lower = columns.col(j).tail(essential.size());
      const Scalar product = tau * (columns(0, j) + essential.dot(lower));
      columns(0, j) -= product;
      lower -= product * essential;
    }
  }
}

/// `a` has at least as many rows as columns. Reflectors stand below the diagonal and R's diagonal on it until Q takes their
/// place, last column first.
template <class Matrix>
void takeOrthogonalFactor(Matrix a) {
  const Index columns = a.cols();
  for (Index k = 0; k < columns; ++k) {
    const Index below = a.rows() - k - 1;
    Scalar tau, diagonal;
    a.col(k).tail(below + 1).makeHouseholderInPlace(tau, diagonal);
    a(k, k) = diagonal;
    reflect(a.col(k).tail(below), tau, a.bottomRightCorner(below + 1, columns - k - 1));
  }
  for (Index k = columns - 1; k >= 0; --k) {
    const Index below = a.rows() - k - 1;
    auto essential = a.col(k).tail(below);
    const Scalar square = essential.squaredNorm();
    const Scalar tau =
        square == 0 ? Scalar(0) : 2 / (1 + square);  // what makes I − τ·v·vᵀ a reflection; 0 where none was needed
    const Scalar sign = a(k, k) < 0 ? Scalar(-1) : Scalar(1);
    reflect(essential, tau, a.bottomRightCorner(below + 1, columns - k - 1));
    essential *= -tau * sign;
    a(k, k) = (1 - tau) * sign;
    a.col(k).head(k).setZero();
  }
}

}  // namespace

void orthogonalize(Scalar* weights, Index units, Index inputs) {
  using Eigen::Dynamic;
  if (units > inputs)
    takeOrthogonalFactor(Eigen::Map<Eigen::Matrix<Scalar, Dynamic, Dynamic, Eigen::RowMajor>>(weights, units, inputs));
  else
    takeOrthogonalFactor(Eigen::Map<Eigen::Matrix<Scalar, Dynamic, Dynamic, Eigen::ColMajor>>(weights, inputs, units));
}

}  // namespace relu
