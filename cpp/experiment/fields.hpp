// The experiment's own settings as data; those of a row (an activation's α, an optimiser's rate) stand with the row.
#pragma once

#include <cstdint>

#include "core/field.hpp"
#include "core/scalar.hpp"

namespace relu {

constexpr int kExperimentVersion = 1;
constexpr Index kMostLayers = 2048;
constexpr std::int64_t kMemoryLimit = std::int64_t{256} << 20;

enum RootField { kSeed, kRootFieldCount };
enum DataField { kSamples, kNoise, kTestShare, kStandardize, kDataFieldCount };
enum TrainingField { kBatchSize, kL1, kL2, kClipNorm, kClipValue, kTrainingFieldCount };

/// In the order of RootField, DataField and TrainingField.
Fields rootFields();
Fields dataFields();
Fields trainingFields();

}  // namespace relu
