// The table of activation functions, and the loops that run a functor over an array. Knows nothing of layers.
//
// A new activation is one functor in activation_functions.hpp and one row here.
#include <algorithm>
#include <array>

#include "activation/activation.hpp"
#include "activation/activation_functions.hpp"
#include "core/simd.hpp"

namespace relu {
namespace {

/// Numbers whose exponentials are taken before they are used: they stay in the nearest cache.
constexpr Index kStrip = 64;

template <class Function>
concept MadeOfExponential = requires {
  Function::exponential;
};

/// The exponentials of a strip of z.
template <class Function>
void take(math::Exponential* exponential, const Function& f, const Scalar* z, Scalar* e, Index length) {
  if constexpr (requires(Vec v) { f.argument(v); }) {
    for (Index i = 0; i < length; i += kLanes) store(e + i, f.argument(load(z + i)));
    z = e;
  }
  exponential(z, f.scale, e, length);
}

template <class Function>
void forwardOf(const Scalar* z, Scalar* a, Index count, const Scalar* parameters) {
  const Function f(parameters);
  if constexpr (MadeOfExponential<Function>) {
    Scalar e[kStrip];
    for (Index first = 0; first < count; first += kStrip, z += kStrip, a += kStrip) {
      const Index length = std::min(kStrip, count - first);
      take(Function::exponential, f, z, e, length);
      for (Index i = 0; i < length; i += kLanes) store(a + i, f.value(load(z + i), load(e + i)));
    }
  } else {
    for (Index i = 0; i < count; i += kLanes) store(a + i, f.value(load(z + i)));
  }
}

template <class Function>
void backwardOf(const Scalar* z, const Scalar* a, Scalar* delta, Index count, const Scalar* parameters) {
  const Function f(parameters);
  if constexpr (MadeOfExponential<Function> && !Function::outputSuffices) {
    Scalar e[kStrip];
    for (Index first = 0; first < count; first += kStrip, z += kStrip, a += kStrip, delta += kStrip) {
      const Index length = std::min(kStrip, count - first);
      take(Function::slopeExponential, f, z, e, length);
      for (Index i = 0; i < length; i += kLanes)
        store(delta + i, load(delta + i) * f.derivative(load(z + i), load(a + i), load(e + i)));
    }
  } else {
    for (Index i = 0; i < count; i += kLanes) store(delta + i, load(delta + i) * f.derivative(load(z + i), load(a + i)));
  }
}

/// The row with the loops of its functor.
template <class Function>
consteval Activation row(Activation described) {
  described.forward = forwardOf<Function>;
  described.backward = backwardOf<Function>;
  described.outputSuffices = Function::outputSuffices;
  return described;
}

constexpr Field kLeakySlope[] = {{.name = "alpha",
                                  .title = "Slope α",
                                  .help = "Slope for negative inputs; 0 makes it ReLU.",
                                  .min = -1,
                                  .max = 1,
                                  .standard = 0.01}};
constexpr Field kLearnedSlope[] = {{.name = "alpha",
                                    .title = "First slope α",
                                    .help = "Slope for negative inputs at the start; training moves it.",
                                    .min = -1,
                                    .max = 1,
                                    .standard = 0.25},
                                   {.name = "slopes",
                                    .title = "Slopes",
                                    .help = "One learned slope for the whole layer, or one for each unit.",
                                    .kind = FieldKind::choice,
                                    .max = 1,
                                    .options = "shared|per_unit"}};
constexpr Field kEluDepth[] = {
    {.name = "alpha", .title = "Depth α", .help = "Very negative inputs give −α.", .max = 10, .standard = 1}};
constexpr Field kCeluWidth[] = {{.name = "alpha",
                                 .title = "Depth and width α",
                                 .help = "Very negative inputs give −α; the bend is as wide as it is deep.",
                                 .min = 0.01,
                                 .max = 10,
                                 .standard = 1,
                                 .logarithmic = true}};
constexpr Field kThreshold[] = {
    {.name = "theta", .title = "Threshold θ", .help = "Inputs up to it give 0.", .max = 10, .standard = 1}};
constexpr Field kSharpness[] = {{.name = "beta",
                                 .title = "Sharpness β",
                                 .help = "The larger, the closer to ReLU.",
                                 .min = 0.01,
                                 .max = 100,
                                 .standard = 1,
                                 .logarithmic = true}};
constexpr Field kShrinkage[] = {
    {.name = "lambda", .title = "Threshold λ", .help = "Inputs from −λ to λ give 0.", .max = 10, .standard = 0.5}};

// Probe points. A kink is visited on both sides and itself; smooth functions where they bend and where they saturate.
constexpr double kProbesAtZero[] = {-1e4, -30, -3, -1, -0.1, -1e-4, 0, 1e-4, 0.1, 1, 3, 30, 1e4};
constexpr double kProbesOfSmooth[] = {-1e4, -110, -90, -20, -9,  -5, -2.5, -1.3, -0.7, -0.1, -1e-4, 0,
                                      1e-4, 0.1,  0.7, 1.3, 2.5, 5,  9,    20,   90,   110,  1e4};
constexpr double kProbesOfRelu6[] = {-1e4, -1, -1e-4, 0, 1e-4, 3, 5.999, 6, 6.001, 30, 1e4};
constexpr double kProbesOfThreshold[] = {-1e4, -1, -1e-4, 1e-4, 0.5, 0.999, 1, 1.001, 3, 1e4};
constexpr double kProbesAtOne[] = {-1e4, -1.5, -1.001, -1, -0.999, -0.1, 0, 0.1, 0.999, 1, 1.001, 1.5, 1e4};
constexpr double kProbesAtThree[] = {-1e4, -4, -3.001, -3, -2.999, -1.5, 0, 1.5, 2.999, 3, 3.001, 4, 1e4};
constexpr double kProbesOfShrink[] = {-1e4, -3, -0.501, -0.5, -0.499, -0.1, 0, 0.1, 0.499, 0.5, 0.501, 3, 1e4};
constexpr double kProbesOfSine[] = {-1e4, -100, -3.2, -1.6, -0.8, -1e-4, 0, 1e-4, 0.8, 1.5, 1.6, 3.1, 3.2, 4.7, 100, 1e4};

constexpr std::array kTable = {
    row<functions::Linear>({.name = "linear",
                            .title = "Linear",
                            .formula = "z",
                            .derivative = "1",
                            .summary = "Passes its input on; layers of it, however many, are together no more than one.",
                            .source = "Widrow, Hoff 1960, “Adaptive switching circuits”",
                            .onnx = "Identity",
                            .gain = 1,
                            .probes = kProbesAtZero}),
    row<functions::Relu>({.name = "relu",
                          .title = "ReLU",
                          .formula = "max(z, 0)",
                          .derivative = "1 for z > 0, else 0",
                          .summary =
                              "Passes positive inputs unchanged and stops negative ones; its slope is 1 or 0, and a unit "
                              "that is off for every point gets no gradient.",
                          .source = "Nair, Hinton 2010, “Rectified linear units improve restricted Boltzmann machines”",
                          .onnx = "Relu",
                          .gain = 1.414214,
                          .probes = kProbesAtZero}),
    row<functions::LeakyRelu>(
        {.name = "leaky_relu",
         .title = "Leaky ReLU",
         .formula = "z for z > 0, else α·z",
         .derivative = "1 for z > 0, else α",
         .summary = "ReLU with a small slope for negative inputs, so that a unit that is off still learns.",
         .source = "Maas, Hannun, Ng 2013, “Rectifier nonlinearities improve neural network acoustic models”",
         .onnx = "LeakyRelu",
         .fields = kLeakySlope,
         .gain = 1.414143,
         .probes = kProbesAtZero}),
    row<functions::LeakyRelu>({.name = "prelu",
                               .title = "PReLU",
                               .formula = "z for z > 0, else α·z",
                               .derivative = "1 for z > 0, else α",
                               .summary = "Leaky ReLU whose slope for negative inputs is learned along with the weights.",
                               .source = "He, Zhang, Ren, Sun 2015 (arXiv:1502.01852)",
                               .onnx = "PRelu",
                               .fields = kLearnedSlope,
                               .gain = 1.371989,
                               .learned = true,
                               .probes = kProbesAtZero}),
    row<functions::Elu>({.name = "elu",
                         .title = "ELU",
                         .formula = "z for z > 0, else α·(eᶻ − 1)",
                         .derivative = "1 for z > 0, else α·eᶻ",
                         .summary = "Bends smoothly to −α for negative inputs, which draws the mean of the outputs towards 0.",
                         .source = "Clevert, Unterthiner, Hochreiter 2015 (arXiv:1511.07289)",
                         .onnx = "Elu",
                         .fields = kEluDepth,
                         .gain = 1.245198,
                         .probes = kProbesOfSmooth}),
    row<functions::Selu>({.name = "selu",
                          .title = "SELU",
                          .formula = "λ·z for z > 0, else λ·α·(eᶻ − 1); λ = 1.0507, α = 1.6733",
                          .derivative = "λ for z > 0, else λ·α·eᶻ",
                          .summary = "ELU scaled so that signals of mean 0 and variance 1 stay so from layer to layer.",
                          .source = "Klambauer, Unterthiner, Mayr, Hochreiter 2017 (arXiv:1706.02515)",
                          .onnx = "Selu",
                          .gain = 1,
                          .probes = kProbesOfSmooth}),
    row<functions::Celu>({.name = "celu",
                          .title = "CELU",
                          .formula = "z for z > 0, else α·(e^(z/α) − 1)",
                          .derivative = "1 for z > 0, else e^(z/α)",
                          .summary = "ELU whose slope is continuous at 0 for every α.",
                          .source = "Barron 2017 (arXiv:1704.07483)",
                          .onnx = "Celu",
                          .fields = kCeluWidth,
                          .gain = 1.245198,
                          .probes = kProbesOfSmooth}),
    row<functions::Gelu>(
        {.name = "gelu",
         .title = "GELU",
         .formula = "z·Φ(z), Φ the normal distribution function",
         .derivative = "Φ(z) + z·φ(z)",
         .summary =
             "Weights its input by the share of a normal distribution that lies below it: a smooth ReLU with a dip left of 0.",
         .source = "Hendrycks, Gimpel 2016 (arXiv:1606.08415)",
         .onnx = "Gelu",
         .gain = 1.533530,
         .probes = kProbesOfSmooth}),
    row<functions::GeluTanh>(
        {.name = "gelu_tanh",
         .title = "GELU (tanh form)",
         .formula = "½·z·(1 + tanh u), u = √(2/π)·(z + 0.044715·z³)",
         .derivative = "½·(1 + tanh u) + ½·z·(1 − tanh² u)·√(2/π)·(1 + 0.134145·z²)",
         .summary = "GELU with an approximation in place of the distribution function, as many language models were trained.",
         .source = "Hendrycks, Gimpel 2016 (arXiv:1606.08415)",
         .onnx = "Gelu",
         .gain = 1.533581,
         .probes = kProbesOfSmooth}),
    row<functions::Silu>(
        {.name = "silu",
         .title = "SiLU / Swish",
         .formula = "z·σ(z)",
         .derivative = "σ(z) + z·σ(z)·(1 − σ(z))",
         .summary = "The input times its own sigmoid: a smooth ReLU that dips below 0 and comes back.",
         .source = "Elfwing, Uchibe, Doya 2017 (arXiv:1702.03118); Ramachandran, Zoph, Le 2017 (arXiv:1710.05941)",
         .onnx = "Swish",
         .gain = 1.676532,
         .probes = kProbesOfSmooth}),
    row<functions::Mish>({.name = "mish",
                          .title = "Mish",
                          .formula = "z·tanh(ln(1 + eᶻ))",
                          .derivative = "tanh s + z·σ(z)·(1 − tanh² s), s = ln(1 + eᶻ)",
                          .summary = "A close relative of SiLU that turns to the straight line a little sooner.",
                          .source = "Misra 2019 (arXiv:1908.08681)",
                          .onnx = "Mish",
                          .gain = 1.486848,
                          .probes = kProbesOfSmooth}),
    row<functions::Softplus>({.name = "softplus",
                              .title = "Softplus",
                              .formula = "ln(1 + e^(β·z))/β",
                              .derivative = "σ(β·z)",
                              .summary = "A ReLU with a rounded corner, positive everywhere.",
                              .source = "Dugas, Bengio, Bélisle, Nadeau, Garcia 2001, “Incorporating second-order functional "
                                        "knowledge for better option pricing”",
                              .onnx = "Softplus",
                              .fields = kSharpness,
                              .gain = 1.041867,
                              .probes = kProbesOfSmooth}),
    row<functions::Softsign>(
        {.name = "softsign",
         .title = "Softsign",
         .formula = "z/(1 + |z|)",
         .derivative = "1/(1 + |z|)²",
         .summary = "Shaped like tanh, but it nears ±1 so slowly that its gradient fades by a power and not exponentially.",
         .source = "Bergstra, Desjardins, Lamblin, Bengio 2009, “Quadratic polynomials learn better image features”",
         .onnx = "Softsign",
         .gain = 2.337533,
         .probes = kProbesOfSmooth}),
    row<functions::Sigmoid>(
        {.name = "sigmoid",
         .title = "Sigmoid",
         .formula = "1/(1 + e⁻ᶻ)",
         .derivative = "σ(z)·(1 − σ(z))",
         .summary = "Squashes every input into 0…1; its slope is at most ¼, so gradients shrink in every layer.",
         .source = "Rumelhart, Hinton, Williams 1986, “Learning representations by back-propagating errors”",
         .onnx = "Sigmoid",
         .gain = 1.846229,
         .probes = kProbesOfSmooth}),
    row<functions::LogSigmoid>(
        {.name = "log_sigmoid",
         .title = "Log-sigmoid",
         .formula = "−ln(1 + e⁻ᶻ)",
         .derivative = "σ(−z)",
         .summary = "The logarithm of the sigmoid, negative everywhere: the log-likelihood of logistic regression.",
         .source = "Cox 1958, “The regression analysis of binary sequences”",
         .gain = 1.041867,
         .probes = kProbesOfSmooth}),
    row<functions::Tanh>(
        {.name = "tanh",
         .title = "Tanh",
         .formula = "tanh z",
         .derivative = "1 − tanh² z",
         .summary = "Squashes every input into −1…1, centred on 0; the slope is 1 there and fades towards both ends.",
         .source = "LeCun, Bottou, Orr, Müller 1998, “Efficient BackProp”",
         .onnx = "Tanh",
         .gain = 1.592537,
         .probes = kProbesOfSmooth}),
    row<functions::HardSigmoid>(
        {.name = "hard_sigmoid",
         .title = "Hard sigmoid",
         .formula = "min(max(z/6 + ½, 0), 1)",
         .derivative = "1/6 for |z| < 3, else 0",
         .summary = "The sigmoid from three straight pieces: cheap, and with gradient exactly 0 beyond ±3.",
         .source = "Howard et al. 2019 (arXiv:1905.02244)",
         .onnx = "HardSigmoid",
         .gain = 1.897840,
         .probes = kProbesAtThree}),
    row<functions::HardTanh>({.name = "hard_tanh",
                              .title = "Hard tanh",
                              .formula = "min(max(z, −1), 1)",
                              .derivative = "1 for |z| < 1, else 0",
                              .summary = "Tanh from three straight pieces, with gradient exactly 0 beyond ±1.",
                              .source = "Collobert 2004, “Large scale machine learning”",
                              .onnx = "Clip",
                              .gain = 1.392036,
                              .probes = kProbesAtOne}),
    row<functions::HardSwish>({.name = "hard_swish",
                               .title = "Hard swish",
                               .formula = "z·min(max(z/6 + ½, 0), 1)",
                               .derivative = "0 for z ≤ −3, 1 for z ≥ 3, else z/3 + ½",
                               .summary = "Swish with the hard sigmoid in place of the sigmoid, made for phones.",
                               .source = "Howard et al. 2019 (arXiv:1905.02244)",
                               .onnx = "HardSwish",
                               .gain = 1.736657,
                               .probes = kProbesAtThree}),
    row<functions::Relu6>({.name = "relu6",
                           .title = "ReLU6",
                           .formula = "min(max(z, 0), 6)",
                           .derivative = "1 for 0 < z < 6, else 0",
                           .summary = "ReLU with a ceiling at 6, which keeps the outputs in a range that few bits can hold.",
                           .source = "Krizhevsky 2010, “Convolutional deep belief networks on CIFAR-10”",
                           .onnx = "Clip",
                           .gain = 1.414214,
                           .probes = kProbesOfRelu6}),
    row<functions::ThresholdedRelu>({.name = "thresholded_relu",
                                     .title = "Thresholded ReLU",
                                     .formula = "z for z > θ, else 0",
                                     .derivative = "1 for z > θ, else 0",
                                     .summary = "ReLU that stays off until its input passes θ, and then jumps.",
                                     .source = "Konda, Memisevic, Krueger 2014 (arXiv:1402.3337)",
                                     .onnx = "ThresholdedRelu",
                                     .fields = kThreshold,
                                     .gain = 1.579903,
                                     .probes = kProbesOfThreshold}),
    row<functions::SquaredRelu>(
        {.name = "squared_relu",
         .title = "Squared ReLU",
         .formula = "max(z, 0)²",
         .derivative = "2·max(z, 0)",
         .summary = "The square of ReLU: no kink, and outputs that grow without measure when the inputs do.",
         .source = "So et al. 2021 (arXiv:2109.08668)",
         .gain = 0.8164966,
         .probes = kProbesAtZero}),
    row<functions::TanhShrink>({.name = "tanh_shrink",
                                .title = "Tanh shrink",
                                .formula = "z − tanh z",
                                .derivative = "tanh² z",
                                .summary = "Nearly 0 for small inputs and nearly straight for large ones.",
                                .source = "PyTorch documentation, torch.nn.Tanhshrink",
                                .gain = 2.338368,
                                .probes = kProbesOfSmooth}),
    row<functions::SoftShrink>({.name = "soft_shrink",
                                .title = "Soft shrink",
                                .formula = "z − λ for z > λ, z + λ for z < −λ, else 0",
                                .derivative = "1 for |z| > λ, else 0",
                                .summary = "Draws every input towards 0 by λ; small ones vanish.",
                                .source = "Donoho, Johnstone 1994, “Ideal spatial adaptation by wavelet shrinkage”",
                                .onnx = "Shrink",
                                .fields = kShrinkage,
                                .gain = 1.544361,
                                .probes = kProbesOfShrink}),
    row<functions::HardShrink>({.name = "hard_shrink",
                                .title = "Hard shrink",
                                .formula = "z for |z| > λ, else 0",
                                .derivative = "1 for |z| > λ, else 0",
                                .summary = "Drops small inputs and leaves the others as they are.",
                                .source = "Donoho, Johnstone 1994, “Ideal spatial adaptation by wavelet shrinkage”",
                                .onnx = "Shrink",
                                .fields = kShrinkage,
                                .gain = 1.015796,
                                .probes = kProbesOfShrink}),
    row<functions::Sine>({.name = "sine",
                          .title = "Sine",
                          .formula = "sin z",
                          .derivative = "cos z",
                          .summary = "Repeats itself: good at waves and pictures, with many ways to go astray.",
                          .source = "Sitzmann, Martel, Bergman, Lindell, Wetzstein 2020 (arXiv:2006.09661)",
                          .onnx = "Sin",
                          .gain = 1.520867,
                          .probes = kProbesOfSine}),
    row<functions::Step>(
        {.name = "step",
         .title = "Step",
         .formula = "1 for z > 0, else 0",
         .derivative = "0",
         .summary = "On or off, like the first artificial neurons; its gradient is 0 everywhere, so nothing before it learns.",
         .source = "McCulloch, Pitts 1943, “A logical calculus of the ideas immanent in nervous activity”",
         .gain = 1.414214,
         .probes = kProbesAtZero}),
};

}  // namespace

std::span<const Activation> activations() { return kTable; }

Scalar slopeGradient(const Scalar* z, const Scalar* delta, Index count) {
  Vec total{};
  for (Index i = 0; i < count; i += kLanes) total += load(delta + i) * atMost(load(z + i), Vec{});
  return sum(total);
}

}  // namespace relu
