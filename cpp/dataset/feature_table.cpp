// The columns that a network's input can have: rows. Knows nothing of data sets.
#include "core/vector_math.hpp"
#include "dataset/dataset.hpp"

namespace relu {
namespace {

constexpr Feature kFeatures[] = {
    {.name = "x", .title = "x", .value = [](Scalar x, Scalar) { return x; }},
    {.name = "y", .title = "y", .value = [](Scalar, Scalar y) { return y; }},
    {.name = "x_squared", .title = "x²", .value = [](Scalar x, Scalar) { return x * x; }},
    {.name = "y_squared", .title = "y²", .value = [](Scalar, Scalar y) { return y * y; }},
    {.name = "x_times_y", .title = "x·y", .value = [](Scalar x, Scalar y) { return x * y; }},
    {.name = "sin_x", .title = "sin x", .value = [](Scalar x, Scalar) { return math::sin(x); }},
    {.name = "sin_y", .title = "sin y", .value = [](Scalar, Scalar y) { return math::sin(y); }},
};

}  // namespace

std::span<const Feature> features() { return kFeatures; }

}  // namespace relu
