// What a model file says of a network in training: which arrays under which names, and the numbers beside them. Knows no
// container and no bytes, and not the experiment, which stands in the file as its reader wants it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/document.hpp"
#include "core/error.hpp"
#include "trainer/trainer.hpp"

namespace relu {

/// One array of a file. Its memory is somebody else's.
struct ModelArray {
  std::string name;  ///< "network.layers[0].weights", "optimizer.1.network.output.biases", "order"
  Index count = 0;
  const Scalar* numbers = nullptr;      ///< Either these,
  const std::uint32_t* rows = nullptr;  ///< or, for the order of the training rows, these.
};

/// The state of a network in training.
///
/// Arrays    the parameters and running statistics of every layer; then those of the optimiser, named after the parameters that
///           they belong to, unless training has diverged, which leaves rubbish there; `order`.
/// Progress  { step, position, drawn, diverged, optimizer_scalars: [4 numbers], data: the samples' fingerprint }: see
///           TrainingState.
struct ModelRecord {
  std::vector<ModelArray> arrays;
  Document progress;
};

/// The state as a record, valid until the next step.
///
/// Errors    bad_file when restoreModel would refuse it: a number is not finite.
Result<ModelRecord> modelRecord(const Trainer& trainer);

/// Goes on from a record of a network like this one, to the last bit. A refused record changes nothing.
///
/// Errors    bad_file with the array or number as path: one is missing, unknown or of another length, not finite or out of
///           range; the order does not name every training row once. mismatch (path data): the network was trained on other
///           samples. out_of_memory.
std::optional<Error> restoreModel(Trainer& trainer, const ModelRecord& record);

}  // namespace relu
