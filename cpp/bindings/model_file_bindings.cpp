// Copies a record's arrays out of the module's memory and into it.
#include "bindings/model_file_bindings.hpp"

#include <string>

#include "bindings/marshal.hpp"

namespace relu {

using emscripten::val;

Result<val> savedModel(const Trainer& trainer) {
  const Result<ModelRecord> record = modelRecord(trainer);
  if (!record.ok()) return record.error();
  val arrays = val::array();
  unsigned index = 0;
  for (const ModelArray& array : record.value().arrays) {
    val item = val::object();
    item.set("name", array.name);
    item.set("values", array.rows ? val::global("Uint32Array").new_(view(array.rows, array.count))
                                  : val::global("Float32Array").new_(view(array.numbers, array.count)));
    arrays.set(index++, item);
  }
  val saved = val::object();
  saved.set("arrays", arrays);
  saved.set("progress", toVal(record.value().progress));
  return saved;
}

std::optional<Error> restoreModel(Trainer& trainer, const val& saved) {
  const val arrays = saved["arrays"];
  const auto count = arrays["length"].as<unsigned>();
  ModelRecord record;
  record.progress = toDocument(saved["progress"]);
  std::vector<Buffer> numbers(count);
  std::vector<std::vector<std::uint32_t>> rows(count);
  for (unsigned i = 0; i < count; ++i) {
    const val item = arrays[i], values = item["values"];
    ModelArray array;
    array.name = item["name"].as<std::string>();
    if (values.instanceof (val::global("Uint32Array"))) {
      rows[i] = toIndices(values);
      array.rows = rows[i].data();
      array.count = static_cast<Index>(rows[i].size());
    } else {
      const auto length = values["length"].as<unsigned>();
      if (!numbers[i].allocate(static_cast<Index>(length)))
        return Error{"out_of_memory", "there is not enough memory to read this model", ""};
      view(numbers[i].data(), numbers[i].size()).call<void>("set", values);
      array.numbers = numbers[i].data();
      array.count = numbers[i].size();
    }
    record.arrays.push_back(std::move(array));
  }
  return restoreModel(trainer, record);
}

}  // namespace relu
