// One typed array for each thing known of a unit.
#include "bindings/health_bindings.hpp"

#include "bindings/marshal.hpp"

namespace relu {

using emscripten::val;

namespace {

/// A new typed array with read(i) at i, handed over in one piece: there is one for each thing known of each stage.
template <class Number, class Read>
val numbers(const char* type, std::size_t count, Read read) {
  std::vector<Number> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<Number>(read(i));
  return val::global(type).new_(emscripten::typed_memory_view(count, values.data()));
}

}  // namespace

val healthVal(const std::vector<StageHealth>& health, const std::vector<std::vector<UnitLife>>& lives) {
  val list = val::array();
  for (std::size_t stage = 0; stage < health.size() && stage < lives.size(); ++stage) {
    const StageHealth& units = health[stage];
    const std::vector<UnitLife>& life = lives[stage];
    val object = val::object();
    put(object, "states",
        numbers<std::uint8_t>("Uint8Array", units.size(), [&](std::size_t i) { return static_cast<int>(units[i].state); }));
    put(object, "fires", numbers<float>("Float32Array", units.size(), [&](std::size_t i) { return units[i].fires; }));
    put(object, "saturated", numbers<float>("Float32Array", units.size(), [&](std::size_t i) { return units[i].saturated; }));
    put(object, "bornDead",
        numbers<std::uint8_t>("Uint8Array", units.size(), [&](std::size_t i) { return life[i].bornDead ? 1 : 0; }));
    put(object, "diedAt", numbers<double>("Float64Array", units.size(), [&](std::size_t i) { return life[i].diedAt; }));
    put(object, "revivedAt", numbers<double>("Float64Array", units.size(), [&](std::size_t i) { return life[i].revivedAt; }));
    list.set(static_cast<unsigned>(stage), object);
  }
  return list;
}

}  // namespace relu
