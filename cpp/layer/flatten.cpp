// The row of the flatten layer and its copies.
#include "layer/flatten.hpp"

#include <cstring>

namespace relu {
namespace {

MadeLayer make(const LayerConfig&, const Shape& input, const NetworkInitializers&) {
  return std::unique_ptr<Layer>(std::make_unique<Flatten>(input));
}

void copy(const Block& from, const Block& to) {
  const Index width = padded(from.samples);
  const auto bytes = [](Index count) { return static_cast<std::size_t>(count) * sizeof(Scalar); };
  if (from.stride == width && to.stride == width) {
    std::memcpy(to.data, from.data, bytes(from.features * width));
    return;
  }
  for (Index feature = 0; feature < from.features; ++feature) std::memcpy(to.row(feature), from.row(feature), bytes(width));
}

}  // namespace

LayerType flattenType() {
  return {.name = "flatten",
          .title = "Flatten",
          .summary = "Lays a picture or a sequence out as one vector, which a dense layer can take.",
          .fields = {},
          .parts = 0,
          .activation = "",
          .make = make};
}

void Flatten::forward(const LayerPass& pass) const { copy(pass.x, pass.y); }

void Flatten::backward(const LayerPass& pass) const {
  if (pass.dx.data && pass.dx.data != pass.dy.data) copy(pass.dy, pass.dx);
}

}  // namespace relu
