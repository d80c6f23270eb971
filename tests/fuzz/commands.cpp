// Networks made, trained, set, kept, resumed, looked at and thrown away in any order.
#include <array>
#include <cmath>
#include <memory>
#include <optional>

#include "catalog/description.hpp"
#include "diagnostics/response.hpp"
#include "diagnostics/signal.hpp"
#include "diagnostics/weight_hash.hpp"
#include "experiment/experiment.hpp"
#include "experiment_edits.hpp"
#include "kept_model.hpp"

namespace relu::fuzz {
namespace {

constexpr std::size_t kPlaces = 3;
constexpr int kMostCommands = 40;

std::uint64_t hashOf(const Trainer& trainer) { return weightHash(trainer.weights(), trainer.network().parameterCount()); }

struct Session {
  Experiment experiment;
  std::unique_ptr<Trainer> trainer;
};

class Playground {
 public:
  explicit Playground(ByteReader& bytes) : bytes_(bytes) {}

  void command() {
    std::optional<Session>& place = sessions_[bytes_.below(kPlaces)];
    const std::size_t command = bytes_.below(14);
    if (command == 0 || !place) return create(place);
    Trainer& trainer = *place->trainer;
    switch (command) {
      case 1:
        for (std::size_t steps = bytes_.below(12); steps > 0; --steps) trainer.step();
        break;
      case 2:
        stepOn(trainer);
        break;
      case 3:
        trainer.reset();
        break;
      case 4:
        setWeights(trainer);
        break;
      case 5:
        keep(trainer);
        break;
      case 6:
        if (kept_) restoreModel(trainer, kept_->record);
        break;
      case 7:
        trainer.evaluate(trainer.train());
        trainer.evaluate(trainer.test());
        break;
      case 8:
        draw(trainer);
        break;
      case 9:
        measure(trainer);
        break;
      case 10:
        require(description(place->experiment, trainer).is(Document::Kind::object), "every network can be described");
        break;
      case 11:
        resumeElsewhere(*place);
        break;
      case 12:
        damage();
        break;
      case 13:
        place.reset();
        return;
    }
    for (Index i = 0; i < trainer.network().parameterCount(); ++i)
      require(std::isfinite(trainer.weights()[i]), "weights stay finite");
  }

 private:
  void create(std::optional<Session>& place) {
    Result<Experiment> read = relu::readExperiment(experimentFrom(bytes_, 6));
    if (!read.ok() || !isSmall(writeExperiment(read.value(), Detail::full))) return;
    auto started = start(read.value());
    if (started.ok()) place = Session{std::move(read.value()), std::move(started.value())};
  }

  void stepOn(Trainer& trainer) {
    std::vector<std::uint32_t> rows(1 + bytes_.below(static_cast<std::size_t>(trainer.training().batchSize)));
    for (std::uint32_t& row : rows)
      row = static_cast<std::uint32_t>(bytes_.below(static_cast<std::size_t>(trainer.data().trainRows)));
    trainer.stepOn(rows.data(), static_cast<Index>(rows.size()));
  }

  void setWeights(Trainer& trainer) {
    constexpr Scalar kValues[] = {0, 1, Scalar(-0.5), Scalar(1e-40), Scalar(1e30), Scalar(INFINITY), Scalar(NAN)};
    const Index count = trainer.network().parameterCount();
    std::vector<Scalar> weights(trainer.weights(), trainer.weights() + count);
    const std::uint64_t before = hashOf(trainer);
    for (std::size_t changes = bytes_.below(4); changes > 0 && count > 0; --changes)
      weights[bytes_.below(weights.size())] = kValues[bytes_.below(std::size(kValues))];
    if (bytes_.below(8) == 1) weights.push_back(0);
    if (!trainer.setWeights(weights.data(), static_cast<Index>(weights.size())))
      require(hashOf(trainer) == before, "refused weights change nothing");
  }

  void keep(const Trainer& trainer) {
    const auto record = modelRecord(trainer);
    if (record.ok()) kept_ = std::make_unique<test::KeptModel>(record.value());
  }

  void resumeElsewhere(const Session& session) {
    const auto record = modelRecord(*session.trainer);
    if (!record.ok()) return;
    const test::KeptModel kept(record.value());
    const auto other = start(session.experiment);
    require(other.ok() && !restoreModel(*other.value(), kept.record), "another network of the experiment takes the record");
    for (int i = 0; i < 4; ++i) {
      require(session.trainer->step() == other.value()->step(), "both step");
      require(hashOf(*session.trainer) == hashOf(*other.value()), "resuming is exact to the last bit");
    }
  }

  void damage() {
    if (!kept_) return;
    ModelRecord& record = kept_->record;
    const std::size_t place = bytes_.below(record.arrays.size());
    if (record.arrays.empty()) return;
    ModelArray& array = record.arrays[place];
    const std::size_t index = array.count > 0 ? bytes_.below(static_cast<std::size_t>(array.count)) : 0;
    switch (bytes_.below(6)) {
      case 0:
        array.count -= array.count > 0;
        break;
      case 1:
        if (array.rows && array.count > 0) kept_->rows[place][index] = static_cast<std::uint32_t>(bytes_.below(65536));
        if (array.numbers && array.count > 0) kept_->numbers[place][index] = Scalar(bytes_.below(2) ? INFINITY : 3);
        break;
      case 2:
        array.name += "x";
        break;
      case 3:
        std::swap(array.name, record.arrays[bytes_.below(record.arrays.size())].name);
        break;
      case 4: {
        const auto& members = record.progress.members();
        const std::string name = members[bytes_.below(members.size())].first;
        record.progress.set(name, static_cast<double>(bytes_.below(65536)) - 4);
        break;
      }
      case 5:
        kept_.reset();
        break;
    }
  }

  void draw(Trainer& trainer) {
    if (trainer.encoder().features().empty()) return;
    const auto resolution = static_cast<Index>(1 + bytes_.below(9));
    const auto pixels = static_cast<std::size_t>(resolution * resolution);
    std::vector<Scalar> maps(pixels * static_cast<std::size_t>(std::max(unitCount(trainer), trainer.network().outputs())));
    PlaneGrid grid(trainer);
    if (!grid.units(resolution, maps.data()) || !grid.outputs(resolution, maps.data())) return;
    const Answer kind = bytes_.below(2) ? Answer::raw : Answer::linked;
    if (!predict(trainer, trainer.data().values.data(), 1, kind, maps.data())) return;
  }

  void measure(Trainer& trainer) {
    const std::size_t stages = trainer.network().stages().size();
    require(measureSignal(trainer).size() == stages, "every layer has a signal");
    std::uint32_t counts[5];
    const double low = static_cast<double>(bytes_.byte()) - 128;
    sumHistogram(trainer, static_cast<Index>(bytes_.below(stages)), low, low + 1 + bytes_.byte(), counts, 5);
  }

  ByteReader& bytes_;
  std::array<std::optional<Session>, kPlaces> sessions_;
  std::unique_ptr<test::KeptModel> kept_;
};

}  // namespace

void carryOutCommands(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes);
  Playground playground(reader);
  for (int i = 0; i < kMostCommands && !reader.atEnd(); ++i) playground.command();
}

}  // namespace relu::fuzz
