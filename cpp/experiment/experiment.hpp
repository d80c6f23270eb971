// What an experiment's JSON means: defaults, ranges, validation, and back to JSON. The only place that reads or writes it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/document.hpp"
#include "core/error.hpp"
#include "dataset/sequence.hpp"
#include "dataset/stored.hpp"
#include "trainer/trainer.hpp"

namespace relu {

/// Everything that decides a training run.
struct Experiment {
  std::uint32_t seed = 0;
  Choice<Generator> data;
  const StoredSet* stored =
      nullptr;  ///< In the place of `data`: the set whose samples have to be given. Pictures are not standardised.
  std::optional<Choice<SequenceTask>> sequence;  ///< In the place of `data`; noise, features and standardising are not for it.
  Index samples = 0;
  double noise = 0, testShare = 0;
  bool standardize = true;
  std::vector<const Feature*> features;
  NetworkConfig network;
  std::optional<Choice<Loss>> loss;  ///< Absent: the one that goes with the data ("auto").
  TrainingConfig training;           ///< Its loss is resolved.
};

/// Reads an experiment; what is not given has its default. `given` are the caller's own samples where there are any: they take
/// the place of the generated ones, and the loss has to fit them.
///
/// Errors    wrong_type, out_of_range, unknown_name, unknown_key, mismatch; each with the path and what is allowed there.
Result<Experiment> readExperiment(const Document& json, const Dataset* given = nullptr);

/// An activation by name or as an object with its parameters.
Result<Choice<Activation>> readActivation(const Document& json);
/// An activation as an object with all its parameters.
Document writeActivation(const Choice<Activation>& activation);

/// Writes all values, or only those that differ from the defaults.
enum class Detail { full, minimal };
Document writeExperiment(const Experiment& experiment, Detail detail);

/// How large the network of an experiment is in training.
struct Sizes {
  Index layers = 0;  ///< The experiment's own, those in blocks and the output layer included.
  Index parameters = 0;
  std::int64_t bytes = 0;  ///< May be more than `start` allows.
};

/// The sizes before there is a sample or a network. `given` as in `start`; of a stored set nothing has to be given.
///
/// Errors    shape_mismatch, out_of_range, not_finite: those of `start` but for memory.
Result<Sizes> measure(const Experiment& experiment, const Dataset* given = nullptr);

/// Generates the data (or takes `given`, all columns as they are; without training rows it is shuffled and split by the
/// experiment's test share) and makes the network, ready for its first step.
///
/// Errors    too_large, out_of_memory; shape_mismatch, out_of_range, not_finite for samples that do not fit together.
///           missing_data when a stored set's samples are not given.
Result<std::unique_ptr<Trainer>> start(const Experiment& experiment, Dataset* given = nullptr);

}  // namespace relu
