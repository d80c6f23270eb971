// Registers the probes with Embind: layers, losses and optimisers on given numbers, for tests and tools. No arithmetic and no
// policy. Whatever can fail answers with { error: { code, message, path } } in the place of its value.
#include <emscripten/bind.h>

#include <memory>
#include <optional>
#include <string>

#include "bindings/marshal.hpp"
#include "diagnostics/attack.hpp"
#include "diagnostics/probe.hpp"
#include "experiment/experiment.hpp"
#include "experiment/reader.hpp"

namespace relu {
namespace {

using emscripten::val;

val failed(const Error& error) {
  Document record = Document::object();
  record.set("code", error.code);
  record.set("message", error.message);
  record.set("path", error.path);
  Document json = Document::object();
  json.set("error", std::move(record));
  return toVal(json);
}

template <class Numbers>
val numbersOf(const Numbers& numbers) {
  return copied(numbers.data(), static_cast<Index>(numbers.size()));
}

std::vector<double> toDoubles(const val& array) { return emscripten::convertJSArrayToNumberVector<double>(array); }

/// A row of a table as an experiment would choose it.
template <class Row>
Result<Choice<Row>> chosen(const val& json, const char* path, std::span<const Row> table) {
  Reader reader;
  Choice<Row> choice = reader.choice(toDocument(json), path, table);
  if (reader.error()) return *reader.error();
  return choice;
}

/// Layers alone, as an experiment's network.layers describes them.
class ProbeSession {
 public:
  /// The error, or null.
  val open(const val& layers, const val& shape, int samples) {
    Document network = Document::object();
    network.set("layers", toDocument(layers));
    Document json = Document::object();
    json.set("network", std::move(network));
    Result<Experiment> experiment = readExperiment(json);
    if (!experiment.ok()) return failed(experiment.error());
    const Shape input{.channels = shape[0].as<int>(), .height = shape[1].as<int>(), .width = shape[2].as<int>()};
    Result<std::unique_ptr<LayerProbe>> probe = LayerProbe::create(std::move(experiment.value().network), input, samples);
    if (!probe.ok()) return failed(probe.error());
    probe_ = std::move(probe.value());
    return val::null();
  }

  /// { stages: [{ path, type, shape, parameters: [{ role, offset, count }], statistics: […] }], outputs, parameters, statistics
  /// }
  val description() const {
    const Network& network = probe_->network();
    Document stages = Document::list();
    for (const Stage& stage : network.stages()) {
      Document json = Document::object();
      json.set("path", stage.path);
      json.set("type", stage.config->type.row->name);
      Document shape = Document::list();
      const Shape& output = network.layer(stage.outputs).output();
      for (const Index size : {output.channels, output.height, output.width}) shape.add(static_cast<double>(size));
      json.set("shape", std::move(shape));
      Document parameters = Document::list(), statistics = Document::list();
      forOwnLayers(stage, [&](Index index) {
        const Layer& layer = network.layer(index);
        for (const Parameter& array : layer.parameters()) parameters.add(place(array, network.offset(index)));
        for (const Parameter& array : layer.statistics()) statistics.add(place(array, network.statisticOffset(index)));
      });
      json.set("parameters", std::move(parameters));
      json.set("statistics", std::move(statistics));
      stages.add(std::move(json));
    }
    Document json = Document::object();
    json.set("stages", std::move(stages));
    json.set("outputs", static_cast<double>(network.outputs()));
    json.set("parameters", static_cast<double>(network.parameterCount()));
    json.set("statistics", static_cast<double>(network.statisticCount()));
    return toVal(json);
  }

  val setParameters(const val& numbers) { return orNull(probe_->setParameters(toScalars(numbers))); }
  val setStatistics(const val& numbers) { return orNull(probe_->setStatistics(toScalars(numbers))); }
  val setInput(const val& numbers) { return orNull(probe_->setInput(toScalars(numbers))); }
  void forward(bool training, double seed, double step) {
    probe_->forward(training ? Mode::training : Mode::evaluation, static_cast<std::uint32_t>(seed),
                    static_cast<std::uint32_t>(step));
  }
  val backward(const val& upstream) { return orNull(probe_->backward(toScalars(upstream))); }

  val parameters() const { return numbersOf(probe_->parameters()); }
  val gradients() const { return numbersOf(probe_->gradients()); }
  val statistics() const { return numbersOf(probe_->statistics()); }
  val output() const { return numbersOf(probe_->output()); }
  val inputDelta() const { return numbersOf(probe_->inputDelta()); }
  val value(unsigned stage) const { return numbersOf(probe_->value(probe_->network().stages()[stage])); }
  val delta(unsigned stage) const { return numbersOf(probe_->delta(probe_->network().stages()[stage])); }

  /// One entry a stage: { deltaNorm, mean, deviation, zeroShare, fireShares, parameters: [{ role, norm, … }] }.
  val readings() const {
    const Network& network = probe_->network();
    Document list = Document::list();
    for (const Stage& stage : network.stages()) {
      const StageReading reading = probe_->read(stage);
      Document json = Document::object();
      json.set("deltaNorm", reading.deltaNorm);
      json.set("mean", reading.mean);
      json.set("deviation", reading.deviation);
      json.set("zeroShare", reading.zeroShare);
      Document shares = Document::list(), parameters = Document::list();
      for (const double share : reading.fireShares) shares.add(share);
      json.set("fireShares", std::move(shares));
      forOwnLayers(stage, [&](Index index) {
        for (const Parameter& array : network.layer(index).parameters()) {
          const ArrayReading numbers = probe_->read(index, array);
          Document parameter = Document::object();
          parameter.set("role", array.role);
          parameter.set("norm", numbers.norm);
          parameter.set("gradientNorm", numbers.gradientNorm);
          parameter.set("largestGradient", numbers.largestGradient);
          parameters.add(std::move(parameter));
        }
      });
      json.set("parameters", std::move(parameters));
      list.add(std::move(json));
    }
    return toVal(list);
  }

  /// Attacks the given input in evaluation: { x, gradients (at the start) }.
  val attack(const val& loss, const val& targets, const val& options) {
    const Result<Choice<Loss>> choice = chosen(loss, "loss", losses());
    if (!choice.ok()) return failed(choice.error());
    Attacker attacker(probe_->network(), choice.value());
    const Block& x = probe_->input();
    const auto labels = toScalars(targets);
    const Index rows = choice.value().row->classIndex ? 1 : probe_->network().outputs();
    if (static_cast<Index>(labels.size()) != rows * x.samples)
      return failed({"shape_mismatch", "expected " + std::to_string(rows) + " targets for each sample", "targets"});
    Buffer wanted, slopes;
    const Index width = padded(x.samples);
    if (!attacker.allocate(x.samples) || !wanted.allocate(rows * width) || !slopes.allocate(x.features * width))
      return failed({"out_of_memory", "there is not enough memory for this attack", ""});
    const Block target{wanted.data(), rows, x.samples, width}, slope{slopes.data(), x.features, x.samples, width};
    for (Index i = 0; i < rows * x.samples; ++i) target.at(i % rows, i / rows) = labels[static_cast<std::size_t>(i)];
    probe_->forward(Mode::evaluation);
    attacker.inputGradients(probe_->reading(), x, target, slope);
    val answer = val::object();
    answer.set("gradients", numbersOf(LayerProbe::rows(slope)));
    attacker.run({.norm = options["norm"].as<std::string>() == "l2" ? AttackNorm::l2 : AttackNorm::linf,
                  .epsilon = options["epsilon"].as<double>(),
                  .step = options["step"].as<double>(),
                  .steps = options["steps"].as<int>(),
                  .low = options["low"].as<double>(),
                  .high = options["high"].as<double>()},
                 probe_->reading(), x, target);
    answer.set("x", numbersOf(LayerProbe::rows(x)));
    return answer;
  }

 private:
  static val orNull(const std::optional<Error>& error) { return error ? failed(*error) : val::null(); }
  static Document place(const Parameter& array, Index start) {
    Document json = Document::object();
    json.set("role", array.role);
    json.set("offset", static_cast<double>(start + array.offset));
    json.set("count", static_cast<double>(array.count));
    return json;
  }
  /// The one or two layers that a stage is made of.
  template <class Visit>
  static void forOwnLayers(const Stage& stage, Visit visit) {
    for (Index index = stage.sums; index <= stage.outputs; ++index) visit(index);
  }
  std::unique_ptr<LayerProbe> probe_;
};

/// { value, delta }
val lossProbe(const val& loss, int samples, const val& outputs, const val& targets) {
  const Result<Choice<Loss>> choice = chosen(loss, "loss", losses());
  if (!choice.ok()) return failed(choice.error());
  const Result<LossReading> reading = probeLoss(choice.value(), samples, toScalars(outputs), toScalars(targets));
  if (!reading.ok()) return failed(reading.error());
  val answer = val::object();
  answer.set("value", reading.value().value);
  answer.set("delta", numbersOf(reading.value().delta));
  return answer;
}

val linkProbe(const val& loss, int samples, const val& outputs) {
  const Result<Choice<Loss>> choice = chosen(loss, "loss", losses());
  if (!choice.ok()) return failed(choice.error());
  return numbersOf(probeLink(*choice.value().row, samples, toScalars(outputs)));
}

/// { weights, arrays, scalars, steps }; `from` has the last three or is null.
val optimizerProbe(const val& optimizer, const val& weights, const val& gradients, const val& rates, const val& from) {
  const Result<Choice<Optimizer>> choice = chosen(optimizer, "optimizer", optimizers());
  if (!choice.ok()) return failed(choice.error());
  OptimizerState state;
  if (!from.isNull()) {
    const auto count = std::min(from["arrays"]["length"].as<unsigned>(), static_cast<unsigned>(kMostStates));
    for (unsigned i = 0; i < count; ++i) state.arrays[i] = toScalars(from["arrays"][i]);
    const auto scalars = toDoubles(from["scalars"]);
    std::copy_n(scalars.begin(), std::min(scalars.size(), std::size(state.scalars)), state.scalars);
    state.steps = static_cast<std::int64_t>(from["steps"].as<double>());
  }
  const Result<OptimizerReading> reading =
      probeOptimizer(choice.value(), toScalars(weights), toScalars(gradients), toDoubles(rates), state);
  if (!reading.ok()) return failed(reading.error());
  val answer = val::object(), arrays = val::array(), scalars = val::array();
  const OptimizerState& last = reading.value().state;
  for (int i = 0; i < choice.value().row->states; ++i) arrays.set(i, numbersOf(last.arrays[i]));
  for (unsigned i = 0; i < std::size(last.scalars); ++i) scalars.set(i, last.scalars[i]);
  answer.set("weights", numbersOf(reading.value().weights));
  answer.set("arrays", arrays);
  answer.set("scalars", scalars);
  answer.set("steps", static_cast<double>(last.steps));
  return answer;
}

}  // namespace
}  // namespace relu

EMSCRIPTEN_BINDINGS(relu_probes) {
  using namespace emscripten;
  using namespace relu;
  class_<ProbeSession>("LayerProbe")
      .constructor<>()
      .function("open", &ProbeSession::open)
      .function("description", &ProbeSession::description)
      .function("setParameters", &ProbeSession::setParameters)
      .function("setStatistics", &ProbeSession::setStatistics)
      .function("setInput", &ProbeSession::setInput)
      .function("forward", &ProbeSession::forward)
      .function("backward", &ProbeSession::backward)
      .function("parameters", &ProbeSession::parameters)
      .function("gradients", &ProbeSession::gradients)
      .function("statistics", &ProbeSession::statistics)
      .function("output", &ProbeSession::output)
      .function("inputDelta", &ProbeSession::inputDelta)
      .function("value", &ProbeSession::value)
      .function("delta", &ProbeSession::delta)
      .function("readings", &ProbeSession::readings)
      .function("attack", &ProbeSession::attack);
  function("probeLoss", &lossProbe);
  function("probeLink", &linkProbe);
  function("probeOptimizer", &optimizerProbe);
}
