// Registers the catalogue with Embind, in a module that is run once when the project is built and writes the tables out.
#include <emscripten/bind.h>

#include "bindings/marshal.hpp"
#include "catalog/catalog.hpp"

EMSCRIPTEN_BINDINGS(relu_tables) {
  emscripten::function(
      "catalog", +[] { return relu::toVal(relu::catalog()); });
}
