// Experiments: defaults, both written forms, and precise refusals.
#include "experiment/experiment.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "experiment/fields.hpp"
#include "test_networks.hpp"
#include "test_stored.hpp"

using relu::Detail;
using relu::Document;
using relu::readExperiment;
using relu::writeExperiment;

namespace {

Document object(std::initializer_list<std::pair<const char*, Document>> members) {
  Document json = Document::object();
  for (const auto& [name, value] : members) json.set(name, value);
  return json;
}

Document list(std::initializer_list<Document> items) {
  Document json = Document::list();
  for (const Document& item : items) json.add(item);
  return json;
}

/// A random experiment that says something about every part.
Document randomExperiment(relu::Random& random) {
  const auto pick = [&](const auto& table) { return table[random.below(static_cast<std::uint32_t>(table.size()))].name; };
  const auto chosen = [&](const auto& table) -> Document {
    const auto& row = table[random.below(static_cast<std::uint32_t>(table.size()))];
    if (random.below(2)) return row.name;
    Document json = object({{"name", row.name}});
    for (const relu::Field& field : row.fields) {
      if (random.below(2) || field.kind == relu::FieldKind::choice) continue;
      if (field.kind == relu::FieldKind::boolean)
        json.set(field.name, random.below(2) == 1);
      else
        json.set(field.name,
                 field.kind == relu::FieldKind::integer ? field.min + random.below(2) : (field.min + field.standard) / 2);
    }
    return json;
  };
  Document layers = Document::list();
  for (std::uint32_t i = random.below(4); i > 0; --i) {
    Document layer = object({{"units", static_cast<int>(1 + random.below(20))}, {"activation", chosen(relu::activations())}});
    if (random.below(2)) layer.set("initializer", chosen(relu::initializers()));
    if (random.below(4) == 0) layer.set("bias_initializer", object({{"name", "constant"}, {"value", -5}}));
    if (random.below(4) == 0) layer.set("use_bias", false);
    layers.add(layer);
  }
  return object({{"seed", static_cast<double>(random.bits())},
                 {"data", object({{"name", pick(relu::generators())},
                                  {"samples", static_cast<int>(4 + random.below(200))},
                                  {"noise", random.uniform()}})},
                 {"network", object({{"layers", layers}, {"initializer", chosen(relu::initializers())}})},
                 {"training", object({{"optimizer", chosen(relu::optimizers())},
                                      {"schedule", chosen(relu::schedules())},
                                      {"batch_size", static_cast<int>(1 + random.below(64))},
                                      {"l2", 0.5}})}});
}

}  // namespace

TEST_CASE("an empty experiment is the default one") {
  const auto result = readExperiment(Document::object());
  REQUIRE(result.ok());
  const relu::Experiment& experiment = result.value();
  CHECK(experiment.seed == relu::rootFields()[relu::kSeed].standard);
  CHECK(experiment.data.row->name == "circle");
  CHECK(experiment.samples == relu::dataFields()[relu::kSamples].standard);
  CHECK(experiment.network.layers.size() == 2);
  CHECK(experiment.network.output.activation.row->name == "linear");
  CHECK(experiment.training.loss.row->name == "binary_cross_entropy");
  CHECK_FALSE(experiment.loss.has_value());
  CHECK(writeExperiment(experiment, Detail::minimal) == object({{"v", 1}}));
}

TEST_CASE("both written forms mean the same experiment") {
  constexpr std::uint32_t kSeed = 20260803;
  CAPTURE(kSeed);
  relu::Random random(kSeed, relu::Purpose::data);
  int read = 0;
  for (int i = 0; i < 500; ++i) {
    const auto result = readExperiment(randomExperiment(random));
    if (!result.ok()) {
      // Half of a range and a default may fall outside another row's range; such a refusal names its place.
      CHECK(result.error().code == "out_of_range");
      continue;
    }
    ++read;
    const Document full = writeExperiment(result.value(), Detail::full),
                   minimal = writeExperiment(result.value(), Detail::minimal);
    const auto fromFull = readExperiment(full), fromMinimal = readExperiment(minimal);
    REQUIRE(fromFull.ok());
    REQUIRE(fromMinimal.ok());
    CHECK(writeExperiment(fromFull.value(), Detail::full) == full);
    CHECK(writeExperiment(fromMinimal.value(), Detail::full) == full);
    CHECK(writeExperiment(fromFull.value(), Detail::minimal) == minimal);
  }
  CHECK(read > 400);
}

TEST_CASE("the loss follows the data unless it is given, and has to fit") {
  const auto lossOf = [](const char* data) {
    return readExperiment(object({{"data", object({{"name", data}})}})).value().training.loss.row->name;
  };
  CHECK(lossOf("circle") == "binary_cross_entropy");
  CHECK(lossOf("blobs") == "softmax_cross_entropy");
  CHECK(lossOf("plane") == "mean_squared_error");
  const auto given = readExperiment(object({{"training", object({{"loss", "hinge"}})}}));
  REQUIRE(given.ok());
  CHECK(given.value().training.loss.row->name == "hinge");
  const auto wrong = readExperiment(
      object({{"data", object({{"name", "plane"}})}, {"training", object({{"loss", "softmax_cross_entropy"}})}}));
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().code == "mismatch");
}

TEST_CASE("three spiral arms are three classes") {
  const auto result = readExperiment(object({{"data", object({{"name", "spiral"}, {"arms", 3}})}}));
  REQUIRE(result.ok());
  CHECK(result.value().training.loss.row->name == "softmax_cross_entropy");
  auto trainer = relu::start(result.value());
  REQUIRE(trainer.ok());
  CHECK(trainer.value()->network().outputs() == 3);
}

TEST_CASE("a sequence task takes the place of the plane: its own settings, and neither noise nor features") {
  const auto data = [](std::initializer_list<std::pair<const char*, Document>> members) {
    return readExperiment(object({{"data", object(members)},
                                  {"network", object({{"layers", list({object({{"type", "simple_rnn"}, {"units", 3}})})}})}}));
  };
  const auto adding = data({{"name", "adding"}, {"steps", 7}, {"samples", 50}});
  REQUIRE(adding.ok());
  CHECK(adding.value().training.loss.row->name == "mean_squared_error");
  CHECK(data({{"name", "latch"}}).value().training.loss.row->name == "binary_cross_entropy");
  const Document full = writeExperiment(adding.value(), Detail::full);
  CHECK(*full.find("data") == object({{"name", "adding"}, {"steps", 7}, {"samples", 50}, {"test_share", 0.5}}));
  const Document minimal = writeExperiment(adding.value(), Detail::minimal);
  CHECK(*minimal.find("data") == object({{"name", "adding"}, {"steps", 7}, {"samples", 50}}));
  CHECK(writeExperiment(readExperiment(minimal).value(), Detail::full) == full);
  auto trainer = relu::start(adding.value());
  REQUIRE(trainer.ok());
  CHECK((trainer.value()->network().input() == relu::Shape{.channels = 2, .height = 7}));
  CHECK(trainer.value()->train().inputs.samples == 25);
  REQUIRE(trainer.value()->step());
  for (const char* refused : {"noise", "features", "standardize", "distraction"}) {
    const auto result = data({{"name", "adding"}, {refused, 1}});
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == "unknown_key");
    CHECK(result.error().path == std::string("data.") + refused);
  }
  const auto unknown = data({{"name", "addling"}});
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().message.find("adding") != std::string::npos);
}

TEST_CASE("layers of every type keep their settings in both written forms") {
  for (const relu::LayerType& type : relu::layerTypes()) {
    CAPTURE(std::string(type.name));
    Document layer = object({{"type", type.name}});
    for (const relu::Field& field : type.fields) {
      if (field.kind == relu::FieldKind::boolean) layer.set(field.name, field.standard == 0);
      if (field.kind == relu::FieldKind::number || field.kind == relu::FieldKind::integer) layer.set(field.name, field.max);
    }
    if (type.parts & relu::kHasRecurrentInitializer) layer.set("recurrent_initializer", "identity");
    if (type.parts & relu::kHasBody) layer.set("layers", list({object({{"units", 5}})}));
    const auto read = readExperiment(object({{"network", object({{"layers", list({layer})}})}}));
    REQUIRE_MESSAGE(read.ok(), read.error().path << ": " << read.error().message);
    const Document full = writeExperiment(read.value(), Detail::full), minimal = writeExperiment(read.value(), Detail::minimal);
    CHECK(writeExperiment(readExperiment(full).value(), Detail::full) == full);
    CHECK(writeExperiment(readExperiment(minimal).value(), Detail::full) == full);
    const Document& written = full.find("network")->find("layers")->items()[0];
    for (const auto& member : layer.members()) {
      if (member.first == "layers") continue;  // their defaults are written too
      if (member.first == "recurrent_initializer") continue;
      CHECK(*written.find(member.first) == member.second);
    }
  }
}

TEST_CASE("a schedule is given by name or with its settings") {
  const auto schedule = [](const Document& json) {
    return readExperiment(object({{"training", object({{"schedule", json}})}}));
  };
  CHECK(readExperiment(Document::object()).value().training.schedule.row->name == "constant");
  const auto steps = schedule(object({{"name", "step"}, {"unit", "steps"}, {"every", 2}, {"gamma", 0.25}}));
  REQUIRE(steps.ok());
  auto trainer = relu::start(steps.value());
  REQUIRE(trainer.ok());
  const double rate = steps.value().training.optimizer.values[0];
  for (const double factor : {1.0, 1.0, 0.25, 0.25, 0.0625}) {
    CHECK(trainer.value()->learningRate() == rate * factor);
    REQUIRE(trainer.value()->step());
  }
  const auto wrong = schedule(object({{"name", "step"}, {"unit", "days"}}));
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().path == "training.schedule.unit");
}

TEST_CASE("a bad value is refused with its path and what is allowed there") {
  struct Case {
    Document json;
    const char *code, *path, *says;
  };
  const std::vector<Case> cases = {
      {Document(3), "wrong_type", "", "expected an object, got 3"},
      {object({{"v", 2}}), "unknown_version", "v", "expected 1, got 2"},
      {object({{"seeds", 1}}), "unknown_key", "seeds", "seed"},
      {object({{"v", "1"}}), "unknown_version", "v", "expected 1, got \"1\""},
      {object({{"seed", -1}}), "out_of_range", "seed", "0..4294967295"},
      {object({{"seed", 1.5}}), "wrong_type", "seed", "whole number"},
      {object({{"data", list({})}}), "wrong_type", "data", "expected an object, got a list"},
      {object({{"data", object({{"name", "circus"}})}}), "unknown_name", "data.name", "got \"circus\""},
      {object({{"data", object({{"name", 3}})}}), "wrong_type", "data.name", "circle"},
      {object({{"data", object({{"standardize", 1}})}}), "wrong_type", "data.standardize", "true or false, got 1"},
      {object({{"data", object({{"features", "x"}})}}), "wrong_type", "data.features", "expected a list, got \"x\""},
      {object({{"data", object({{"features", list({1})}})}}), "unknown_name", "data.features[0]", "got 1"},
      {object({{"data", object({{"samples", 3}})}}), "out_of_range", "data.samples", "4..10000, got 3"},
      {object({{"data", object({{"samples", "many"}})}}), "wrong_type", "data.samples", "got \"many\""},
      {object({{"data", object({{"arms", 3}})}}), "unknown_key", "data.arms", "samples"},
      {object({{"data", object({{"features", list({})}})}}), "out_of_range", "data.features", "at least one"},
      {object({{"data", object({{"features", list({"x", "z"})}})}}), "unknown_name", "data.features[1]", "got \"z\""},
      {object({{"data", object({{"features", list({"x", "x"})}})}}), "out_of_range", "data.features[1]", "once"},
      {object({{"network", object({{"layers", 3}})}}), "wrong_type", "network.layers", "expected a list"},
      {object({{"network", object({{"layers", list({object({{"units", -3}})})}})}}), "out_of_range", "network.layers[0].units",
       "1..1024, got -3"},
      {object({{"network", object({{"layers", list({object({}), object({{"activation", "relue"}})})}})}}), "unknown_name",
       "network.layers[1].activation", "relu, leaky_relu"},
      {object({{"network", object({{"layers", list({object({{"activation", object({{"name", "elu"}, {"beta", 1}})}})})}})}}),
       "unknown_key", "network.layers[0].activation.beta", "alpha"},
      {object({{"network", object({{"layers", list({object({{"type", "lstm"}})})}})}}), "unknown_name",
       "network.layers[0].type", "dense"},
      {object({{"network", object({{"layers", list({object({{"type", 2}})})}})}}), "wrong_type", "network.layers[0].type",
       "dense"},
      {object({{"network", object({{"layers", list({Document("dense")})}})}}), "wrong_type", "network.layers[0]",
       "expected an object, got \"dense\""},
      {object({{"network", object({{"layers", list({object({{"layers", list({})}})})}})}}), "unknown_key",
       "network.layers[0].layers", "units"},
      {object({{"network",
                object({{"layers", list({object({{"type", "residual"}, {"layers", list({object({{"units", 0}})})}})})}})}}),
       "out_of_range", "network.layers[0].layers[0].units", "got 0"},
      {object({{"network", object({{"layers", list({object({{"type", "conv2d"}, {"kernel_size", list({3, 0})}})})}})}}),
       "out_of_range", "network.layers[0].kernel_size[1]", "a list of two"},
      {object({{"network", object({{"output", Document(1)}})}}), "wrong_type", "network.output", "expected an object"},
      {object({{"training", object({{"loss", "hingle"}})}}), "unknown_name", "training.loss", "got \"hingle\""},
      {object({{"network", object({{"output", object({{"units", 3}})}})}}), "unknown_key", "network.output.units",
       "activation"},
      {object({{"network", object({{"initializer", object({})}})}}), "wrong_type", "network.initializer.name", "he_normal"},
      {object({{"training", object({{"batch_size", 0}})}}), "out_of_range", "training.batch_size", "1..1024, got 0"},
      {object({{"training", object({{"optimizer", object({{"name", "adam"}, {"learning_rate", true}})}})}}), "wrong_type",
       "training.optimizer.learning_rate", "got true"},
      {object({{"training", object({{"optimizer", list({})}})}}), "wrong_type", "training.optimizer", "got a list"},
  };
  for (const Case& bad : cases) {
    const auto result = readExperiment(bad.json);
    CAPTURE(bad.path);
    CAPTURE(bad.says);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == bad.code);
    CHECK(result.error().path == bad.path);
    CHECK_MESSAGE(result.error().message.find(bad.says) != std::string::npos, result.error().message);
  }
}

TEST_CASE("more layers than the limit are refused") {
  Document layers = Document::list();
  for (relu::Index i = 0; i <= relu::kMostLayers; ++i) layers.add(Document::object());
  const auto result = readExperiment(object({{"network", object({{"layers", layers}})}}));
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code == "out_of_range");
}

TEST_CASE("the caller's own samples are checked before they are used") {
  const auto experiment = readExperiment(Document::object());
  const auto startWith = [&](relu::Dataset data) {
    const auto result = relu::start(experiment.value(), &data);
    return result.ok() ? std::string() : result.error().path;
  };
  relu::Dataset good;
  good.columns = 2;
  good.shape = {.channels = 2};
  good.values = {0, 1, 1, 0, 1, 1};
  good.labels = {0, 1, 1};
  good.trainRows = 2;
  CHECK(startWith(good) == "");
  relu::Dataset bad = good;
  bad.values.pop_back();
  CHECK(startWith(bad) == "data.values");
  bad = good;
  bad.labels[1] = 2;
  CHECK(startWith(bad) == "data.labels[1]");
  bad = good;
  bad.values[4] = std::numeric_limits<relu::Scalar>::quiet_NaN();
  CHECK(startWith(bad) == "data.values[4]");
  bad = good;
  bad.trainRows = 4;
  CHECK(startWith(bad) == "data.train_rows");
  bad = good;
  bad.targets = 2;
  CHECK(startWith(bad) == "data.targets");
}

TEST_CASE("what is measured before is what the network takes") {
  const auto check = [](const Document& json, const relu::Dataset* given) {
    const auto experiment = readExperiment(json, given);
    REQUIRE(experiment.ok());
    const auto sizes = relu::measure(experiment.value(), given);
    relu::Dataset copy = given ? *given : relu::Dataset();
    const auto trainer = relu::start(experiment.value(), given ? &copy : nullptr);
    REQUIRE(sizes.ok());
    REQUIRE(trainer.ok());
    CHECK(sizes.value().bytes == trainer.value()->bytes());
    CHECK(sizes.value().parameters == trainer.value()->network().parameterCount());
    CHECK(sizes.value().layers == static_cast<relu::Index>(trainer.value()->network().stages().size()));
  };
  const Document tall = object({{"network", object({{"layers", list({object({{"type", "batch_normalization"}}),
                                                                     object({{"units", 7}, {"activation", "prelu"}})})}})}});
  check(tall, nullptr);
  for (const relu::Generator& row : relu::generators())
    check(object({{"data", object({{"name", row.name}, {"samples", 101}, {"test_share", 0.3}})}}), nullptr);
  for (const relu::SequenceTask& row : relu::sequenceTasks()) {
    const Document network = object({{"layers", list({object({{"type", "simple_rnn"}})})}});
    check(object({{"data", object({{"name", row.name}, {"samples", 33}})}, {"network", network}}), nullptr);
  }
  relu::Dataset given;
  given.problem = relu::Problem::regression;
  given.classes = 0;
  given.columns = 3;
  given.shape = {.channels = 3};
  given.targets = 2;
  given.values.assign(3 * 21, 1);
  given.labels.assign(2 * 21, 0);
  for (const relu::Index trainRows : {0, 17, 21}) {  // 0: to be split
    given.trainRows = trainRows;
    check(Document::object(), &given);
  }
  given.values.pop_back();
  const auto refused = relu::measure(readExperiment(Document::object(), &given).value(), &given);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().path == "data.values");
  const Document unfit = object({{"network", object({{"layers", list({object({{"type", "conv2d"}})})}})}});
  CHECK(relu::measure(readExperiment(unfit).value()).error().path == "network.layers[0]");
}

TEST_CASE("of two mistakes the first is told") {
  const auto result = readExperiment(object({{"training", object({{"loss", "none"}})}, {"data", object({{"noise", -1}})}}));
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().path == "data.noise");
}

TEST_CASE("a height and a width are written as one number where they are equal") {
  const auto written = [](Document kernel, Detail detail) {
    const Document layer = object({{"type", "conv2d"}, {"filters", 2}, {"kernel_size", kernel}, {"strides", list({2, 1})}});
    const auto read = readExperiment(object({{"network", object({{"layers", list({layer, object({{"type", "flatten"}})})}})}}));
    REQUIRE(read.ok());
    const auto again = readExperiment(writeExperiment(read.value(), detail));
    REQUIRE(again.ok());
    CHECK(writeExperiment(again.value(), Detail::full) == writeExperiment(read.value(), Detail::full));
    return writeExperiment(again.value(), detail).find("network")->find("layers")->items()[0];
  };
  for (const Detail detail : {Detail::full, Detail::minimal}) {
    CHECK(*written(list({5, 2}), detail).find("kernel_size") == list({5, 2}));
    CHECK(*written(list({5, 5}), detail).find("kernel_size") == Document(5));
    CHECK(*written(Document(5), detail).find("kernel_size") == Document(5));
    CHECK(*written(Document(5), detail).find("strides") == list({2, 1}));
  }
  const double standard = relu::test::row(relu::layerTypes(), "conv2d").fields[1].standard;
  CHECK(written(Document(standard), Detail::minimal).find("kernel_size") == nullptr);
  CHECK(*written(list({standard, 1}), Detail::minimal).find("kernel_size") == list({standard, 1}));  // only the width differs
}

TEST_CASE("what is chosen is written by name, and what is the default only in full") {
  const Document json =
      object({{"data", object({{"features", list({"y", "x"})}})},
              {"training", object({{"loss", "hinge"}, {"schedule", object({{"name", "step"}, {"unit", "steps"}})}})},
              {"network", object({{"layers", list({})}, {"output", object({{"activation", "tanh"}})}})}});
  const auto read = readExperiment(json);
  REQUIRE(read.ok());
  const Document minimal = writeExperiment(read.value(), Detail::minimal);
  for (const auto& part : json.members()) CHECK(*minimal.find(part.first) == part.second);
  CHECK(*writeExperiment(readExperiment(minimal).value(), Detail::full).find("training")->find("loss")->find("name") ==
        Document("hinge"));
}

TEST_CASE("an activation alone is read by name or with its settings") {
  const auto named = relu::readActivation("elu");
  REQUIRE(named.ok());
  CHECK(relu::writeActivation(named.value()) == object({{"name", "elu"}, {"alpha", 1}}));
  const auto set = relu::readActivation(object({{"name", "elu"}, {"alpha", 2.5}}));
  REQUIRE(set.ok());
  CHECK(set.value().values[0] == 2.5);
  const auto perUnit = relu::readActivation(object({{"name", "prelu"}, {"slopes", "per_unit"}}));
  REQUIRE(perUnit.ok());
  CHECK(*relu::writeActivation(perUnit.value()).find("slopes") == Document("per_unit"));
  CHECK(relu::readActivation("relue").error().path == "activation");
  CHECK(relu::readActivation(object({{"name", "elu"}, {"alpha", 11}})).error().path == "activation.alpha");
}

TEST_CASE("a stored set has its own few settings, and needs its samples to start") {
  for (const relu::StoredSet& set : relu::storedSets()) {
    CAPTURE(std::string(set.name));
    const bool picture = !set.shape.isVector();
    const Document data = object({{"name", set.name}});
    const Document network = object({{"layers", picture ? list({object({{"type", "flatten"}})}) : list({})}});
    const auto read = readExperiment(object({{"data", data}, {"network", network}}));
    REQUIRE(read.ok());
    const relu::Experiment& experiment = read.value();
    CHECK(experiment.stored == &set);
    const bool binary = relu::test::classesOf(set) == 2;
    CHECK(experiment.training.loss.row->name == (binary ? "binary_cross_entropy" : "softmax_cross_entropy"));
    CHECK(experiment.standardize == !picture);
    CHECK(*writeExperiment(experiment, Detail::minimal).find("data") == data);
    Document full = data;
    if (!picture) full.set("standardize", true);
    CHECK(*writeExperiment(experiment, Detail::full).find("data") == full);
    CHECK(readExperiment(writeExperiment(experiment, Detail::full)).value().stored == &set);

    const auto missing = relu::start(experiment);
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().code == "missing_data");
    CHECK(missing.error().path == "data.name");
    CHECK(missing.error().message.find(set.name) != std::string::npos);

    relu::Dataset samples = relu::readStored(set, relu::test::storedBytes(set)).value();
    const relu::Index trainRows = samples.trainRows;
    const auto trainer = relu::start(experiment, &samples);
    REQUIRE(trainer.ok());
    CHECK(trainer.value()->data().trainRows == trainRows);  // the file's own split
    CHECK(trainer.value()->network().input() == set.shape);
    CHECK(trainer.value()->network().outputs() == (binary ? 1 : relu::test::classesOf(set)));
    CHECK(trainer.value()->step());

    for (const char* refused : {"samples", "noise", "test_share", "features", "arms"}) {
      const auto result = readExperiment(object({{"data", object({{"name", set.name}, {refused, 0.1}})}}));
      REQUIRE_FALSE(result.ok());
      CHECK(result.error().code == "unknown_key");
    }
    const Document raw = object({{"name", set.name}, {"standardize", false}});
    const auto unscaled = readExperiment(object({{"data", raw}, {"network", network}}));
    CHECK(unscaled.ok() == !picture);
    if (picture) continue;
    CHECK_FALSE(unscaled.value().standardize);
    CHECK(*writeExperiment(unscaled.value(), Detail::minimal).find("data") == raw);
  }
}

TEST_CASE("the caller's own samples decide the task, and without a split of their own they get one") {
  relu::Dataset data;
  data.problem = relu::Problem::regression;
  data.classes = 0;
  data.columns = 2;
  data.shape = {.channels = 2};
  for (int i = 0; i < 20; ++i) {
    data.values.insert(data.values.end(), {static_cast<relu::Scalar>(i), 1});
    data.labels.push_back(static_cast<relu::Scalar>(-i));
  }
  const Document json = object({{"data", object({{"test_share", 0.25}, {"standardize", false}})}});
  const auto read = readExperiment(json, &data);
  REQUIRE(read.ok());
  CHECK(read.value().training.loss.row->name == "mean_squared_error");
  const auto unfit = readExperiment(object({{"training", object({{"loss", "hinge"}})}}), &data);
  REQUIRE_FALSE(unfit.ok());
  CHECK(unfit.error().code == "mismatch");
  relu::Dataset split = data;
  const auto trainer = relu::start(read.value(), &split);
  REQUIRE(trainer.ok());
  const relu::Dataset& own = trainer.value()->data();
  CHECK(own.trainRows == 15);
  CHECK(own.labels != data.labels);
  for (std::size_t i = 0; i < 20; ++i) CHECK(own.labels[i] == -own.values[2 * i]);
  relu::Dataset kept = data;
  kept.trainRows = 3;
  const auto given = relu::start(read.value(), &kept);
  REQUIRE(given.ok());
  CHECK(given.value()->data().labels == data.labels);
  CHECK(given.value()->data().trainRows == 3);
}
