// The rows.
#include "experiment/fields.hpp"

#include <array>

namespace relu {
namespace {

constexpr std::array<Field, kRootFieldCount> kRoot{{
    {.name = "seed",
     .title = "Seed",
     .help = "Names the random numbers: the same seed gives the same data, the same first weights and the same order of the "
             "batches.",
     .kind = FieldKind::integer,
     .min = 0,
     .max = 4294967295.0,
     .standard = 42},
}};

constexpr std::array<Field, kDataFieldCount> kData{{
    {.name = "samples",
     .title = "Samples",
     .help = "How many points there are, training and test together.",
     .kind = FieldKind::integer,
     .min = 4,
     .max = 10000,
     .standard = 500,
     .logarithmic = true,
     .sliderMin = 20,
     .sliderMax = 5000},
    {.name = "noise",
     .title = "Noise",
     .help = "How far points are scattered: the standard deviation of a normal displacement of each coordinate.",
     .min = 0,
     .max = 3,
     .standard = 0.1,
     .sliderMax = 1},
    {.name = "test_share",
     .title = "Test share",
     .help = "The part of the points that the network never trains on.",
     .min = 0.05,
     .max = 0.95,
     .standard = 0.5},
    {.name = "standardize",
     .title = "Standardise inputs",
     .help = "Shifts and scales every input to mean 0 and deviation 1 over the training points.",
     .kind = FieldKind::boolean,
     .min = 0,
     .max = 1,
     .standard = 1},
}};

constexpr std::array<Field, kTrainingFieldCount> kTraining{{
    {.name = "batch_size",
     .title = "Batch size",
     .help = "How many points each step learns from.",
     .kind = FieldKind::integer,
     .min = 1,
     .max = 1024,
     .standard = 32,
     .logarithmic = true,
     .sliderMax = 256},
    {.name = "l1",
     .title = "L1 penalty",
     .help = "Adds this times the sum of the weights' sizes to the loss; pulls weights to exactly 0.",
     .min = 0,
     .max = 10,
     .standard = 0,
     .sliderMax = 0.1},
    {.name = "l2",
     .title = "L2 penalty",
     .help = "Adds half of this times the sum of the squared weights to the loss; keeps weights small.",
     .min = 0,
     .max = 10,
     .standard = 0,
     .sliderMax = 0.1},
    {.name = "clip_norm",
     .title = "Clip by norm",
     .help = "Shortens the gradient of all parameters to this length when it is longer; 0 is off.",
     .min = 0,
     .max = 1e6,
     .standard = 0,
     .sliderMax = 10},
    {.name = "clip_value",
     .title = "Clip by value",
     .help = "Limits every single gradient to this size; 0 is off.",
     .min = 0,
     .max = 1e6,
     .standard = 0,
     .sliderMax = 1},
}};

}  // namespace

Fields rootFields() { return kRoot; }
Fields dataFields() { return kData; }
Fields trainingFields() { return kTraining; }

}  // namespace relu
