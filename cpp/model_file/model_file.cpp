// Names the arrays, checks every number, and only then hands them over.
#include "model_file/model_file.hpp"

#include <cmath>
#include <cstring>
#include <string_view>
#include <utility>

#include "core/fingerprint.hpp"
#include "core/flags.hpp"
#include "core/text.hpp"

namespace relu {
namespace {

constexpr double kMostSteps = 9007199254740991;  // the largest whole number that JSON's readers agree on
constexpr std::string_view kOrder = "order";
constexpr std::string_view kProgress[] = {"step",          "position", "drawn", "diverged", "optimizer_scalars",
                                          "optimizer_new", "data"};

/// Where one named array lies in the arrays that a state consists of.
struct Place {
  enum class Home { weights, statistics, optimizer, order };
  std::string name;
  Home home;
  int slot = 0;  ///< Which of the optimiser's arrays.
  Index offset = 0;
  Index count = 0;
  bool isVariance = false;
};

/// Every layer with the path of the experiment's layer that it belongs to.
template <class Visit>
void forEachLayer(const Network& network, Visit visit) {
  Index next = 0;
  for (const Stage& stage : network.stages()) {
    for (; next <= stage.outputs; ++next) visit(next, stage.path);
  }
}

/// All arrays of a file for that network, in the file's order.
std::vector<Place> places(const Trainer& trainer, bool withOptimizer) {
  const Network& network = trainer.network();
  std::vector<Place> all, parameters;
  forEachLayer(network, [&](Index index, const std::string& path) {
    for (const Parameter& p : network.layer(index).parameters())
      parameters.push_back({sentence({path, ".", p.role}), Place::Home::weights, 0, network.offset(index) + p.offset, p.count});
  });
  all = parameters;
  forEachLayer(network, [&](Index index, const std::string& path) {
    for (const Parameter& p : network.layer(index).statistics())
      all.push_back({sentence({path, ".", p.role}), Place::Home::statistics, 0, network.statisticOffset(index) + p.offset,
                     p.count, p.role == "running_var"});
  });
  const int slots = withOptimizer ? trainer.training().optimizer.row->states : 0;
  for (int slot = 0; slot < slots; ++slot) {
    for (const Place& p : parameters)
      all.push_back({sentence({"optimizer.", slot, ".", p.name}), Place::Home::optimizer, slot, p.offset, p.count});
  }
  all.push_back({std::string(kOrder), Place::Home::order, 0, 0, trainer.data().trainRows});
  return all;
}

/// Which of the places has that name, or their number. Files mostly keep their order, so the search starts at `from`.
std::size_t indexOf(const std::vector<Place>& places, std::string_view name, std::size_t from) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t index = (from + i) % places.size();
    if (places[index].name == name) return index;
  }
  return places.size();
}

std::string dataFingerprint(const Dataset& data) {
  const std::uint64_t values = fingerprint(data.values.data(), static_cast<Index>(data.values.size()));
  const std::uint64_t both = fingerprint(data.labels.data(), static_cast<Index>(data.labels.size()), values);
  return hexText(both);
}

Error bad(std::string_view path, std::initializer_list<Piece> message) { return {"bad_file", sentence(message), path}; }

/// Checks one array against its place.
std::optional<Error> check(const Place& place, const ModelArray& array) {
  const bool isOrder = place.home == Place::Home::order;
  if (isOrder ? !array.rows : !array.numbers)
    return bad(place.name, {isOrder ? "expected whole numbers of 32 bits" : "expected floating-point numbers"});
  if (array.count != place.count) {
    return bad(place.name, {"expected ", place.count, " numbers for this network, got ", array.count});
  }
  if (isOrder) {
    Flags seen(static_cast<std::size_t>(place.count));
    for (Index i = 0; i < place.count; ++i) {
      const std::uint32_t row = array.rows[i];
      if (row >= static_cast<std::uint32_t>(place.count) || seen[row])
        return bad(place.name, {"expected every training row once, got row ", row});
      seen[row] = true;
    }
    return std::nullopt;
  }
  for (Index i = 0; i < place.count; ++i) {
    if (!std::isfinite(array.numbers[i])) return bad(place.name, {"number ", i, " is not finite"});
    if (place.isVariance && array.numbers[i] < 0) return bad(place.name, {"number ", i, " is a negative variance"});
  }
  return std::nullopt;
}

/// Reads the numbers beside the arrays. After the first error nothing more is read.
class ProgressReader {
 public:
  explicit ProgressReader(const Document& json) : json_(json) {
    for (const auto& member : json.members()) {
      bool known = false;
      for (const std::string_view name : kProgress) known = known || name == member.first;
      if (!known) fail(member.first, {"is not known"});
    }
  }
  const std::optional<Error>& error() const { return error_; }
  void fail(std::string_view name, std::initializer_list<Piece> message) {
    if (!error_) error_ = bad(name, message);
  }

  double whole(std::string_view name, double most) {
    const Document& value = get(name);
    const double number = value.number();
    if (value.is(Document::Kind::number) && number >= 0 && number <= most && number == std::floor(number)) return number;
    fail(name, {"expected a whole number in 0..", most, ", got ", describe(value)});
    return 0;
  }
  bool boolean(std::string_view name) {
    const Document& value = get(name);
    if (!value.is(Document::Kind::boolean)) fail(name, {"expected true or false, got ", describe(value)});
    return value.boolean();
  }
  std::string text(std::string_view name) {
    const Document& value = get(name);
    if (!value.is(Document::Kind::text)) fail(name, {"expected a text, got ", describe(value)});
    return value.text();
  }
  void numbers(std::string_view name, double* out, std::size_t count) {
    const std::vector<Document>& items = get(name).items();
    if (items.size() != count) return fail(name, {"expected a list of ", count, " numbers"});
    for (std::size_t i = 0; i < count; ++i) {
      if (!items[i].is(Document::Kind::number) || !std::isfinite(items[i].number()))
        return fail(name, {"expected finite numbers, got ", describe(items[i])});
      out[i] = items[i].number();
    }
  }

 private:
  const Document& get(std::string_view name) const {
    static const Document kNothing;
    const Document* found = json_.find(name);
    return found ? *found : kNothing;
  }
  const Document& json_;
  std::optional<Error> error_;
};

/// Reads the progress into `state`.
std::optional<Error> readProgress(const Document& json, const Trainer& trainer, TrainingState& state) {
  if (!json.is(Document::Kind::object)) return bad("progress", {"expected an object, got ", describe(json)});
  ProgressReader reader(json);
  const std::string data = reader.text("data");
  if (!reader.error() && data != dataFingerprint(trainer.data()))
    return Error{"mismatch", "this network was trained on other samples than these", "data"};
  const Index rows = trainer.data().trainRows;
  state.steps = static_cast<std::int64_t>(reader.whole("step", kMostSteps));
  state.position = static_cast<Index>(reader.whole("position", static_cast<double>(rows)));
  state.drawn = static_cast<std::uint64_t>(reader.whole("drawn", kMostSteps));
  state.diverged = reader.boolean("diverged");
  reader.numbers("optimizer_scalars", state.scalars, kOptimizerScalars);
  // Only a run that diverged and was given weights has an optimiser that is newer than itself; other files leave it out.
  state.isOptimizerNew = json.find("optimizer_new") ? reader.boolean("optimizer_new") : state.steps == 0;
  if (state.position != rows && state.position % trainer.training().batchSize != 0)
    reader.fail("position", {"expected whole batches of ", trainer.training().batchSize});
  return reader.error();
}

}  // namespace

Result<ModelRecord> modelRecord(const Trainer& trainer) {
  const TrainingState state = trainer.state();
  ModelRecord record;
  for (Place& place : places(trainer, !state.diverged)) {
    ModelArray array;
    array.count = place.count;
    switch (place.home) {
      case Place::Home::weights:
        array.numbers = state.weights + place.offset;
        break;
      case Place::Home::statistics:
        array.numbers = state.statistics + place.offset;
        break;
      case Place::Home::optimizer:
        array.numbers = state.optimizer[place.slot] + place.offset;
        break;
      case Place::Home::order:
        array.rows = state.order;
        break;
    }
    if (const auto error = check(place, array)) return *error;
    array.name = std::move(place.name);
    record.arrays.push_back(std::move(array));
  }
  Document scalars = Document::list();
  for (const double number : state.scalars) scalars.add(state.diverged ? 0 : number);
  record.progress = Document::object();
  record.progress.set("step", static_cast<double>(state.steps));
  record.progress.set("position", static_cast<double>(state.position));
  record.progress.set("drawn", static_cast<double>(state.drawn));
  record.progress.set("diverged", state.diverged);
  record.progress.set("optimizer_scalars", std::move(scalars));
  if (state.isOptimizerNew && state.steps > 0) record.progress.set("optimizer_new", true);
  record.progress.set("data", dataFingerprint(trainer.data()));
  return record;
}

std::optional<Error> restoreModel(Trainer& trainer, const ModelRecord& record) {
  TrainingState state;
  if (const auto error = readProgress(record.progress, trainer, state)) return error;
  const std::vector<Place> wanted = places(trainer, !state.diverged);
  std::vector<const ModelArray*> given(wanted.size());
  const bool isOneTooMany = record.arrays.size() > wanted.size();
  std::size_t index = 0;
  for (const ModelArray& array : record.arrays) {
    index = indexOf(wanted, array.name, index);
    const bool isWanted = index < wanted.size();
    // Where there are no more than wanted, one of those is missing instead, which says more.
    if (!isWanted && isOneTooMany) return bad(array.name, {"belongs to no array of this network"});
    if (isWanted && std::exchange(given[index], &array)) return bad(array.name, {"is there twice"});
  }

  const Network& network = trainer.network();
  const int slots = state.diverged ? 0 : trainer.training().optimizer.row->states;
  Buffer weights, statistics, optimizer[kMostStates];
  bool ok = weights.allocate(network.parameterCount()) && statistics.allocate(network.statisticCount());
  for (int slot = 0; ok && slot < slots; ++slot) ok = optimizer[slot].allocate(network.parameterCount());
  if (!ok) return Error{"out_of_memory", "there is not enough memory to read this model", ""};

  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Place& place = wanted[i];
    if (!given[i]) return bad(place.name, {"is missing"});
    const ModelArray& array = *given[i];
    if (const auto error = check(place, array)) return error;
    if (place.home == Place::Home::order) {
      state.order = array.rows;
      continue;
    }
    Buffer& target = place.home == Place::Home::weights      ? weights
                     : place.home == Place::Home::statistics ? statistics
                                                             : optimizer[place.slot];
    std::memcpy(target.data() + place.offset, array.numbers, static_cast<std::size_t>(place.count) * sizeof(Scalar));
  }

  state.weights = weights.data();
  state.statistics = statistics.data();
  for (int slot = 0; slot < slots; ++slot) state.optimizer[slot] = optimizer[slot].data();
  trainer.resume(state);
  return std::nullopt;
}

}  // namespace relu
