// The row of the convolutional layer, its parameters and the plans of its kernels.
#include "layer/conv2d.hpp"

#include "core/text.hpp"

namespace relu {
namespace {

enum Conv2dField { kFilters, kKernelSize, kStrides, kPadding, kDilationRate, kGroups, kBias };
constexpr Field kFields[] = {
    {.name = "filters",
     .title = "Filters",
     .help = "How many channels the layer gives, each found by a kernel of its own.",
     .kind = FieldKind::integer,
     .min = 1,
     .max = 256,
     .standard = 8,
     .sliderMax = 32},
    {.name = "kernel_size",
     .title = "Kernel size",
     .help = "How many rows and columns of the picture a filter sees at once.",
     .kind = FieldKind::pair,
     .min = 1,
     .max = 31,
     .standard = 3,
     .sliderMax = 7},
    {.name = "strides",
     .title = "Strides",
     .help = "By how many rows and columns the kernel moves from one output to the next.",
     .kind = FieldKind::pair,
     .min = 1,
     .max = 16,
     .standard = 1,
     .sliderMax = 4},
    {.name = "padding",
     .title = "Padding",
     .help = "How many rows and columns of zeros surround the picture on each side.",
     .kind = FieldKind::pair,
     .min = 0,
     .max = 31,
     .standard = 0,
     .sliderMax = 3},
    {.name = "dilation_rate",
     .title = "Dilation",
     .help = "The distance between neighbouring weights of the kernel on the picture.",
     .kind = FieldKind::pair,
     .min = 1,
     .max = 16,
     .standard = 1,
     .sliderMax = 4},
    {.name = "groups",
     .title = "Groups",
     .help = "Into how many parts the channels are split; a filter sees one part only.",
     .kind = FieldKind::integer,
     .min = 1,
     .max = 256,
     .standard = 1,
     .sliderMax = 8},
    kUseBias,
};

MadeLayer make(const LayerConfig& config, const Shape& input, const NetworkInitializers& standard) {
  const Choice<LayerType>& chosen = config.type;
  const auto height = [&](Conv2dField field) { return static_cast<Index>(chosen.values[field]); };
  const auto width = [&](Conv2dField field) { return static_cast<Index>(chosen.widths[field]); };
  const Conv2dConfig made{.input = input,
                          .filters = height(kFilters),
                          .window = {.y = {.cells = input.height,
                                           .taps = height(kKernelSize),
                                           .stride = height(kStrides),
                                           .padding = height(kPadding),
                                           .dilation = height(kDilationRate)},
                                     .x = {.cells = input.width,
                                           .taps = width(kKernelSize),
                                           .stride = width(kStrides),
                                           .padding = width(kPadding),
                                           .dilation = width(kDilationRate)}},
                          .groups = height(kGroups),
                          .useBias = chosen.values[kBias] != 0,
                          .weights = config.initializer.value_or(standard.weights),
                          .biases = config.biasInitializer.value_or(standard.biases)};
  const auto undivided = [&](const std::string& parts) {
    return Error{"shape_mismatch", sentence({"groups ", made.groups, " does not divide ", parts}), ""};
  };
  if (input.channels % made.groups != 0) {
    return undivided(sentence({input.channels, input.channels == 1 ? " channel of " : " channels of ", shapeText(input)}));
  }
  if (made.filters % made.groups != 0) return undivided(sentence({made.filters, made.filters == 1 ? " filter" : " filters"}));
  if (const auto error = misfit(made.window, "kernel", input, made.filters)) return *error;
  return std::unique_ptr<Layer>(std::make_unique<Conv2d>(made));
}

}  // namespace

LayerType conv2dType() {
  return {.name = "conv2d",
          .title = "Convolution",
          .summary = "Small kernels slide over a picture; the same weights look for the same pattern everywhere.",
          .fields = kFields,
          .parts = kHasInitializers,
          .activation = "relu",
          .make = make};
}

Conv2d::Conv2d(const Conv2dConfig& config)
    : Layer(config.input,
            {.channels = config.filters, .height = config.window.y.outputs(), .width = config.window.x.outputs()}),
      config_(config),
      inputsOfFilter_(config.input.channels / config.groups * config.window.y.taps * config.window.x.taps) {
  const Index kernelArea = config.window.y.taps * config.window.x.taps;
  const Index channels = config.input.channels / config.groups, filters = config.filters / config.groups;
  outputs_ = {.groups = config.groups,
              .rows = filters,
              .inner = channels,
              .groupStep = filters * inputsOfFilter_,
              .rowStep = inputsOfFilter_,
              .innerStep = kernelArea,
              .lineStep = config.window.x.taps,
              .inHeight = input().height,
              .inWidth = input().width,
              .y = cellsOfOutputs(config.window.y),
              .x = cellsOfOutputs(config.window.x)};
  inputs_ = {.groups = config.groups,
             .rows = channels,
             .inner = filters,
             .groupStep = filters * inputsOfFilter_,
             .rowStep = kernelArea,
             .innerStep = inputsOfFilter_,
             .lineStep = config.window.x.taps,
             .inHeight = output().height,
             .inWidth = output().width,
             .y = outputsOfCells(config.window.y),
             .x = outputsOfCells(config.window.x)};
  weights_ = {.groups = config.groups,
              .units = filters,
              .inputs = channels,
              .tapsY = config.window.y.taps,
              .tapsX = config.window.x.taps,
              .inHeight = input().height,
              .inWidth = input().width,
              .outHeight = output().height,
              .outWidth = output().width,
              .y = cellsOfOutputs(config.window.y),
              .x = cellsOfTaps(config.window.x)};
  addParameter("weights", std::int64_t{config.filters} * inputsOfFilter_, true);
  addParameter("biases", config.useBias ? config.filters : 0, false);
}

std::int64_t Conv2d::cacheSize(Index) const { return weights_.scratch(); }

void Conv2d::initialize(Scalar* parameters, Random& random) const {
  const Index fanOut = config_.filters / config_.groups * config_.window.y.taps * config_.window.x.taps;
  config_.weights.row->fill(parameters, config_.filters, inputsOfFilter_, inputsOfFilter_, fanOut, config_.weights.values,
                            random);
  if (!config_.useBias) return;
  config_.biases.row->fill(parameters + weightCount(), config_.filters, 1, inputsOfFilter_, fanOut, config_.biases.values,
                           random);
}

void Conv2d::forward(const LayerPass& pass) const {
  const Scalar* biases = config_.useBias ? pass.parameters + weightCount() : nullptr;
  kernel::gather(outputs_, pass.parameters, biases, pass.x, pass.y);
}

void Conv2d::backward(const LayerPass& pass) const {
  kernel::sumWeights(weights_, pass.dy, pass.x, pass.cache, pass.gradients);
  if (config_.useBias) kernel::sumChannels(pass.dy, config_.filters, pass.gradients + weightCount());
  if (pass.dx.data) kernel::gather(inputs_, pass.parameters, nullptr, pass.dy, pass.dx);
}

}  // namespace relu
