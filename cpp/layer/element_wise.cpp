// Calls an activation's row over a block, slope by slope where slopes are learned.
#include "layer/element_wise.hpp"

#include <cstring>

namespace relu {
namespace {

constexpr int kSlopesField = 1;  // of a learned activation: 0 shared, 1 per unit

}  // namespace

LayerType activationType() {
  return {.name = "activation",
          .title = "Activation",
          .summary = "Applies an activation to each number, for places where no other layer does.",
          .fields = {},
          .parts = 0,
          .activation = "relu",
          .make = nullptr};
}

ElementWise::ElementWise(Shape shape, const Choice<Activation>& activation) : Layer(shape, shape), activation_(activation) {
  for (std::size_t i = 0; i < activation.row->fields.size(); ++i) values_[i] = static_cast<Scalar>(activation.values[i]);
  if (activation.row->learned) slopes_ = activation.values[kSlopesField] == 0 ? 1 : shape.channels;
  addParameter("slopes", slopes_, false);
}

void ElementWise::initialize(Scalar* parameters, Random&) const {
  for (Index i = 0; i < slopes_; ++i) parameters[i] = values_[0];
}

Index ElementWise::slopeOf(Index feature) const { return slopes_ == 1 ? 0 : feature / (output().height * output().width); }

void ElementWise::forward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples);
  if (!slopes_ && pass.x.stride == width && pass.y.stride == width) {
    activation_.row->forward(pass.x.data, pass.y.data, outputs() * width, values_);
    return;
  }
  for (Index feature = 0; feature < outputs(); ++feature) {
    const Scalar* values = slopes_ ? pass.parameters + slopeOf(feature) : values_;
    activation_.row->forward(pass.x.row(feature), pass.y.row(feature), width, values);
  }
}

void ElementWise::backward(const LayerPass& pass) const {
  const Index width = padded(pass.x.samples);
  for (Index slope = 0; slope < slopes_; ++slope) pass.gradients[slope] = 0;
  if (slopes_) {
    for (Index feature = 0; feature < outputs(); ++feature)
      pass.gradients[slopeOf(feature)] += slopeGradient(pass.x.row(feature), pass.dy.row(feature), width);
  }
  if (!pass.dx.data) return;
  if (pass.dx.data != pass.dy.data) {
    for (Index feature = 0; feature < outputs(); ++feature)
      std::memcpy(pass.dx.row(feature), pass.dy.row(feature), static_cast<std::size_t>(width) * sizeof(Scalar));
  }
  if (!slopes_ && pass.x.stride == width && pass.y.stride == width && pass.dx.stride == width) {
    activation_.row->backward(pass.x.data, pass.y.data, pass.dx.data, outputs() * width, values_);
    return;
  }
  for (Index feature = 0; feature < outputs(); ++feature) {
    const Scalar* values = slopes_ ? pass.parameters + slopeOf(feature) : values_;
    activation_.row->backward(pass.x.row(feature), pass.y.row(feature), pass.dx.row(feature), width, values);
  }
}

}  // namespace relu
