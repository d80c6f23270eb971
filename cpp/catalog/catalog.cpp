// Turns rows into documents. A new row in any table appears here by itself.
#include "catalog/catalog.hpp"

#include "catalog/description.hpp"
#include "experiment/fields.hpp"
#include "layer/simple_rnn.hpp"
#include "layer/window.hpp"

namespace relu {
namespace {

Document options(std::string_view text) {
  Document list = Document::list();
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    list.add(text.substr(0, bar));
    text = bar == std::string_view::npos ? std::string_view{} : text.substr(bar + 1);
  }
  return list;
}

Document document(const Field& field) {
  constexpr std::string_view kKinds[] = {"integer", "number", "boolean", "choice", "pair"};
  Document json = Document::object();
  json.set("name", field.name);
  json.set("title", field.title);
  json.set("help", field.help);
  json.set("kind", kKinds[static_cast<std::size_t>(field.kind)]);
  if (field.kind == FieldKind::boolean) {
    json.set("default", field.standard != 0);
  } else if (field.kind == FieldKind::choice) {
    const Document list = options(field.options);
    json.set("default", list.items()[static_cast<std::size_t>(field.standard)]);
    json.set("options", list);
  } else {
    json.set("min", field.min);
    json.set("max", field.max);
    json.set("sliderMin", field.sliderMin != 0 ? field.sliderMin : field.min);
    json.set("sliderMax", field.sliderMax != 0 ? field.sliderMax : field.max);
    json.set("default", field.standard);
    json.set("logarithmic", field.logarithmic);
  }
  return json;
}

Document document(Fields fields) {
  Document list = Document::list();
  for (const Field& field : fields) list.add(document(field));
  return list;
}

/// The members that rows of all tables have.
template <class Row>
Document head(const Row& row) {
  Document json = Document::object();
  json.set("name", row.name);
  json.set("title", row.title);
  return json;
}

template <class Row>
Document described(const Row& row) {
  Document json = head(row);
  json.set("formula", row.formula);
  json.set("summary", row.summary);
  json.set("source", row.source);
  json.set("fields", document(row.fields));
  return json;
}

Document document(const Activation& row) {
  Document json = described(row);
  json.set("derivative", row.derivative);
  json.set("onnx", row.onnx);
  json.set("gain", row.gain);
  json.set("learned", row.learned);
  Document probes = Document::list();
  for (const double probe : row.probes) probes.add(probe);
  json.set("probes", std::move(probes));
  return json;
}

Document document(const Initializer& row) { return described(row); }
Document document(const Optimizer& row) { return described(row); }
Document document(const Schedule& row) { return described(row); }

Document document(const Loss& row) {
  Document json = described(row), tasks = Document::list();
  for (std::size_t task = 0; task < std::size(kTaskNames); ++task) {
    if (row.tasks >> task & 1u) tasks.add(kTaskNames[task]);
  }
  json.set("tasks", std::move(tasks));
  return json;
}

Document document(const Generator& row) {
  Document json = described(row);
  json.set("problem", kProblems[static_cast<std::size_t>(row.problem)]);
  return json;
}

Document document(const StoredSet& row) {
  Document json = head(row);
  json.set("summary", row.summary);
  json.set("source", row.source);
  json.set("licence", row.licence);
  json.set("classes", options(row.classes));
  json.set("columns", options(row.columns));
  json.set("rows", static_cast<double>(row.rows));
  json.set("shape", document(row.shape));
  return json;
}

Document document(const SequenceTask& row) {
  Document json = described(row);
  json.set("problem", kProblems[static_cast<std::size_t>(row.problem)]);
  json.set("features", static_cast<double>(row.features));
  return json;
}

Document document(const Feature& row) { return head(row); }

Document document(const LayerType& row) {
  Document json = head(row);
  json.set("summary", row.summary);
  json.set("fields", document(row.fields));
  json.set("activation", row.activation.empty() ? Document() : Document(row.activation));
  json.set("has_initializers", (row.parts & kHasInitializers) != 0);
  json.set("has_recurrent_initializer", (row.parts & kHasRecurrentInitializer) != 0);
  json.set("has_layers", (row.parts & kHasBody) != 0);
  return json;
}

template <class Row>
Document documents(std::span<const Row> table) {
  Document list = Document::list();
  for (const Row& row : table) list.add(document(row));
  return list;
}

/// What the page opens on: five narrow layers of sigmoids under plain gradient descent, which never leave the guess.
Document openingExperiment() {
  Document layer = Document::object();
  layer.set("units", 6);
  layer.set("activation", "sigmoid");
  Document layers = Document::list();
  for (int i = 0; i < 5; ++i) layers.add(layer);
  Document network = Document::object();
  network.set("initializer", "glorot_uniform");
  network.set("layers", std::move(layers));
  Document optimizer = Document::object();
  optimizer.set("name", "sgd");
  optimizer.set("learning_rate", 0.1);
  Document training = Document::object();
  training.set("batch_size", 10);
  training.set("optimizer", std::move(optimizer));
  Document json = Document::object();
  json.set("network", std::move(network));
  json.set("training", std::move(training));
  return json;
}

Document normalised(const Document& json) { return writeExperiment(readExperiment(json).value(), Detail::full); }

}  // namespace

Document catalog() {
  Document json = Document::object();
  json.set("version", kExperimentVersion);
  Document fields = Document::object();
  fields.set("experiment", document(rootFields()));
  fields.set("data", document(dataFields()));
  fields.set("training", document(trainingFields()));
  json.set("fields", std::move(fields));
  json.set("activations", documents(activations()));
  json.set("initializers", documents(initializers()));
  json.set("losses", documents(losses()));
  json.set("optimizers", documents(optimizers()));
  json.set("schedules", documents(schedules()));
  json.set("datasets", documents(generators()));
  json.set("sequences", documents(sequenceTasks()));
  json.set("stored", documents(storedSets()));
  json.set("features", documents(features()));
  json.set("layers", documents(layerTypes()));
  Document limits = Document::object();
  limits.set("layers", static_cast<double>(kMostLayers));
  limits.set("bytes", static_cast<double>(kMemoryLimit));
  limits.set("picture_numbers", static_cast<double>(kMostPictureNumbers));
  limits.set("recurrent_states", static_cast<double>(kMostRecurrentStates));
  json.set("limits", std::move(limits));
  json.set("default", normalised(Document::object()));
  json.set("opening", normalised(openingExperiment()));
  return json;
}

}  // namespace relu
