// Evaluates an activation's row four numbers at a time.
#include "diagnostics/curve.hpp"

#include <algorithm>

namespace relu {

void activationCurve(const Choice<Activation>& activation, const Scalar* z, Index count, Scalar* values, Scalar* derivatives) {
  Scalar parameters[kMostFields] = {};
  for (std::size_t i = 0; i < activation.row->fields.size(); ++i) parameters[i] = static_cast<Scalar>(activation.values[i]);
  for (Index first = 0; first < count; first += kLanes) {
    const Index lanes = std::min(kLanes, count - first);
    Scalar input[kLanes] = {}, value[kLanes], derivative[kLanes] = {1, 1, 1, 1};
    std::copy_n(z + first, lanes, input);
    activation.row->forward(input, value, kLanes, parameters);
    activation.row->backward(input, value, derivative, kLanes, parameters);
    std::copy_n(value, lanes, values + first);
    std::copy_n(derivative, lanes, derivatives + first);
  }
}

}  // namespace relu
