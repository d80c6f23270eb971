// Times an activation's row alone.
#include "diagnostics/activation_cost.hpp"

#include <algorithm>

#include "core/random.hpp"
#include "core/tensor.hpp"

namespace relu {

bool measureActivationCost(const Choice<Activation>& activation, Index elements, int rounds, double (*now)(),
                           double* nanoseconds) {
  const Index count = padded(elements);
  Buffer inputs, values, upstream, deltas;
  for (Buffer* buffer : {&inputs, &values, &upstream, &deltas}) {
    if (!buffer->allocate(count)) return false;
  }
  Random random(1, Purpose::data);
  for (Index i = 0; i < count; ++i) {
    inputs.data()[i] = 3 * random.normal();
    upstream.data()[i] = random.normal();
  }
  Scalar parameters[kMostFields] = {};
  const Activation& row = *activation.row;
  for (std::size_t i = 0; i < row.fields.size(); ++i) parameters[i] = static_cast<Scalar>(activation.values[i]);
  for (int round = 0; round < rounds; ++round) {
    std::copy_n(upstream.data(), count, deltas.data());  // a slope below 1, again and again, would end in subnormal numbers
    const double start = now();
    row.forward(inputs.data(), values.data(), count, parameters);
    if (row.learned) slopeGradient(inputs.data(), deltas.data(), count);
    row.backward(inputs.data(), values.data(), deltas.data(), count, parameters);
    nanoseconds[round] = (now() - start) * 1e6 / static_cast<double>(count);
  }
  return true;
}

}  // namespace relu
