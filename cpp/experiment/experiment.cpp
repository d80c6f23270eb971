// Reads and writes the experiment member by member.
#include "experiment/experiment.hpp"

#include <utility>

#include "dataset/check.hpp"
#include "experiment/fields.hpp"
#include "experiment/reader.hpp"

namespace relu {
namespace {

constexpr std::string_view kAuto = "auto";

template <class Row>
const Row& required(std::span<const Row> table, std::string_view name) {
  return *find(table, name);
}

/// The features that a point is itself, which are the default.
constexpr std::string_view kPlainFeatures[] = {"x", "y"};

bool arePlain(const std::vector<const Feature*>& features) {
  return std::equal(features.begin(), features.end(), std::begin(kPlainFeatures), std::end(kPlainFeatures),
                    [](const Feature* feature, std::string_view name) { return feature->name == name; });
}

/// The features of the caller's own samples: none, which makes every column an input, unless the experiment asks for others than
/// the columns of a point.
Result<std::vector<const Feature*>> featuresOf(const DatasetForm& given, const std::vector<const Feature*>& asked) {
  if (asked.empty() || arePlain(asked)) return std::vector<const Feature*>{};
  if (given.columns == 2 && given.shape.isVector()) return asked;
  return Error{"shape_mismatch", sentence({"features need samples of two columns; these have ", given.columns}),
               "data.features"};
}

/// The defaults that are rows; those that are numbers stand in the fields.
struct Defaults {
  Choice<Generator> data{required(generators(), "circle")};
  Choice<Initializer> initializer{required(initializers(), "he_normal")};
  Choice<Initializer> biasInitializer{required(initializers(), "zeros")};
  Choice<LayerType> type{required(layerTypes(), "dense")};
  Choice<Activation> outputActivation{required(activations(), "linear")};
  Choice<Optimizer> optimizer{required(optimizers(), "adam")};
  Choice<Schedule> schedule{required(schedules(), "constant")};
  std::size_t layers = 2;
};

/// A layer of that type about which nothing else is said.
LayerConfig plain(const Choice<LayerType>& type) {
  const std::string_view activation = type.row->activation.empty() ? std::string_view("linear") : type.row->activation;
  return {type, Choice<Activation>(required(activations(), activation)), {}, {}, {}, {}};
}

/// The members of a layer besides its type's own fields.
std::vector<std::string_view> membersOf(const LayerType& type) {
  std::vector<std::string_view> members{"type"};
  if (!type.activation.empty()) members.push_back("activation");
  if (type.parts & kHasInitializers) members.insert(members.end(), {"initializer", "bias_initializer"});
  if (type.parts & kHasRecurrentInitializer) members.push_back("recurrent_initializer");
  if (type.parts & kHasBody) members.push_back("layers");
  return members;
}

std::vector<std::string_view> namesOf(Fields fields, std::vector<std::string_view> more) {
  for (const Field& field : fields) more.push_back(field.name);
  return more;
}

unsigned bit(Task task) { return 1u << static_cast<unsigned>(task); }

/// The data that the experiment itself names.
DatasetPlan planOf(const Experiment& experiment) {
  if (experiment.sequence) return plan(*experiment.sequence, experiment.samples, experiment.testShare);
  if (experiment.stored) return plan(*experiment.stored);
  return plan(experiment.data, experiment.samples, experiment.testShare);
}

const Loss& lossFor(Task task) {
  constexpr std::string_view kNames[] = {"mean_squared_error", "binary_cross_entropy", "softmax_cross_entropy"};
  return required(losses(), kNames[static_cast<std::size_t>(task)]);
}

class ExperimentReader : private Reader {
 public:
  explicit ExperimentReader(const Dataset* given) : given_(given) {}

  Result<Experiment> read(const Document& json) {
    if (isObject(json, "")) readRoot(json);
    if (error()) return *error();
    return std::move(experiment_);
  }

 private:
  void readRoot(const Document& json) {
    onlyKnown(json, "", namesOf(rootFields(), {"v", "data", "network", "training"}));
    if (const Document* version = json.find("v"); version && *version != Document(kExperimentVersion)) {
      fail("unknown_version", "v", {"expected ", kExperimentVersion, ", got ", describe(*version)});
    }
    experiment_.seed = static_cast<std::uint32_t>(value(json, "", rootFields()[kSeed]));
    readData(member(json, "data"));
    readNetwork(member(json, "network"));
    readTraining(member(json, "training"));
  }

  /// The member, or an empty object where it is not given.
  const Document& member(const Document& object, std::string_view name) {
    static const Document kEmpty = Document::object();
    const Document* found = object.find(name);
    return found && isObject(*found, std::string(name)) ? *found : kEmpty;
  }

  void readData(const Document& json) {
    experiment_.data = defaults_.data;
    const Document* chosen = json.find("name");
    const bool named = chosen && chosen->is(Document::Kind::text);
    if (named && find(sequenceTasks(), chosen->text())) return readSequence(json);
    if (named && find(storedSets(), chosen->text())) return readStoredSet(json, *find(storedSets(), chosen->text()));
    if (named && !find(generators(), chosen->text())) {
      fail("unknown_name", "data.name",
           {"expected one of ", names(generators()), ", ", names(sequenceTasks()), ", ", names(storedSets()), ", got ",
            describe(*chosen)});
    }
    experiment_.data = choice(json, "data", generators(), namesOf(dataFields(), {"features"}), defaults_.data.row);
    double numbers[kDataFieldCount];
    values(json, "data", dataFields(), numbers);
    experiment_.samples = static_cast<Index>(numbers[kSamples]);
    experiment_.noise = numbers[kNoise];
    experiment_.testShare = numbers[kTestShare];
    experiment_.standardize = numbers[kStandardize] != 0;
    const Document* given = json.find("features");
    if (!given) {
      for (const std::string_view name : kPlainFeatures) experiment_.features.push_back(&required(features(), name));
      return;
    }
    if (!isList(*given, "data.features")) return;
    if (given->items().empty()) {
      fail("out_of_range", "data.features", {"expected a list of ", names(features()), " with at least one entry, got none"});
    }
    for (std::size_t i = 0; i < given->items().size(); ++i) {
      const Document& item = given->items()[i];
      const std::string path = sentence({"data.features[", i, "]"});
      const Feature* feature = item.is(Document::Kind::text) ? find(features(), item.text()) : nullptr;
      if (!feature) return fail("unknown_name", path, {"expected one of ", names(features()), ", got ", describe(item)});
      for (const Feature* other : experiment_.features) {
        if (other == feature) return fail("out_of_range", path, {"expected each feature once, got ", describe(item), " again"});
      }
      experiment_.features.push_back(feature);
    }
  }

  [[gnu::noinline]] void readStoredSet(const Document& json, const StoredSet& set) {
    const Field& standardize = dataFields()[kStandardize];
    experiment_.stored = &set;
    experiment_.standardize = false;
    if (!set.shape.isVector()) return onlyKnown(json, "data", {"name"});
    onlyKnown(json, "data", {"name", standardize.name});
    experiment_.standardize = value(json, "data", standardize) != 0;
  }

  [[gnu::noinline]] void readSequence(const Document& json) {
    const Field &samples = dataFields()[kSamples], &testShare = dataFields()[kTestShare];
    experiment_.sequence = choice(json, "data", sequenceTasks(), {samples.name, testShare.name});
    experiment_.samples = static_cast<Index>(value(json, "data", samples));
    experiment_.testShare = value(json, "data", testShare);
    experiment_.standardize = false;
  }

  std::optional<Choice<Initializer>> initializer(const Document& json, const std::string& path, std::string_view name) {
    const Document* given = json.find(name);
    if (!given) return std::nullopt;
    return choice(*given, join(path, name), initializers());
  }

  /// The activation and the initialisers that a layer may have.
  void readParts(const Document& json, const std::string& path, LayerConfig& layer) {
    if (const Document* given = json.find("activation"))
      layer.activation = choice(*given, join(path, "activation"), activations());
    layer.initializer = initializer(json, path, "initializer");
    layer.biasInitializer = initializer(json, path, "bias_initializer");
    layer.recurrentInitializer = initializer(json, path, "recurrent_initializer");
  }

  void readNetwork(const Document& json) {
    NetworkConfig& network = experiment_.network;
    onlyKnown(json, "network", {"initializer", "bias_initializer", "layers", "output"});
    network.initializer = initializer(json, "network", "initializer").value_or(defaults_.initializer);
    network.biasInitializer = initializer(json, "network", "bias_initializer").value_or(defaults_.biasInitializer);
    network.output = plain(defaults_.type);
    network.output.activation = defaults_.outputActivation;
    if (const Document* output = json.find("output"); output && isObject(*output, "network.output")) readOutput(*output);
    if (const Document* layers = json.find("layers"))
      network.layers = readLayers(*layers, "network.layers");
    else
      network.layers.assign(defaults_.layers, plain(defaults_.type));
  }

  std::vector<LayerConfig> readLayers(const Document& json, const std::string& path) {
    std::vector<LayerConfig> layers;
    if (!isList(json, path)) return layers;
    layerCount_ += static_cast<Index>(json.items().size());
    if (layerCount_ > kMostLayers) {
      fail("out_of_range", path, {"expected 0..", kMostLayers, " layers in all, got ", layerCount_});
    }
    for (std::size_t i = 0; i < json.items().size() && !error(); ++i) {
      layers.push_back(readLayer(json.items()[i], sentence({path, "[", i, "]"})));
    }
    return layers;
  }

  [[gnu::noinline]] void readOutput(const Document& json) {
    const Field& useBias = defaults_.type.row->fields[1];
    onlyKnown(json, "network.output", {useBias.name, "activation", "initializer", "bias_initializer"});
    experiment_.network.output.type.values[1] = value(json, "network.output", useBias);
    readParts(json, "network.output", experiment_.network.output);
  }

  LayerConfig readLayer(const Document& json, const std::string& path) {
    LayerConfig layer = plain(defaults_.type);
    if (!isObject(json, path)) return layer;
    if (const Document* type = json.find("type")) {
      const LayerType* found = row(*type, join(path, "type"), layerTypes());
      if (!found) return layer;
      layer = plain(Choice<LayerType>(*found));
    }
    const LayerType& type = *layer.type.row;
    onlyKnown(json, path, namesOf(type.fields, membersOf(type)));
    values(json, path, type.fields, layer.type.values, layer.type.widths);
    readParts(json, path, layer);
    if (const Document* body = json.find("layers"); body && (type.parts & kHasBody))
      layer.body = readLayers(*body, join(path, "layers"));
    return layer;
  }

  void readTraining(const Document& json) {
    TrainingConfig& training = experiment_.training;
    onlyKnown(json, "training", namesOf(trainingFields(), {"loss", "optimizer", "schedule"}));
    double numbers[kTrainingFieldCount];
    values(json, "training", trainingFields(), numbers);
    training.batchSize = static_cast<Index>(numbers[kBatchSize]);
    training.l1 = numbers[kL1];
    training.l2 = numbers[kL2];
    training.clipNorm = numbers[kClipNorm];
    training.clipValue = numbers[kClipValue];
    training.optimizer = defaults_.optimizer;
    if (const Document* given = json.find("optimizer")) training.optimizer = choice(*given, "training.optimizer", optimizers());
    training.schedule = defaults_.schedule;
    if (const Document* given = json.find("schedule")) training.schedule = choice(*given, "training.schedule", schedules());
    readLoss(json.find("loss"));
  }

  void readLoss(const Document* given) {
    if (error()) return;
    const Task task = given_ ? taskOf(*given_) : taskOf(planOf(experiment_));
    if (!given || *given == Document(kAuto)) {
      experiment_.training.loss = Choice<Loss>(lossFor(task));
      return;
    }
    experiment_.loss = choice(*given, "training.loss", losses());
    if (error()) return;
    experiment_.training.loss = *experiment_.loss;
    if (experiment_.loss->row->tasks & bit(task)) return;
    std::string fitting(kAuto);
    for (const Loss& loss : losses()) {
      if (loss.tasks & bit(task)) enumerate(fitting, loss.name);
    }
    fail("mismatch", "training.loss",
         {experiment_.loss->row->name, " does not fit the task of the data; expected one of ", fitting});
  }

  Defaults defaults_;
  Index layerCount_ = 0;
  const Dataset* given_;
  Experiment experiment_;
};

class ExperimentWriter {
 public:
  explicit ExperimentWriter(Detail detail) : full_(detail == Detail::full) {}

  Document write(const Experiment& experiment) const {
    Document json = Document::object();
    json.set("v", kExperimentVersion);
    set(json, rootFields()[kSeed], experiment.seed);
    add(json, "data", data(experiment));
    add(json, "network", network(experiment.network));
    add(json, "training", training(experiment));
    return json;
  }

  /// An object with the row's name and fields, or in the minimal form the bare name where all fields are the defaults.
  template <class Row>
  Document choice(const Choice<Row>& chosen) const {
    Document json = Document::object();
    json.set("name", chosen.row->name);
    setAll(json, chosen.row->fields, chosen.values, chosen.widths);
    if (!full_ && json.members().size() == 1) return chosen.row->name;
    return json;
  }

 private:
  void set(Document& json, const Field& field, double value) const { set(json, field, value, value); }

  void set(Document& json, const Field& field, double value, double width) const {
    if (!full_ && value == field.standard && width == field.standard) return;
    if (field.kind == FieldKind::pair && width != value) {
      Document pair = Document::list();
      pair.add(value);
      pair.add(width);
      json.set(field.name, std::move(pair));
    } else if (field.kind == FieldKind::boolean) {
      json.set(field.name, value != 0);
    } else if (field.kind == FieldKind::choice) {
      std::string_view options = field.options;
      for (double skip = value; skip > 0; --skip) options = options.substr(options.find('|') + 1);
      json.set(field.name, options.substr(0, options.find('|')));
    } else {
      json.set(field.name, value);
    }
  }

  void setAll(Document& json, Fields fields, const double* values, const double* widths = nullptr) const {
    for (std::size_t i = 0; i < fields.size(); ++i) set(json, fields[i], values[i], widths ? widths[i] : values[i]);
  }

  /// An object with members, or in the full form any.
  void add(Document& json, std::string_view name, Document part) const {
    if (full_ || !part.members().empty()) json.set(name, std::move(part));
  }

  template <class Row>
  void add(Document& json, std::string_view name, const Choice<Row>& chosen, const Choice<Row>& standard) const {
    const Document value = choice(chosen);
    if (full_ || !(value == choice(standard))) json.set(name, value);
  }

  [[gnu::noinline]] Document storedSet(const Experiment& experiment) const {
    Document json = Document::object();
    json.set("name", experiment.stored->name);
    if (experiment.stored->shape.isVector()) set(json, dataFields()[kStandardize], experiment.standardize ? 1 : 0);
    return json;
  }

  [[gnu::noinline]] Document sequence(const Experiment& experiment) const {
    Document json = Document::object();
    json.set("name", experiment.sequence->row->name);
    setAll(json, experiment.sequence->row->fields, experiment.sequence->values);
    set(json, dataFields()[kSamples], static_cast<double>(experiment.samples));
    set(json, dataFields()[kTestShare], experiment.testShare);
    return json;
  }

  Document data(const Experiment& experiment) const {
    if (experiment.sequence) return sequence(experiment);
    if (experiment.stored) return storedSet(experiment);
    Document json = Document::object();
    if (full_ || experiment.data.row != defaults_.data.row) json.set("name", experiment.data.row->name);
    setAll(json, experiment.data.row->fields, experiment.data.values);
    const double numbers[kDataFieldCount] = {static_cast<double>(experiment.samples), experiment.noise, experiment.testShare,
                                             experiment.standardize ? 1.0 : 0.0};
    setAll(json, dataFields(), numbers);
    Document list = Document::list();
    for (const Feature* feature : experiment.features) list.add(feature->name);
    if (full_ || !arePlain(experiment.features)) json.set("features", std::move(list));
    return json;
  }

  void addParts(Document& json, const LayerConfig& layer, const Choice<Activation>& standard) const {
    add(json, "activation", layer.activation, standard);
    if (layer.initializer) json.set("initializer", choice(*layer.initializer));
    if (layer.biasInitializer) json.set("bias_initializer", choice(*layer.biasInitializer));
    if (layer.recurrentInitializer) json.set("recurrent_initializer", choice(*layer.recurrentInitializer));
  }

  Document layer(const LayerConfig& layer) const {
    const LayerType& type = *layer.type.row;
    Document json = Document::object();
    if (full_ || &type != defaults_.type.row) json.set("type", type.name);
    setAll(json, type.fields, layer.type.values, layer.type.widths);
    if (!type.activation.empty()) addParts(json, layer, plain(layer.type).activation);
    if (type.parts & kHasBody) json.set("layers", layers(layer.body));
    return json;
  }

  Document layers(const std::vector<LayerConfig>& configs) const {
    Document list = Document::list();
    for (const LayerConfig& config : configs) list.add(layer(config));
    return list;
  }

  Document network(const NetworkConfig& network) const {
    Document json = Document::object();
    add(json, "initializer", network.initializer, defaults_.initializer);
    add(json, "bias_initializer", network.biasInitializer, defaults_.biasInitializer);
    const Document hidden = layers(network.layers);
    bool standard = network.layers.size() == defaults_.layers;
    for (const Document& item : hidden.items()) standard = standard && item.members().empty();
    if (full_ || !standard) json.set("layers", hidden);
    Document output = Document::object();
    set(output, defaults_.type.row->fields[1], network.output.type.values[1]);
    addParts(output, network.output, defaults_.outputActivation);
    add(json, "output", std::move(output));
    return json;
  }

  Document training(const Experiment& experiment) const {
    Document json = Document::object();
    if (experiment.loss)
      json.set("loss", choice(*experiment.loss));
    else if (full_)
      json.set("loss", kAuto);
    const TrainingConfig& training = experiment.training;
    const double numbers[kTrainingFieldCount] = {static_cast<double>(training.batchSize), training.l1, training.l2,
                                                 training.clipNorm, training.clipValue};
    setAll(json, trainingFields(), numbers);
    add(json, "optimizer", training.optimizer, defaults_.optimizer);
    add(json, "schedule", training.schedule, defaults_.schedule);
    return json;
  }

  Defaults defaults_;
  bool full_;
};

}  // namespace

Result<Experiment> readExperiment(const Document& json, const Dataset* given) { return ExperimentReader(given).read(json); }

Result<Choice<Activation>> readActivation(const Document& json) {
  Reader reader;
  Choice<Activation> activation = reader.choice(json, "activation", activations());
  if (reader.error()) return *reader.error();
  return activation;
}

Document writeExperiment(const Experiment& experiment, Detail detail) { return ExperimentWriter(detail).write(experiment); }

Document writeActivation(const Choice<Activation>& activation) { return ExperimentWriter(Detail::full).choice(activation); }

Result<Sizes> measure(const Experiment& experiment, const Dataset* given) {
  DatasetPlan data;
  if (given) {
    Dataset whole = *given;
    const bool split = whole.trainRows == 0;
    if (split) whole.trainRows = whole.rows();
    if (const auto error = check(whole)) return *error;
    data = planOf(whole);
    if (split) data.trainRows = trainRowsOf(data.rows, experiment.testShare);
  } else {
    data = planOf(experiment);
  }
  std::vector<const Feature*> features = experiment.features;
  if (given) {
    Result<std::vector<const Feature*>> own = featuresOf(data, features);
    if (!own.ok()) return own.error();
    features = std::move(own.value());
  }
  const Shape input = inputShape(data, features);
  const Result<std::unique_ptr<Network>> network = Network::build(experiment.network, input, outputsOf(data));
  if (!network.ok()) return network.error();
  return Sizes{.layers = static_cast<Index>(network.value()->stages().size()),
               .parameters = network.value()->parameterCount(),
               .bytes = Trainer::bytesNeeded(*network.value(), experiment.training, data)};
}

Result<std::unique_ptr<Trainer>> start(const Experiment& experiment, Dataset* given) {
  Trainer::Setup setup;
  if (given) {
    const bool split = given->trainRows == 0;
    if (split) given->trainRows = given->rows();
    if (const auto error = check(*given)) return *error;
    Result<std::vector<const Feature*>> features = featuresOf(*given, experiment.features);
    if (!features.ok()) return features.error();
    setup.features = std::move(features.value());
    if (split) shuffleAndSplit(*given, experiment.testShare, experiment.seed);
    setup.data = std::move(*given);
  } else if (experiment.stored) {
    return Error{"missing_data", sentence({"the samples of ", experiment.stored->name, " lie in a file that was not given"}),
                 "data.name"};
  } else if (experiment.sequence) {
    setup.data = generate(*experiment.sequence, experiment.samples, experiment.testShare, experiment.seed);
  } else {
    setup.data = generate(experiment.data, experiment.samples, experiment.noise, experiment.testShare, experiment.seed);
    setup.features = experiment.features;
  }
  setup.standardize = experiment.standardize;
  setup.network = experiment.network;
  setup.training = experiment.training;
  setup.seed = experiment.seed;
  return Trainer::create(std::move(setup), kMemoryLimit);
}

}  // namespace relu
