// The reader of experiments: what it takes comes back from both written forms; what it refuses it names; a small network of it
// trains and is kept and resumed.
#include <cmath>

#include "catalog/description.hpp"
#include "experiment/experiment.hpp"
#include "experiment_edits.hpp"
#include "model_file/model_file.hpp"

namespace relu::fuzz {
namespace {

void requireError(const Error& error) {
  require(!error.code.empty() && !error.message.empty(), "an error has a code and a sentence");
}

void train(const Experiment& experiment) {
  auto started = relu::start(experiment);
  if (!started.ok()) return requireError(started.error());
  Trainer& trainer = *started.value();
  for (int i = 0; i < 3; ++i) trainer.step();
  trainer.evaluate(trainer.train());
  trainer.evaluate(trainer.test());
  for (Index i = 0; i < trainer.network().parameterCount(); ++i)
    require(std::isfinite(trainer.weights()[i]), "weights stay finite");
  require(description(experiment, trainer).is(Document::Kind::object), "every network can be described");
  const auto record = modelRecord(trainer);
  if (!record.ok()) return requireError(record.error());
  require(!restoreModel(trainer, record.value()), "a network takes its own record back");
}

}  // namespace

void readExperiment(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes);
  const Result<Experiment> read = relu::readExperiment(experimentFrom(reader, 24));
  if (!read.ok()) return requireError(read.error());
  const Document full = writeExperiment(read.value(), Detail::full);
  const Document minimal = writeExperiment(read.value(), Detail::minimal);
  for (const Document& form : {full, minimal}) {
    const Result<Experiment> again = relu::readExperiment(form);
    require(again.ok(), "what was written is read");
    require(writeExperiment(again.value(), Detail::full) == full, "both forms mean the same");
    require(writeExperiment(again.value(), Detail::minimal) == minimal, "the minimal form is one");
  }
  if (isSmall(full)) train(read.value());
}

}  // namespace relu::fuzz
