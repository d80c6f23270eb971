// The record of a network in training: resuming to the last bit, and refusing whatever does not fit.
#include "model_file/model_file.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <vector>

#include "kept_model.hpp"
#include "test_experiments.hpp"

using relu::Document;
using relu::Index;
using relu::Scalar;
using relu::test::KeptModel;
using relu::test::Settings;
using relu::test::trainer;

namespace {

KeptModel keep(const relu::Trainer& trainer) {
  const auto saved = relu::modelRecord(trainer);
  REQUIRE(saved.ok());
  return KeptModel(saved.value());
}

std::vector<Scalar> weightsOf(const relu::Trainer& trainer) {
  return {trainer.weights(), trainer.weights() + trainer.network().parameterCount()};
}

void train(relu::Trainer& trainer, int steps) {
  for (int i = 0; i < steps; ++i) trainer.step();
}

/// Trains `before` steps, keeps, trains `after` more; a fresh trainer that goes on from what was kept must end equally.
void checkResumes(const std::function<std::unique_ptr<relu::Trainer>()>& make, int before, int after) {
  const auto whole = make();
  train(*whole, before);
  const KeptModel kept = keep(*whole);
  train(*whole, after);
  const auto resumed = make();
  train(*resumed, 3);  // what was there before must leave no trace
  const auto error = relu::restoreModel(*resumed, kept.record);
  REQUIRE_MESSAGE(!error, error->path << ": " << error->message);
  train(*resumed, after);
  CHECK(weightsOf(*resumed) == weightsOf(*whole));
  CHECK(resumed->steps() == whole->steps());
  CHECK(resumed->diverged() == whole->diverged());
  const relu::Metrics one = whole->evaluate(whole->train()), other = resumed->evaluate(resumed->train());
  CHECK(one.loss == other.loss);
  CHECK(keep(*resumed).record.progress == keep(*whole).record.progress);
}

}  // namespace

TEST_CASE("train, save, load, train equals training on, for every optimiser") {
  for (const relu::Optimizer& optimizer : relu::optimizers()) {
    CAPTURE(optimizer.name);
    const Settings settings{.samples = 90, .batchSize = 16, .optimizer = optimizer.name};
    checkResumes([&] { return trainer(settings); }, 10, 10);
  }
}

TEST_CASE("random runs resume from any step, within an epoch and at its end") {
  constexpr std::uint32_t kSeed = 20260731;
  relu::Random random(kSeed, relu::Purpose::initial);
  for (int run = 0; run < 200; ++run) {
    const auto any = [&](std::uint32_t bound) { return random.below(bound); };
    const Settings settings{.data = std::array{"circle", "blobs", "plane"}[any(3)],
                            .seed = any(1000),
                            .samples = 8 + static_cast<Index>(any(60)),
                            .batchSize = 1 + static_cast<Index>(any(40)),
                            .optimizer = relu::optimizers()[any(static_cast<std::uint32_t>(relu::optimizers().size()))].name,
                            .activation = std::array{"relu", "prelu", "tanh", "silu"}[any(4)],
                            .l2 = any(2) * 0.01,
                            .clipNorm = any(2) * 0.1};
    CAPTURE(kSeed);
    CAPTURE(run);
    checkResumes([&] { return trainer(settings); }, static_cast<int>(any(30)), 10);
  }
}

TEST_CASE("every kind of layer resumes: running statistics and random masks are part of the state") {
  for (const relu::LayerType& type : relu::layerTypes()) {
    CAPTURE(type.name);
    const auto make = [&]() -> std::unique_ptr<relu::Trainer> {
      auto setup = relu::test::setup({.samples = 60, .batchSize = 8});
      const std::string_view activation = type.activation.empty() ? std::string_view("linear") : "prelu";
      relu::LayerConfig layer = relu::test::layer(1, activation);
      layer.type = relu::Choice<relu::LayerType>(type);
      if (type.parts & relu::kHasBody) layer.body.push_back(relu::test::layer(6, "prelu"));
      setup.network.layers = {relu::test::layer(6, "relu"), layer, layer};
      auto made = relu::Trainer::create(std::move(setup), std::int64_t{1} << 28);
      return made.ok() ? std::move(made.value()) : nullptr;
    };
    if (!make()) continue;  // wants pictures or sequences; its state is the same arrays
    checkResumes(make, 7, 9);
  }
}

TEST_CASE("the arrays have unique, readable names and together hold every parameter once") {
  const auto run = trainer({.optimizer = "adam", .activation = "prelu"});
  const KeptModel kept = keep(*run);
  std::set<std::string> names;
  Index weights = 0, optimizer = 0;
  for (const relu::ModelArray& array : kept.record.arrays) {
    CHECK(names.insert(array.name).second);
    if (array.name.starts_with("network.")) weights += array.count;
    if (array.name.starts_with("optimizer.")) optimizer += array.count;
  }
  CHECK(weights == run->network().parameterCount());
  CHECK(optimizer == 2 * run->network().parameterCount());
  for (const char* name :
       {"network.layers[0].weights", "network.layers[1].biases", "network.layers[0].slopes", "network.output.weights",
        "optimizer.0.network.layers[0].weights", "optimizer.1.network.output.biases", "order"})
    CHECK_MESSAGE(names.count(name) == 1, name);
}

TEST_CASE("a record that does not fit is refused with its place and changes nothing") {
  const Settings settings{.samples = 60, .batchSize = 8, .activation = "prelu"};
  const auto source = trainer(settings);
  train(*source, 9);
  const Scalar infinity = std::numeric_limits<Scalar>::infinity(), nan = std::numeric_limits<Scalar>::quiet_NaN();
  struct Damage {
    const char* path;
    std::function<void(KeptModel&)> apply;
  };
  const auto set = [](const char* name, Document value) {
    return [=](KeptModel& copy) { copy.record.progress.set(name, value); };
  };
  const auto number = [](const char* name, Scalar value) {
    return [=](KeptModel& copy) { copy.numbers[copy.find(name)].back() = value; };
  };
  Document three = Document::list(), words = Document::list(), endless = Document::list();
  for (int i = 0; i < 3; ++i) three.add(1.0);
  for (int i = 0; i < relu::kOptimizerScalars; ++i) words.add(i ? Document("one") : Document(1.0));
  for (int i = 0; i < relu::kOptimizerScalars; ++i) endless.add(std::numeric_limits<double>::infinity());
  const std::vector<Damage> damages{
      {"network.layers[0].weights", number("network.layers[0].weights", infinity)},
      {"network.output.biases", number("network.output.biases", nan)},
      {"optimizer.1.network.layers[1].slopes", number("optimizer.1.network.layers[1].slopes", -infinity)},
      {"network.layers[1].weights", [](KeptModel& c) { --c.record.arrays[c.find("network.layers[1].weights")].count; }},
      {"network.layers[0].weights", [](KeptModel& c) { c.record.arrays.erase(c.record.arrays.begin()); }},
      {"network.layers[0].weights", [](KeptModel& c) { c.record.arrays.push_back(c.record.arrays.front()); }},
      {"network.layers[7].weights",
       [](KeptModel& c) {
         c.record.arrays.push_back(c.record.arrays.front());
         c.record.arrays.back().name = "network.layers[7].weights";
       }},
      {"network.output.weights",
       [](KeptModel& c) {
         relu::ModelArray& array = c.record.arrays[c.find("network.output.weights")];
         array.rows = c.rows[c.find("order")].data();
         array.numbers = nullptr;
       }},
      {"order", [](KeptModel& c) { c.rows[c.find("order")][0] = c.rows[c.find("order")][1]; }},
      {"order", [](KeptModel& c) { c.rows[c.find("order")][0] = 4294967295u; }},
      {"order",
       [](KeptModel& c) {
         relu::ModelArray& array = c.record.arrays[c.find("order")];
         array.numbers = c.numbers.front().data();
         array.rows = nullptr;
       }},
      {"step", set("step", -1.0)},
      {"step", set("step", 0.5)},
      {"step", set("step", 1e16)},
      {"step", set("step", static_cast<double>(nan))},
      {"step", set("step", "nine")},
      {"step", set("step", Document())},
      {"position", set("position", 31.0)},
      {"position", set("position", 9.0)},
      {"drawn", set("drawn", 1e300)},
      {"diverged", set("diverged", 1.0)},
      {"optimizer_new", set("optimizer_new", 1.0)},
      {"optimizer_scalars", set("optimizer_scalars", three)},
      {"optimizer_scalars", set("optimizer_scalars", words)},
      {"optimizer_scalars", set("optimizer_scalars", endless)},
      {"step",
       [](KeptModel& c) {  // the first of two is told
         c.record.progress.set("position", 31.0);
         c.record.progress.set("step", -1.0);
       }},
      {"data", set("data", true)},
      {"data", set("data", "0123456789abcdef")},
      {"colour", set("colour", "blue")},
      {"progress", [](KeptModel& c) { c.record.progress = Document::list(); }},
  };
  const auto target = trainer(settings);
  train(*target, 4);
  const auto weights = weightsOf(*target);
  for (const Damage& damage : damages) {
    KeptModel copy = keep(*source);
    damage.apply(copy);
    CAPTURE(damage.path);
    const auto error = relu::restoreModel(*target, copy.record);
    REQUIRE(error);
    CHECK(error->path == damage.path);
    CHECK(error->code == (std::string_view(damage.path) == "data" && copy.record.progress.find("data")->is(Document::Kind::text)
                              ? "mismatch"
                              : "bad_file"));
    CHECK(error->message.size() > 8);
    CHECK(weightsOf(*target) == weights);
    CHECK(target->steps() == 4);
  }
  const auto control = trainer(settings);
  train(*control, 14);
  train(*target, 10);
  CHECK(weightsOf(*target) == weightsOf(*control));
}

TEST_CASE("any step that the file may name trains on") {
  const auto run = trainer({.optimizer = "nadam"});
  train(*run, 2);
  KeptModel kept = keep(*run);
  for (const double step : {0.0, 1.0, 4294967295.0, 4294967296.0, 9007199254740991.0}) {
    kept.record.progress.set("step", step);
    kept.record.progress.set("drawn", step);
    REQUIRE_FALSE(relu::restoreModel(*run, kept.record));
    CHECK(static_cast<double>(run->steps()) == step);
    CHECK(run->state().drawn == static_cast<std::uint64_t>(step));
    train(*run, 12);
    for (const Scalar weight : weightsOf(*run)) CHECK(std::isfinite(weight));
  }
}

TEST_CASE("a diverged network is kept without its optimiser's rubbish, and stays diverged until it is set right") {
  const Settings settings{.learningRate = 1e38, .optimizer = "momentum", .activation = "linear"};
  const auto run = trainer(settings);
  while (run->step()) REQUIRE(run->steps() < 100);
  const KeptModel kept = keep(*run);
  for (const relu::ModelArray& array : kept.record.arrays) CHECK_FALSE(array.name.starts_with("optimizer."));
  const auto other = trainer(settings);
  REQUIRE_FALSE(relu::restoreModel(*other, kept.record));
  CHECK(other->diverged());
  CHECK_FALSE(other->step());
  CHECK(weightsOf(*other) == weightsOf(*run));
  // New weights go on with a clean optimiser, so the network can be kept again.
  const std::vector<Scalar> zeros(static_cast<std::size_t>(run->network().parameterCount()));
  REQUIRE(run->setWeights(zeros.data(), static_cast<Index>(zeros.size())));
  CHECK(relu::modelRecord(*run).ok());
}

TEST_CASE("a run that was set right after it diverged resumes with an optimiser as new as its own") {
  for (const relu::Optimizer& row : relu::optimizers()) {
    CAPTURE(std::string(row.name));
    checkResumes(
        [&] {
          auto run = trainer({.optimizer = row.name});
          train(*run, 5);
          const std::vector<Scalar> kept = weightsOf(*run);
          const std::vector<Scalar> huge(kept.size(), std::numeric_limits<Scalar>::max());
          REQUIRE(run->setWeights(huge.data(), static_cast<Index>(huge.size())));
          REQUIRE_FALSE(run->step());
          REQUIRE(run->setWeights(kept.data(), static_cast<Index>(kept.size())));
          return run;
        },
        0, 12);
  }
}

TEST_CASE("a running variance that is negative is refused") {
  relu::Trainer::Setup setup = relu::test::setup({});
  relu::LayerConfig norm = relu::test::layer(1, "linear");
  norm.type = relu::Choice<relu::LayerType>(relu::test::row(relu::layerTypes(), "batch_normalization"));
  setup.network.layers.push_back(norm);
  auto made = relu::Trainer::create(std::move(setup), std::int64_t{1} << 28);
  REQUIRE(made.ok());
  train(*made.value(), 3);
  KeptModel kept = keep(*made.value());
  const char* name = "network.layers[2].running_var";
  kept.numbers[kept.find(name)][0] = -1;
  const auto error = relu::restoreModel(*made.value(), kept.record);
  REQUIRE(error);
  CHECK(error->path == name);
  CHECK(error->message == "number 0 is a negative variance");
}

TEST_CASE("a record with a number that is not finite is not made") {
  const auto run = trainer({});
  relu::TrainingState state = run->state();
  const std::vector<Scalar> rubbish(static_cast<std::size_t>(run->network().parameterCount()),
                                    std::numeric_limits<Scalar>::infinity());
  state.optimizer[0] = rubbish.data();
  const std::vector<std::uint32_t> order(state.order, state.order + run->data().trainRows);
  state.order = order.data();
  const std::vector<Scalar> weights = weightsOf(*run);
  state.weights = weights.data();
  run->resume(state);
  const auto record = relu::modelRecord(*run);
  REQUIRE_FALSE(record.ok());
  CHECK(record.error().code == "bad_file");
  CHECK(record.error().path == "optimizer.0.network.layers[0].weights");
}
