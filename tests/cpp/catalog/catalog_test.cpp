// The catalogue names every row of every table, and its two experiments are valid.
#include "catalog/catalog.hpp"
#include "catalog/description.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "test_networks.hpp"

using relu::Document;

namespace {

template <class Row>
void checkTable(const Document& catalog, const char* name, std::span<const Row> table) {
  CAPTURE(name);
  const Document* list = catalog.find(name);
  REQUIRE(list != nullptr);
  REQUIRE(list->items().size() == table.size());
  std::set<std::string> names;
  for (std::size_t i = 0; i < table.size(); ++i) {
    CHECK(list->items()[i].find("name")->text() == table[i].name);
    names.insert(std::string(table[i].name));
  }
  CHECK(names.size() == table.size());
}

/// Every title, sentence, formula and source that the rows and their fields have places for is there.
void checkWords(const Document& value, const std::string& path) {
  constexpr std::string_view kMayBeAbsent = "onnx";  // not every activation has its operator
  for (const auto& [name, member] : value.members()) {
    const std::string place = path + "." + name;
    CAPTURE(place);
    if (member.is(Document::Kind::text) && name != kMayBeAbsent) CHECK_FALSE(member.text().empty());
    if (name == "summary" || name == "help") CHECK(member.text().back() == '.');
    checkWords(member, place);
  }
  for (std::size_t i = 0; i < value.items().size(); ++i) checkWords(value.items()[i], path + "[" + std::to_string(i) + "]");
}

}  // namespace

TEST_CASE("the catalogue has words for every row and every field" * doctest::skip(!relu::kKeepsWords)) {
  const Document catalog = relu::catalog();
  checkWords(catalog, "catalog");
  for (const Document& set : catalog.find("stored")->items()) {
    CAPTURE(set.find("name")->text());
    const auto& shape = set.find("shape")->items();
    const bool isVector = shape[1].number() == 1 && shape[2].number() == 1;
    CHECK(static_cast<double>(set.find("columns")->items().size()) == (isVector ? shape[0].number() : 0));
  }
}

TEST_CASE("the catalogue holds every row once") {
  const Document catalog = relu::catalog();
  checkTable(catalog, "activations", relu::activations());
  checkTable(catalog, "initializers", relu::initializers());
  checkTable(catalog, "losses", relu::losses());
  checkTable(catalog, "optimizers", relu::optimizers());
  checkTable(catalog, "schedules", relu::schedules());
  checkTable(catalog, "datasets", relu::generators());
  checkTable(catalog, "sequences", relu::sequenceTasks());
  checkTable(catalog, "stored", relu::storedSets());
  checkTable(catalog, "features", relu::features());
  checkTable(catalog, "layers", relu::layerTypes());
}

TEST_CASE("the default and the opening experiment are valid and complete") {
  const Document catalog = relu::catalog();
  for (const char* name : {"default", "opening"}) {
    CAPTURE(name);
    const auto result = relu::readExperiment(*catalog.find(name));
    REQUIRE(result.ok());
    CHECK(relu::writeExperiment(result.value(), relu::Detail::full) == *catalog.find(name));
    auto trainer = relu::start(result.value());
    REQUIRE(trainer.ok());
    const Document description = relu::description(result.value(), *trainer.value());
    CHECK(description.find("layers")->items().size() == result.value().network.layers.size() + 1);
    CHECK(description.find("parameters")->number() == static_cast<double>(trainer.value()->network().parameterCount()));
  }
}

TEST_CASE("the description of a network on the caller's own numbers counts columns, and has no accuracy to compare with") {
  relu::Dataset data;
  data.problem = relu::Problem::regression;
  data.classes = 0;
  data.columns = 3;
  data.shape = {.channels = 3};
  data.values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  data.labels = {1, 2, 3, 5};
  data.trainRows = 3;
  Document network = Document::object(), layers = Document::list(), layer = Document::object(), activation = Document::object();
  activation.set("name", "prelu");
  activation.set("slopes", "per_unit");
  layer.set("units", 4);
  layer.set("activation", activation);
  layers.add(layer);
  network.set("layers", layers);
  Document json = Document::object();
  json.set("network", network);
  const auto experiment = relu::readExperiment(json, &data);
  REQUIRE(experiment.ok());
  const auto trainer = relu::start(experiment.value(), &data);
  REQUIRE(trainer.ok());
  const Document description = relu::description(experiment.value(), *trainer.value());
  CHECK(description.find("task")->text() == "regression");
  const auto& inputs = description.find("inputs")->items();
  REQUIRE(inputs.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(inputs[i].find("name")->text() == "column_" + std::to_string(i));
    CHECK(inputs[i].find("title")->text() == "Column " + std::to_string(i + 1));
  }
  const Document& baseline = *description.find("baseline");
  CHECK(baseline.find("accuracy")->is(Document::Kind::null));
  CHECK(baseline.find("loss")->number() == doctest::Approx(2.0 / 3).epsilon(1e-5));  // of 1, 2, 3 about their mean
  CHECK(description.find("trainRows")->number() == 3);
  CHECK(description.find("testRows")->number() == 1);
  const Document& hidden = description.find("layers")->items()[0];
  CHECK(hidden.find("weights")->find("count")->number() == 12);
  CHECK(hidden.find("biases")->find("offset")->number() == 12);
  CHECK(hidden.find("slopes")->find("offset")->number() == 16);
  CHECK(hidden.find("slopes")->find("count")->number() == 4);
}
