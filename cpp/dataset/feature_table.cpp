// The columns that a network's input can have: rows. Knows nothing of data sets.
#include "core/vector_math.hpp"
#include "dataset/dataset.hpp"

namespace relu {
namespace {

constexpr Feature kFeatures[] = {
    {.name = "x",
     .title = "x",
     .value = [](Scalar x, Scalar) { return x; },
     .slope =
         [](Scalar, Scalar) {
           return Slope{1, 0};
         }},
    {.name = "y",
     .title = "y",
     .value = [](Scalar, Scalar y) { return y; },
     .slope =
         [](Scalar, Scalar) {
           return Slope{0, 1};
         }},
    {.name = "x_squared",
     .title = "x²",
     .value = [](Scalar x, Scalar) { return x * x; },
     .slope =
         [](Scalar x, Scalar) {
           return Slope{2 * x, 0};
         }},
    {.name = "y_squared",
     .title = "y²",
     .value = [](Scalar, Scalar y) { return y * y; },
     .slope =
         [](Scalar, Scalar y) {
           return Slope{0, 2 * y};
         }},
    {.name = "x_times_y",
     .title = "x·y",
     .value = [](Scalar x, Scalar y) { return x * y; },
     .slope =
         [](Scalar x, Scalar y) {
           return Slope{y, x};
         }},
    {.name = "sin_x",
     .title = "sin x",
     .value = [](Scalar x, Scalar) { return math::sin(x); },
     .slope =
         [](Scalar x, Scalar) {
           return Slope{math::cos(x), 0};
         }},
    {.name = "sin_y",
     .title = "sin y",
     .value = [](Scalar, Scalar y) { return math::sin(y); },
     .slope =
         [](Scalar, Scalar y) {
           return Slope{0, math::cos(y)};
         }},
};

}  // namespace

std::span<const Feature> features() { return kFeatures; }

}  // namespace relu
