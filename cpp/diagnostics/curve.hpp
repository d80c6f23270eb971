// An activation's own curve, for drawing and for tests against references.
#pragma once

#include "activation/activation.hpp"

namespace relu {

/// f(z) and f′(z) for `count` inputs. A learned slope is drawn where it starts.
void activationCurve(const Choice<Activation>& activation, const Scalar* z, Index count, Scalar* values, Scalar* derivatives);

}  // namespace relu
