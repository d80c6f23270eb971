// Registers the core with Embind. No arithmetic and no policy: every function fetches, calls and hands over. Errors are
// returned, never thrown (a throw through WebAssembly does not put its stack back): null or false, and lastError() tells why.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>

#include "bindings/health_bindings.hpp"
#include "bindings/marshal.hpp"
#include "bindings/model_file_bindings.hpp"
#include "catalog/description.hpp"
#include "core/text.hpp"
#include "diagnostics/confusion.hpp"
#include "diagnostics/curve.hpp"
#include "diagnostics/health_watch.hpp"
#include "diagnostics/response.hpp"
#include "diagnostics/sample_attack.hpp"
#include "diagnostics/sample_response.hpp"
#include "diagnostics/signal.hpp"
#include "diagnostics/step_signal.hpp"
#include "diagnostics/weight_hash.hpp"
#include "trainer/budget.hpp"

namespace relu {
namespace {

using emscripten::val;

Error& storedError() {
  static Error error;
  return error;
}

val fail(const Error& error) {
  storedError() = error;
  return val::null();
}

val lastError() {
  Document json = Document::object();
  json.set("code", storedError().code);
  json.set("message", storedError().message);
  json.set("path", storedError().path);
  return toVal(json);
}

Document orNull(double value) { return std::isfinite(value) ? Document(value) : Document(); }

val metricsVal(const Metrics& metrics) {
  Document json = Document::object();
  json.set("loss", orNull(metrics.loss));
  json.set("accuracy", orNull(metrics.accuracy));
  return toVal(json);
}

val sharesVal(const std::vector<double>& shares) {
  Document list = Document::list();
  for (const double share : shares) list.add(orNull(share));
  return toVal(list);
}

/// { kind: "fgsm" | "pgd", norm: "linf" | "l2", epsilon, steps }.
SampleAttack toAttack(const val& options) {
  return {.kind = member(options, "kind").as<std::string>() == "pgd" ? AttackKind::pgd : AttackKind::fgsm,
          .norm = member(options, "norm").as<std::string>() == "l2" ? AttackNorm::l2 : AttackNorm::linf,
          .epsilon = member(options, "epsilon").as<double>(),
          .steps = whole(options, "steps")};
}

/// A network in training and the memory that its answers are handed out from.
class Session {
 public:
  Session(Experiment experiment, std::unique_ptr<Trainer> trainer)
      : experiment_(std::move(experiment)), trainer_(std::move(trainer)), grid_(*trainer_) {}

  int train(int steps, double budgetMs) { return static_cast<int>(trainFor(*trainer_, steps, budgetMs, emscripten_get_now)); }
  /// `rate` is the step's own learning rate, or null for the schedule's.
  bool trainOn(const val& rows, const val& rate) {
    const auto indices = toIndices(rows);
    for (const std::uint32_t row : indices) {
      if (row >= static_cast<std::uint32_t>(trainer_->data().trainRows))
        return refuse("rows", "out_of_range", "no training row has that number");
    }
    if (indices.empty() || static_cast<Index>(indices.size()) > trainer_->training().batchSize)
      return refuse("rows", "out_of_range", "expected 1..batch_size rows");
    const auto count = static_cast<Index>(indices.size());
    return rate.isNull() ? trainer_->stepOn(indices.data(), count) : trainer_->stepOn(indices.data(), count, rate.as<double>());
  }
  void reset() {
    trainer_->reset();
    watch_.restart();
  }

  double steps() const { return static_cast<double>(trainer_->steps()); }
  bool diverged() const { return trainer_->diverged(); }
  double batchLoss() const { return trainer_->batchLoss(); }
  double totalLoss() const { return trainer_->totalLoss(); }
  double gradientNorm() const { return trainer_->gradientNorm(); }
  val evaluateTrain() { return metricsVal(trainer_->evaluate(trainer_->train())); }
  val evaluateTest() { return metricsVal(trainer_->evaluate(trainer_->test())); }

  val confusion(bool test) {
    const Confusion result = relu::confusion(*trainer_, test ? trainer_->test() : trainer_->train());
    val object = val::object();
    put(object, "counts", copied(result.counts.data(), static_cast<Index>(result.counts.size())));
    put(object, "precision", sharesVal(result.precision));
    put(object, "recall", sharesVal(result.recall));
    return object;
  }

  val weights() const { return view(trainer_->weights(), trainer_->network().parameterCount()); }
  val gradients() const { return view(trainer_->gradients(), trainer_->network().parameterCount()); }
  val statistics() const { return view(trainer_->reading().statistics, trainer_->network().statisticCount()); }
  bool setWeights(const val& weights) {
    const auto numbers = toScalars(weights);
    if (trainer_->setWeights(numbers.data(), static_cast<Index>(numbers.size()))) return true;
    return refuse("weights", "shape_mismatch",
                  sentence({"expected ", trainer_->network().parameterCount(), " finite numbers, got ", numbers.size()}));
  }
  std::string weightHash() const {
    return hexText(relu::weightHash(trainer_->weights(), trainer_->network().parameterCount()));
  }

  val outputGrid(int resolution) {
    if (!drawable()) return val::null();
    const Index pixels = Index{resolution} * resolution;
    if (!reserve(std::int64_t{trainer_->network().outputs()} * pixels)) return val::null();
    if (!grid_.outputs(resolution, answers_.data())) return outOfMemory();
    return view(answers_.data(), trainer_->network().outputs() * pixels);
  }
  val unitGrids(int resolution) {
    if (!drawable()) return val::null();
    const std::int64_t numbers = std::int64_t{unitCount(*trainer_)} * resolution * resolution;
    if (!reserve(numbers)) return val::null();
    if (!grid_.units(resolution, answers_.data())) return outOfMemory();
    return view(answers_.data(), static_cast<Index>(numbers));
  }
  val predict(const val& points, bool raw) {
    const auto numbers = toScalars(points);
    const Index columns = trainer_->encoder().columns(), count = static_cast<Index>(numbers.size()) / columns;
    if (count * columns != static_cast<Index>(numbers.size())) {
      refuse("points", "shape_mismatch", sentence({"expected ", columns, " numbers for each point, got ", numbers.size()}));
      return val::null();
    }
    if (!reserve(std::int64_t{count} * trainer_->network().outputs())) return val::null();
    if (!relu::predict(*trainer_, numbers.data(), count, raw ? Answer::raw : Answer::linked, answers_.data()))
      return outOfMemory();
    return view(answers_.data(), count * trainer_->network().outputs());
  }
  /// { from, to, path, before, after } of one sample.
  val attack(const val& options, const val& sample) {
    SampleAttacker attacker(*trainer_);
    if (!attacker.allocate()) return noMemory();
    const AttackOutcome outcome = attacker.run(toAttack(options), toScalars(sample));
    if (outcome.before.empty() || outcome.after.empty()) return noMemory();
    val object = val::object();
    put(object, "from", static_cast<double>(outcome.from));
    put(object, "to", static_cast<double>(outcome.to));
    put(object, "path", copied(outcome.path));
    put(object, "before", copied(outcome.before));
    put(object, "after", copied(outcome.after));
    return object;
  }
  /// { low, high } that an attack may reach.
  val attackRange() {
    const SampleRange range = SampleAttacker(*trainer_).range();
    val object = val::object();
    put(object, "low", range.low);
    put(object, "high", range.high);
    return object;
  }
  /// The smallest attack on each sample; NaN where none up to `limit` changes the answer.
  val smallestAttacks(const val& options, double limit, const val& samples) {
    SampleAttacker attacker(*trainer_);
    if (!attacker.allocate()) return noMemory();
    const auto numbers = toScalars(samples);
    const auto columns = static_cast<std::size_t>(trainer_->encoder().columns());
    val epsilons = val::array();
    for (std::size_t row = 0; row * columns < numbers.size(); ++row) {
      const SmallestAttack result = attacker.smallest(toAttack(options), limit, {&numbers[row * columns], columns});
      epsilons.set(static_cast<unsigned>(row), result.found ? result.epsilon : std::nan(""));
    }
    return epsilons;
  }
  val histogram(int stage, double low, double high, int bins) {
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(bins));
    const Histogram result = sumHistogram(*trainer_, stage, low, high, counts.data(), bins);
    val object = val::object();
    put(object, "counts", copied(counts.data(), bins));
    put(object, "below", result.below);
    put(object, "above", result.above);
    put(object, "total", result.total);
    const RegimeShares shares = regimeShares(*trainer_, stage);
    val regimes = val::object();
    put(regimes, "off", shares.off);
    put(regimes, "linear", shares.linear);
    put(regimes, "saturated", shares.saturated);
    put(object, "regimes", regimes);
    return object;
  }
  val signal() {
    val list = val::array();
    unsigned index = 0;
    const std::vector<LayerSignal> layers = measureSignal(*trainer_);
    if (layers.empty()) return outOfMemory();
    for (const LayerSignal& layer : layers) {
      val object = val::object();
      put(object, "forwardRms", layer.forward);
      put(object, "deltaRms", layer.delta);
      put(object, "gradientRms", layer.gradient);
      put(object, "updateRatio", layer.update);
      list.set(index++, object);
    }
    return list;
  }

  /// Null when `values` are not as many as the data has columns.
  val sampleResponse(const val& values) {
    const auto numbers = toScalars(values);
    const Index columns = trainer_->encoder().columns();
    if (static_cast<Index>(numbers.size()) != columns) {
      refuse("values", "shape_mismatch", sentence({"expected ", columns, " numbers, got ", numbers.size()}));
      return val::null();
    }
    const Index size = responseSize(*trainer_);
    if (!reserve(size)) return val::null();
    if (!relu::sampleResponse(*trainer_, numbers.data(), answers_.data())) return outOfMemory();
    return view(answers_.data(), size);
  }
  val partResponse(bool test) {
    const Examples& examples = test ? trainer_->test() : trainer_->train();
    const std::int64_t size = partResponseSize(*trainer_, examples);
    if (!reserve(size)) return val::null();
    relu::partResponse(*trainer_, examples, answers_.data());
    return view(answers_.data(), static_cast<Index>(size));
  }
  val stepSignal() {
    val list = val::array();
    unsigned index = 0;
    const std::vector<StepSignal> stages = measureSteps(*trainer_);
    if (stages.empty()) return outOfMemory();
    for (const StepSignal& stage : stages) {
      val object = val::object();
      put(object, "forwardRms", copied(stage.forward));
      put(object, "deltaRms", copied(stage.delta));
      list.set(index++, stage.forward.empty() ? val::null() : object);
    }
    return list;
  }

  /// Notes which units are dead now, for `health`.
  void lookAtHealth() { watch_.look(*trainer_); }
  val health() {
    watch_.look(*trainer_);
    return healthVal(measureHealth(*trainer_), watch_.lives());
  }
  /// The outputs of one number of a stage, for the training or the test rows.
  val unitValues(int stage, int feature, bool test) {
    const Examples& examples = test ? trainer_->test() : trainer_->train();
    if (!reserve(examples.inputs.samples)) return val::null();
    relu::unitValues(*trainer_, examples, stage, feature, answers_.data());
    return view(answers_.data(), examples.inputs.samples);
  }

  val saved() const {
    const Result<val> record = savedModel(*trainer_);
    return record.ok() ? record.value() : fail(record.error());
  }
  bool restore(const val& record) {
    const auto error = restoreModel(*trainer_, record);
    if (error) storedError() = *error;
    watch_.resume();
    return !error;
  }

  val description() const { return toVal(relu::description(experiment_, *trainer_)); }
  val samples() const { return view(trainer_->data().values.data(), static_cast<Index>(trainer_->data().values.size())); }
  val labels() const { return view(trainer_->data().labels.data(), static_cast<Index>(trainer_->data().labels.size())); }

 private:
  bool refuse(const char* path, const char* code, std::string_view message) {
    storedError() = {code, message, path};
    return false;
  }
  val noMemory() { return fail({"out_of_memory", "there is not enough memory for this attack", ""}); }
  bool drawable() {
    return isPlanar(*trainer_) || refuse("", "out_of_range", "pictures of the plane need two-dimensional data");
  }
  bool reserve(std::int64_t numbers) {
    if (answers_.size() >= numbers) return true;
    if (answers_.allocate(numbers)) return true;
    outOfMemory();
    return false;
  }
  val outOfMemory() { return fail({"out_of_memory", "there is not enough memory for this answer", ""}); }
  Experiment experiment_;
  std::unique_ptr<Trainer> trainer_;
  HealthWatch watch_;
  PlaneGrid grid_;
  Buffer answers_;
};

/// The caller's own samples: { values, labels, columns, shape: [channels, height, width], targets, problem: "binary" |
/// "multiclass" | "regression", classes, train_rows }.
Result<Dataset> toDataset(const val& json) {
  Dataset data;
  const Document given = toDocument(member(json, "problem"));
  const auto problem = std::find(std::begin(kProblems), std::end(kProblems), given.text());
  if (problem == std::end(kProblems)) {
    return Error{"unknown_name", sentence({"expected binary, multiclass or regression, got ", describe(given)}),
                 "data.problem"};
  }
  data.problem = static_cast<Problem>(problem - kProblems);
  data.classes = data.problem == Problem::regression ? 0 : whole(json, "classes");
  data.columns = whole(json, "columns");
  const val shape = member(json, "shape");
  data.shape = {.channels = shape[0].as<int>(), .height = shape[1].as<int>(), .width = shape[2].as<int>()};
  data.targets = whole(json, "targets");
  data.values = toScalars(member(json, "values"));
  data.labels = toScalars(member(json, "labels"));
  data.trainRows = whole(json, "train_rows");
  return data;
}

/// The stored set that an experiment names, or "".
std::string storedName(const val& json) {
  const Document experiment = toDocument(json);
  const Document* data = experiment.find("data");
  const Document* name = data ? data->find("name") : nullptr;
  return name && find(storedSets(), name->text()) ? name->text() : std::string();
}

/// The samples of a stored set (`samples` is the bytes of its file) or the caller's own.
Result<Dataset> toGiven(const val& json, const val& samples) {
  const StoredSet* set = find(storedSets(), storedName(json));
  if (!set || !samples.instanceof (val::global("Uint8Array"))) return toDataset(samples);
  return readStored(*set, emscripten::convertJSArrayToNumberVector<std::uint8_t>(samples));
}

/// { layers, parameters, bytes }, or null. `samples` are the caller's own or null.
val sizes(const val& json, const val& samples) {
  Dataset given;
  const bool own = !samples.isNull();
  if (own) {
    Result<Dataset> read = toDataset(samples);
    if (!read.ok()) return fail(read.error());
    given = std::move(read.value());
  }
  const Result<Experiment> experiment = readExperiment(toDocument(json), own ? &given : nullptr);
  if (!experiment.ok()) return fail(experiment.error());
  const Result<Sizes> result = measure(experiment.value(), own ? &given : nullptr);
  if (!result.ok()) return fail(result.error());
  val object = val::object();
  put(object, "layers", static_cast<double>(result.value().layers));
  put(object, "parameters", static_cast<double>(result.value().parameters));
  put(object, "bytes", static_cast<double>(result.value().bytes));
  return object;
}

/// A session beyond the border: the number of its address. What hands it in keeps it from being used once it is closed.
using Handle = std::uintptr_t;

Session& at(Handle handle) { return *reinterpret_cast<Session*>(handle); }

/// A session's method as a function of its handle. Functions are all that Embind is asked for: its classes, with handles that
/// are counted, cast and collected, would cost an embed 4 kB.
template <auto method>
struct OfSession;
template <class Answer, class... Arguments, Answer (Session::*method)(Arguments...)>
struct OfSession<method> {
  static Answer call(Handle handle, Arguments... arguments) { return (at(handle).*method)(arguments...); }
};
template <class Answer, class... Arguments, Answer (Session::*method)(Arguments...) const>
struct OfSession<method> {
  static Answer call(Handle handle, Arguments... arguments) { return (at(handle).*method)(arguments...); }
};

/// A new session, or 0.
Handle open(const val& json, const val& samples) {
  Dataset given;
  const bool own = !samples.isNull();
  if (own) {
    Result<Dataset> read = toGiven(json, samples);
    if (!read.ok()) {
      fail(read.error());
      return 0;
    }
    given = std::move(read.value());
  }
  Result<Experiment> experiment = readExperiment(toDocument(json), own ? &given : nullptr);
  if (!experiment.ok()) {
    fail(experiment.error());
    return 0;
  }
  Result<std::unique_ptr<Trainer>> trainer = start(experiment.value(), own ? &given : nullptr);
  if (!trainer.ok()) {
    fail(trainer.error());
    return 0;
  }
  return reinterpret_cast<Handle>(new Session(std::move(experiment.value()), std::move(trainer.value())));
}

void close(Handle handle) { delete &at(handle); }

/// The full and the minimal form, or null.
val validate(const val& json) {
  const Result<Experiment> experiment = readExperiment(toDocument(json));
  if (!experiment.ok()) return fail(experiment.error());
  val forms = val::object();
  put(forms, "experiment", toVal(writeExperiment(experiment.value(), Detail::full)));
  put(forms, "minimal", toVal(writeExperiment(experiment.value(), Detail::minimal)));
  return forms;
}

/// f and f′ of an activation at the given inputs, or null.
val curve(const val& activation, const val& inputs) {
  const Result<Choice<Activation>> row = readActivation(toDocument(activation));
  if (!row.ok()) return fail(row.error());
  const auto z = toScalars(inputs);
  const auto count = static_cast<Index>(z.size());
  std::vector<Scalar> values(z.size()), derivatives(z.size());
  activationCurve(row.value(), z.data(), count, values.data(), derivatives.data());
  val object = val::object();
  put(object, "values", copied(values.data(), count));
  put(object, "derivatives", copied(derivatives.data(), count));
  return object;
}

}  // namespace
}  // namespace relu

/// In the place of the library's, which would bring all of printf. Embind alone asks for it, to write the address of a type
/// that was never registered into an error of which nothing but its text would be known; here that type has no name.
extern "C" int siprintf(char* text, const char*, ...) {
  *text = '\0';
  return 0;
}

EMSCRIPTEN_BINDINGS(relu) {
  using namespace emscripten;
  using namespace relu;
  function("train", &OfSession<&Session::train>::call);
  function("trainOn", &OfSession<&Session::trainOn>::call);
  function("reset", &OfSession<&Session::reset>::call);
  function("steps", &OfSession<&Session::steps>::call);
  function("diverged", &OfSession<&Session::diverged>::call);
  function("batchLoss", &OfSession<&Session::batchLoss>::call);
  function("totalLoss", &OfSession<&Session::totalLoss>::call);
  function("gradientNorm", &OfSession<&Session::gradientNorm>::call);
  function("evaluateTrain", &OfSession<&Session::evaluateTrain>::call);
  function("evaluateTest", &OfSession<&Session::evaluateTest>::call);
  function("confusion", &OfSession<&Session::confusion>::call);
  function("weights", &OfSession<&Session::weights>::call);
  function("gradients", &OfSession<&Session::gradients>::call);
  function("statistics", &OfSession<&Session::statistics>::call);
  function("setWeights", &OfSession<&Session::setWeights>::call);
  function("weightHash", &OfSession<&Session::weightHash>::call);
  function("outputGrid", &OfSession<&Session::outputGrid>::call);
  function("unitGrids", &OfSession<&Session::unitGrids>::call);
  function("predict", &OfSession<&Session::predict>::call);
  function("attack", &OfSession<&Session::attack>::call);
  function("attackRange", &OfSession<&Session::attackRange>::call);
  function("smallestAttacks", &OfSession<&Session::smallestAttacks>::call);
  function("histogram", &OfSession<&Session::histogram>::call);
  function("signal", &OfSession<&Session::signal>::call);
  function("sampleResponse", &OfSession<&Session::sampleResponse>::call);
  function("partResponse", &OfSession<&Session::partResponse>::call);
  function("stepSignal", &OfSession<&Session::stepSignal>::call);
  function("lookAtHealth", &OfSession<&Session::lookAtHealth>::call);
  function("health", &OfSession<&Session::health>::call);
  function("unitValues", &OfSession<&Session::unitValues>::call);
  function("saved", &OfSession<&Session::saved>::call);
  function("restore", &OfSession<&Session::restore>::call);
  function("description", &OfSession<&Session::description>::call);
  function("samples", &OfSession<&Session::samples>::call);
  function("labels", &OfSession<&Session::labels>::call);
  function("open", &open);
  function("close", &close);
  function("validate", &validate);
  function("sizes", &sizes);
  function("storedName", &storedName);
  function("curve", &curve);
  function("lastError", &lastError);
}
