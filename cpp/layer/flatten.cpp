// The row of the flatten layer.
#include "layer/flatten.hpp"

namespace relu {
namespace {

MadeLayer make(const LayerConfig&, const Shape& input, const NetworkInitializers&) {
  return std::unique_ptr<Layer>(std::make_unique<Flatten>(input));
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
