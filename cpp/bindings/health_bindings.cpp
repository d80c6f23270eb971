// One typed array for each thing known of a unit.
#include "bindings/health_bindings.hpp"

#include "bindings/marshal.hpp"

namespace relu {

using emscripten::val;

namespace {

/// One thing known of a unit.
using Known = double (*)(const UnitHealth& unit, const UnitLife& life);

/// A new typed array with what is known of each unit of a stage.
val ofEach(const char* type, Known known, const std::vector<UnitHealth>& units, const std::vector<UnitLife>& lives) {
  std::vector<double> values(units.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = known(units[i], lives[i]);
  return val::global(type).call<val>("from", copied(values));
}

struct Array {
  const char* name;
  const char* type;
  Known known;
};

constexpr Array kArrays[] = {
    {"states", "Uint8Array", [](auto& unit, auto&) { return static_cast<double>(unit.state); }},
    {"fires", "Float32Array", [](auto& unit, auto&) { return static_cast<double>(unit.fires); }},
    {"saturated", "Float32Array", [](auto& unit, auto&) { return static_cast<double>(unit.saturated); }},
    {"bornDead", "Uint8Array", [](auto&, auto& life) { return life.bornDead ? 1.0 : 0.0; }},
    {"diedAt", "Float64Array", [](auto&, auto& life) { return static_cast<double>(life.diedAt); }},
    {"revivedAt", "Float64Array", [](auto&, auto& life) { return static_cast<double>(life.revivedAt); }},
};

}  // namespace

val healthVal(const std::vector<StageHealth>& health, const std::vector<std::vector<UnitLife>>& lives) {
  val list = val::array();
  for (std::size_t stage = 0; stage < health.size() && stage < lives.size(); ++stage) {
    val object = val::object();
    for (const Array& array : kArrays) put(object, array.name, ofEach(array.type, array.known, health[stage], lives[stage]));
    list.set(static_cast<unsigned>(stage), object);
  }
  return list;
}

}  // namespace relu
