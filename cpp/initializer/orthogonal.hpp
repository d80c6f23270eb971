// Turns a random matrix into an orthogonal one. Knows nothing of tables, networks or random streams.
#pragma once

#include "core/scalar.hpp"

namespace relu {

/// In place: the orthogonal factor Q of weights = Q·R, R's diagonal not negative.
///
/// With independent normal entries the result is uniform over all such matrices; without the rule for R's diagonal it is not.
///
/// Shape     units × inputs, row-major. The shorter side is orthonormal: rows when units ≤ inputs (then it is the transpose
///           that is factored), else columns.
/// Trap      Takes no memory, so that it cannot fail, and adds in an order that no vector width and no cache size changes.
/// Source    Mezzadri 2007 (arXiv:math-ph/0609050); Golub, Van Loan 2013, sections 5.1 and 5.2.
void orthogonalize(Scalar* weights, Index units, Index inputs);

}  // namespace relu
