// The catalogue names every row of every table, and its two experiments are valid.
#include "catalog/catalog.hpp"

#include <doctest/doctest.h>

#include <set>

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
    CHECK_FALSE(list->items()[i].find("title")->text().empty());
    names.insert(std::string(table[i].name));
  }
  CHECK(names.size() == table.size());
}

}  // namespace

TEST_CASE("the catalogue holds every row once") {
  const Document catalog = relu::catalog();
  checkTable(catalog, "activations", relu::activations());
  checkTable(catalog, "initializers", relu::initializers());
  checkTable(catalog, "losses", relu::losses());
  checkTable(catalog, "optimizers", relu::optimizers());
  checkTable(catalog, "schedules", relu::schedules());
  checkTable(catalog, "datasets", relu::generators());
  checkTable(catalog, "sequences", relu::sequenceTasks());
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
