// What is asked of whole blocks and arrays now and then.
#include "core/tensor.hpp"

#include <cmath>

namespace relu {

void copy(const Block& from, const Block& to) {
  if (from.data == to.data) return;
  const Runs runs(from, to);
  for (Index run = 0; run < runs.count; ++run)
    std::memcpy(to.row(run), from.row(run), static_cast<std::size_t>(runs.length) * sizeof(Scalar));
}

double squares(const Block& block) {
  double sum = 0;
  for (Index feature = 0; feature < block.features; ++feature) {
    const Scalar* row = block.row(feature);
    for (Index i = 0; i < block.samples; ++i) sum += static_cast<double>(row[i]) * row[i];
  }
  return sum;
}

double norm(const Scalar* values, Index count) {
  return std::sqrt(squares({.data = const_cast<Scalar*>(values), .features = 1, .samples = count, .stride = padded(count)}));
}

}  // namespace relu
