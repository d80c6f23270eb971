// The initialisers: rows and how each draws. Knows nothing of layers.
//
// All normal rows draw from the whole normal distribution; Keras cuts its he_normal, glorot_normal and lecun_normal at two
// standard deviations and widens them to the same variance. PyTorch does not cut, and neither do the papers.
#include "initializer/initializer.hpp"

#include <cmath>

#include "initializer/orthogonal.hpp"

namespace relu {
namespace {

void fillConstant(Scalar* weights, Index count, double value) {
  for (Index i = 0; i < count; ++i) weights[i] = static_cast<Scalar>(value);
}

void drawUniform(Scalar* weights, Index count, double bound, Random& random) {
  const Scalar high = static_cast<Scalar>(bound);
  for (Index i = 0; i < count; ++i) weights[i] = random.uniform(-high, high);
}

void drawNormal(Scalar* weights, Index count, double deviation, Random& random) {
  for (Index i = 0; i < count; ++i) weights[i] = static_cast<Scalar>(deviation) * random.normal();
}

enum class Fan { in, mean };

double connections(Fan fan, Index fanIn, Index fanOut) {
  return fan == Fan::in ? static_cast<double>(fanIn) : 0.5 * static_cast<double>(fanIn + fanOut);
}

/// Variance kScale / fan, uniform: U(−a, a) has the variance a² / 3.
template <int kScale, Fan kFan>
void fanUniform(Scalar* weights, Index units, Index inputs, Index fanIn, Index fanOut, const double*, Random& random) {
  drawUniform(weights, units * inputs, std::sqrt(3.0 * kScale / connections(kFan, fanIn, fanOut)), random);
}

/// Variance kScale / fan, normal.
template <int kScale, Fan kFan>
void fanNormal(Scalar* weights, Index units, Index inputs, Index fanIn, Index fanOut, const double*, Random& random) {
  drawNormal(weights, units * inputs, std::sqrt(kScale / connections(kFan, fanIn, fanOut)), random);
}

void zeros(Scalar* weights, Index units, Index inputs, Index, Index, const double*, Random&) {
  fillConstant(weights, units * inputs, 0);
}

void constant(Scalar* weights, Index units, Index inputs, Index, Index, const double* parameters, Random&) {
  fillConstant(weights, units * inputs, parameters[0]);
}

void uniform(Scalar* weights, Index units, Index inputs, Index, Index, const double* parameters, Random& random) {
  drawUniform(weights, units * inputs, parameters[0], random);
}

void normal(Scalar* weights, Index units, Index inputs, Index, Index, const double* parameters, Random& random) {
  drawNormal(weights, units * inputs, parameters[0], random);
}

void orthogonal(Scalar* weights, Index units, Index inputs, Index, Index, const double* parameters, Random& random) {
  drawNormal(weights, units * inputs, 1, random);
  orthogonalize(weights, units, inputs);
  for (Index i = 0; i < units * inputs; ++i) weights[i] *= static_cast<Scalar>(parameters[0]);
}

void identity(Scalar* weights, Index units, Index inputs, Index, Index, const double* parameters, Random&) {
  fillConstant(weights, units * inputs, 0);
  for (Index i = 0; i < units && i < inputs; ++i) weights[i * inputs + i] = static_cast<Scalar>(parameters[0]);
}

constexpr Field kConstantFields[] = {{.name = "value",
                                      .title = "Value",
                                      .help = "The number that every weight starts from.",
                                      .min = -100,
                                      .max = 100,
                                      .standard = 0.1,
                                      .sliderMin = -10,
                                      .sliderMax = 10}};
constexpr Field kUniformFields[] = {{.name = "scale",
                                     .title = "Scale",
                                     .help = "Weights lie between minus and plus this.",
                                     .min = 0,
                                     .max = 100,
                                     .standard = 0.5,
                                     .sliderMax = 2}};
constexpr Field kNormalFields[] = {{.name = "scale",
                                    .title = "Scale",
                                    .help = "The standard deviation of the weights.",
                                    .min = 0,
                                    .max = 100,
                                    .standard = 0.5,
                                    .sliderMax = 2}};
constexpr Field kGainFields[] = {{.name = "gain",
                                  .title = "Gain",
                                  .help = "Factor on the matrix.",
                                  .min = -100,
                                  .max = 100,
                                  .standard = 1,
                                  .sliderMin = -2,
                                  .sliderMax = 2}};

constexpr Words kGlorot = "Glorot, Bengio 2010";
constexpr Words kHe = "He, Zhang, Ren, Sun 2015 (arXiv:1502.01852)";
constexpr Words kLeCun = "LeCun, Bottou, Orr, Müller 1998, section 4.6; Klambauer et al. 2017 (arXiv:1706.02515)";

constexpr Initializer kInitializers[] = {
    {.name = "he_normal",
     .title = "He normal",
     .formula = "N(0, √(2 / fan_in)), not cut",
     .summary = "Keeps the signal's size through layers of ReLU, which lets half of it through.",
     .source = kHe,
     .fields = {},
     .fill = fanNormal<2, Fan::in>},
    {.name = "he_uniform",
     .title = "He uniform",
     .formula = "U(−a, a), a = √(6 / fan_in)",
     .summary = "He's variance without rare large weights.",
     .source = kHe,
     .fields = {},
     .fill = fanUniform<2, Fan::in>},
    {.name = "glorot_normal",
     .title = "Glorot normal",
     .formula = "N(0, √(2 / (fan_in + fan_out))), not cut",
     .summary = "Balances the size of the signal forward and of the gradient backward, for activations of slope 1 at 0.",
     .source = kGlorot,
     .fields = {},
     .fill = fanNormal<1, Fan::mean>},
    {.name = "glorot_uniform",
     .title = "Glorot uniform",
     .formula = "U(−a, a), a = √(6 / (fan_in + fan_out))",
     .summary = "Glorot's variance without rare large weights; the usual default of dense layers.",
     .source = kGlorot,
     .fields = {},
     .fill = fanUniform<1, Fan::mean>},
    {.name = "lecun_normal",
     .title = "LeCun normal",
     .formula = "N(0, √(1 / fan_in)), not cut",
     .summary = "Keeps the signal's size where the activation passes all of it; what SELU is made for.",
     .source = kLeCun,
     .fields = {},
     .fill = fanNormal<1, Fan::in>},
    {.name = "lecun_uniform",
     .title = "LeCun uniform",
     .formula = "U(−a, a), a = √(3 / fan_in)",
     .summary = "LeCun's variance without rare large weights.",
     .source = kLeCun,
     .fields = {},
     .fill = fanUniform<1, Fan::in>},
    {.name = "orthogonal",
     .title = "Orthogonal",
     .formula = "gain · Q, Q·R = normal matrix, diagonal of R > 0",
     .summary = "A random rotation: no direction of the signal grows or shrinks, however many layers it passes.",
     .source = "Saxe, McClelland, Ganguli 2013 (arXiv:1312.6120)",
     .fields = kGainFields,
     .fill = orthogonal},
    {.name = "identity",
     .title = "Identity",
     .formula = "gain · I, ones on the diagonal of any shape",
     .summary = "The layer starts by copying its inputs; a recurrent ReLU net started so remembers.",
     .source = "Le, Jaitly, Hinton 2015 (arXiv:1504.00941)",
     .fields = kGainFields,
     .fill = identity},
    {.name = "uniform",
     .title = "Uniform",
     .formula = "U(−scale, scale)",
     .summary = "The same range in every layer, whatever its width.",
     .source = "the TensorFlow Playground's, with scale 0.5",
     .fields = kUniformFields,
     .fill = uniform},
    {.name = "normal",
     .title = "Normal",
     .formula = "N(0, scale), not cut",
     .summary = "The same spread in every layer, whatever its width.",
     .source = "Rumelhart, Hinton, Williams 1986 start from small random weights",
     .fields = kNormalFields,
     .fill = normal},
    {.name = "constant",
     .title = "Constant",
     .formula = "value",
     .summary = "All alike: for biases. A bias of −5 is how one kills ReLU units on purpose.",
     .source = "Goodfellow, Bengio, Courville 2016, section 8.4 (biases of 0.1 for ReLU)",
     .fields = kConstantFields,
     .fill = constant},
    {.name = "zeros",
     .title = "Zeros",
     .formula = "0",
     .summary = "For biases. Weights that start equal stay equal: the units of a layer never learn different things.",
     .source = "Goodfellow, Bengio, Courville 2016, section 8.4",
     .fields = {},
     .fill = zeros},
};

}  // namespace

std::span<const Initializer> initializers() { return kInitializers; }

}  // namespace relu
