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
    put(item, "name", val(array.name));
    put(item, "values", array.rows ? copied(array.rows, array.count) : copied(array.numbers, array.count));
    arrays.set(index++, item);
  }
  val saved = val::object();
  put(saved, "arrays", arrays);
  put(saved, "progress", toVal(record.value().progress));
  return saved;
}

std::optional<Error> restoreModel(Trainer& trainer, const val& saved) {
  const val arrays = member(saved, "arrays");
  const auto count = static_cast<unsigned>(whole(arrays, "length"));
  ModelRecord record;
  record.progress = toDocument(member(saved, "progress"));
  std::vector<Buffer> numbers(count);
  std::vector<std::vector<std::uint32_t>> rows(count);
  for (unsigned i = 0; i < count; ++i) {
    const val item = arrays[i], values = member(item, "values");
    ModelArray array;
    array.name = member(item, "name").as<std::string>();
    if (values.instanceof (val::global("Uint32Array"))) {
      rows[i] = toIndices(values);
      array.rows = rows[i].data();
      array.count = static_cast<Index>(rows[i].size());
    } else {
      const int length = whole(values, "length");
      if (!numbers[i].allocate(length)) return Error{"out_of_memory", "there is not enough memory to read this model", ""};
      view(numbers[i].data(), numbers[i].size()).call<void>("set", values);
      array.numbers = numbers[i].data();
      array.count = numbers[i].size();
    }
    record.arrays.push_back(std::move(array));
  }
  return restoreModel(trainer, record);
}

}  // namespace relu
