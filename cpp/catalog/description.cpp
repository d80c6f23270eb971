// Reads the shape of a network off its stages.
#include "catalog/description.hpp"

#include <cmath>

#include "core/text.hpp"
#include "diagnostics/baseline.hpp"
#include "diagnostics/response.hpp"

namespace relu {

Document document(const Shape& shape) {
  Document dimensions = Document::list();
  for (const Index size : {shape.channels, shape.height, shape.width}) dimensions.add(static_cast<double>(size));
  return dimensions;
}

Document description(const Experiment& experiment, const Trainer& trainer) {
  const Document full = writeExperiment(experiment, Detail::full);
  Document json = Document::object();
  json.set("experiment", full);
  json.set("minimal", writeExperiment(experiment, Detail::minimal));
  json.set("task", kTaskNames[static_cast<std::size_t>(trainer.task())]);
  json.set("classes", trainer.data().classes);
  json.set("loss", trainer.training().loss.row->name);
  constexpr std::string_view kLinks[] = {"identity", "sigmoid", "softmax"};
  json.set("link", kLinks[static_cast<std::size_t>(trainer.training().loss.row->link)]);

  Document inputs = Document::list();
  for (const Feature* feature : trainer.encoder().features()) {
    Document input = Document::object();
    input.set("name", feature->name);
    input.set("title", feature->title);
    inputs.add(std::move(input));
  }
  for (Index i = 0; inputs.items().size() < static_cast<std::size_t>(trainer.network().inputs()); ++i) {
    Document input = Document::object();
    input.set("name", sentence({"column_", i}));
    input.set("title", sentence({"Column ", i + 1}));
    inputs.add(std::move(input));
  }
  json.set("inputs", std::move(inputs));
  json.set("sample", document(trainer.data().shape));

  Document layers = Document::list();
  const Network& network = trainer.network();
  for (const Stage& stage : network.stages()) {
    const bool output = &stage == &network.stages().back();
    const Shape& shape = network.layer(stage.outputs).output();
    Document layer = Document::object();
    layer.set("path", stage.path);
    layer.set("output", output);
    layer.set("type", stage.config->type.row->name);
    layer.set("activation", writeActivation(stage.config->activation));
    layer.set("inputs", static_cast<double>(network.layer(stage.sums).inputs()));
    layer.set("units", static_cast<double>(shape.features()));
    layer.set("shape", document(shape));
    layer.set("steps", static_cast<double>(network.layer(stage.sums).history(nullptr, 0).steps));
    for (const std::string_view role : {"weights", "biases", "slopes"}) layer.set(role, Document());
    for (Index index = stage.sums; index <= stage.outputs; ++index) {
      for (const Parameter& parameter : network.layer(index).parameters()) {
        Document place = Document::object();
        place.set("offset", static_cast<double>(network.offset(index) + parameter.offset));
        place.set("count", static_cast<double>(parameter.count));
        layer.set(parameter.role, std::move(place));
      }
    }
    layers.add(std::move(layer));
  }
  json.set("layers", std::move(layers));

  json.set("parameters", static_cast<double>(network.parameterCount()));
  json.set("columns", static_cast<double>(trainer.data().columns));
  json.set("outputs", static_cast<double>(network.outputs()));
  json.set("trainRows", static_cast<double>(trainer.data().trainRows));
  json.set("testRows", static_cast<double>(trainer.data().rows() - trainer.data().trainRows));
  json.set("stepsPerEpoch", static_cast<double>(trainer.stepsPerEpoch()));
  json.set("bytes", static_cast<double>(trainer.bytes()));
  json.set("units", static_cast<double>(unitCount(trainer)));
  const Metrics guess = guessing(trainer);
  Document baseline = Document::object();
  baseline.set("loss", guess.loss);
  baseline.set("accuracy", std::isnan(guess.accuracy) ? Document() : Document(guess.accuracy));
  json.set("baseline", std::move(baseline));
  Document domain = Document::object();
  domain.set("min", kDomainMin);
  domain.set("max", kDomainMax);
  json.set("domain", std::move(domain));
  return json;
}

}  // namespace relu
