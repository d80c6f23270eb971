// Calls an activation's row over a block, slope by slope where slopes are learned.
#include "layer/element_wise.hpp"

namespace relu {
namespace {

constexpr int kSlopesField = 1;  // of a learned activation: 0 shared, 1 per unit

}  // namespace

ElementWise::ElementWise(Index units, const Choice<Activation>& activation) : Layer(units, units), activation_(activation) {
  for (std::size_t i = 0; i < activation.row->fields.size(); ++i) values_[i] = static_cast<Scalar>(activation.values[i]);
  if (activation.row->learned) slopes_ = activation.values[kSlopesField] == 0 ? 1 : units;
  addParameter("slopes", slopes_, false);
}

void ElementWise::initialize(Scalar* parameters, Random&) const {
  for (Index i = 0; i < slopes_; ++i) parameters[i] = values_[0];
}

void ElementWise::forward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples);
  if (!slopes_ && pass.x.stride == width && pass.y.stride == width) {
    activation_.row->forward(pass.x.data, pass.y.data, outputs() * width, values_);
    return;
  }
  for (Index unit = 0; unit < outputs(); ++unit) {
    const Scalar* values = slopes_ ? pass.parameters + (slopes_ == 1 ? 0 : unit) : values_;
    activation_.row->forward(pass.x.row(unit), pass.y.row(unit), width, values);
  }
}

void ElementWise::backward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples);
  if (!slopes_ && pass.x.stride == width && pass.y.stride == width && pass.dy.stride == width) {
    activation_.row->backward(pass.x.data, pass.y.data, pass.dy.data, outputs() * width, values_);
    return;
  }
  if (slopes_ == 1) pass.gradients[0] = 0;
  for (Index unit = 0; unit < outputs(); ++unit) {
    const Scalar* z = pass.x.row(unit);
    Scalar* delta = pass.dy.row(unit);
    const Scalar* values = values_;
    if (slopes_) {
      values = pass.parameters + (slopes_ == 1 ? 0 : unit);
      const Scalar gradient = slopeGradient(z, delta, width);
      if (slopes_ == 1)
        pass.gradients[0] += gradient;
      else
        pass.gradients[unit] = gradient;
    }
    activation_.row->backward(z, pass.y.row(unit), delta, width, values);
  }
}

}  // namespace relu
