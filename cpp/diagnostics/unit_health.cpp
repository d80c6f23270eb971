// Counts zeros and plateaus chunk by chunk.
#include "diagnostics/unit_health.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "diagnostics/stage_numbers.hpp"

namespace relu {
namespace {

std::size_t size(Index count) { return static_cast<std::size_t>(count); }

/// Runs `input` over `examples` chunk by chunk and calls `visit(first, pass)` after each, until it answers false.
template <class Visit>
void forChunks(Trainer& trainer, const PassInput& input, const Examples& examples, Visit visit) {
  const Index rows = examples.inputs.samples;
  for (Index first = 0; first < rows; first += kEvaluationChunk) {
    const Index count = std::min(kEvaluationChunk, rows - first);
    trainer.evaluationPass().forward(input,
                                     {examples.inputs.data + first, examples.inputs.features, count, examples.inputs.stride});
    if (!visit(first, trainer.evaluationPass())) return;
  }
}

/// What an activation reads besides its sums, for each unit: its own fields, or learned slopes.
class Slopes {
 public:
  Slopes(const Trainer& trainer, const Stage& stage) : activation_(stage.config->activation) {
    const Network& network = trainer.network();
    for (std::size_t i = 0; i < activation_.row->fields.size(); ++i) fields_[i] = static_cast<Scalar>(activation_.values[i]);
    for (const Parameter& parameter : network.layer(stage.outputs).parameters()) {
      if (parameter.role != "slopes") continue;
      learned_ = trainer.weights() + network.offset(stage.outputs) + parameter.offset;
      count_ = parameter.count;
    }
    for (Index i = 0; i < std::max(count_, Index{1}); ++i)
      regimes_.emplace_back(*activation_.row, learned_ ? learned_ + i : fields_);
  }
  Slopes(const Slopes&) = delete;  // the regimes point into it
  /// Whether that stage's regimes are these, too: the steepest slope is looked for once, and not in each of a thousand layers.
  bool serve(const Stage& stage) const {
    const Choice<Activation>& other = stage.config->activation;
    return !activation_.row->learned && other.row == activation_.row &&
           std::equal(other.values, other.values + kMostFields, activation_.values);
  }
  bool isCurved() const { return activation_.row->name != "linear"; }
  const SlopeRegime& of(Index unit) const { return regimes_[count_ > 1 ? size(unit) : 0]; }

 private:
  const Choice<Activation>& activation_;
  Scalar fields_[kMostFields] = {};
  const Scalar* learned_ = nullptr;
  Index count_ = 0;
  std::vector<SlopeRegime> regimes_;
};

/// Calls `visit(unit, outputs, feature, regimes)` for each row of the stage's numbers; `regimes` is null where there is no
/// activation.
template <class Visit>
void forRegimes(const Network& network, const Pass& pass, const Stage& stage, const Slopes& slopes, Visit visit) {
  std::array<Regime, kEvaluationChunk> regimes;
  forStageNumbers(network, pass, stage, [&](const Block& sums, const Block& outputs, Index positions) {
    for (Index feature = 0; feature < outputs.features; ++feature) {
      const Index unit = feature / positions;
      if (slopes.isCurved()) slopes.of(unit).classify(sums.row(feature), outputs.row(feature), outputs.samples, regimes.data());
      visit(unit, outputs, feature, slopes.isCurved() ? regimes.data() : nullptr);
    }
  });
}

bool fires(const Block& outputs, Index feature) {
  const Scalar* values = outputs.row(feature);
  return std::any_of(values, values + outputs.samples, [](Scalar value) { return value != 0; });
}

}  // namespace

std::vector<StageHealth> measureHealth(Trainer& trainer) {
  const Network& network = trainer.network();
  std::vector<StageHealth> health;
  std::vector<std::vector<double>> places;
  std::vector<std::unique_ptr<const Slopes>> made;
  std::vector<const Slopes*> slopes;
  for (const Stage& stage : network.stages()) {
    health.emplace_back(size(unitsOf(network, stage)));
    places.emplace_back(health.back().size(), 0.0);
    const auto same = std::find_if(made.begin(), made.end(), [&](const auto& known) { return known->serve(stage); });
    slopes.push_back((same == made.end() ? made.emplace_back(std::make_unique<Slopes>(trainer, stage)) : *same).get());
  }
  forChunks(trainer, trainer.reading(), trainer.train(), [&](Index, const Pass& pass) {
    for (std::size_t i = 0; i < health.size(); ++i) {
      forRegimes(network, pass, network.stages()[i], *slopes[i],
                 [&](Index unit, const Block& outputs, Index feature, const Regime* regimes) {
                   UnitHealth& counted = health[i][size(unit)];
                   const Scalar* values = outputs.row(feature);
                   for (Index s = 0; s < outputs.samples; ++s) {
                     if (values[s] != 0) counted.fires += 1;
                     if (regimes && regimes[s] == Regime::saturated) counted.saturated += 1;
                   }
                   places[i][size(unit)] += static_cast<double>(outputs.samples);
                 });
    }
    return true;
  });
  for (std::size_t i = 0; i < health.size(); ++i) {
    for (std::size_t unit = 0; unit < health[i].size(); ++unit) {
      UnitHealth& counted = health[i][unit];
      if (counted.fires == 0)
        counted.state = UnitState::dead;
      else if (counted.saturated >= kSaturatedShare * counted.fires)
        counted.state = UnitState::saturated;
      counted.fires /= places[i][unit];
      counted.saturated /= places[i][unit];
    }
  }
  return health;
}

std::vector<Flags> deadUnits(Trainer& trainer, Moment moment) {
  const Network& network = trainer.network();
  PassInput input = trainer.reading();
  Buffer parameters, statistics;
  if (moment == Moment::start) {
    if (!parameters.allocate(network.parameterCount()) || !statistics.allocate(network.statisticCount())) return {};
    network.initialize(parameters.data(), input.seed);
    network.initializeStatistics(statistics.data());
    input.parameters = parameters.data();
    input.statistics = statistics.data();
  }
  std::vector<Flags> dead;
  Index silent = 0;
  for (const Stage& stage : network.stages()) {
    dead.emplace_back(size(unitsOf(network, stage)), true);
    silent += unitsOf(network, stage);
  }
  forChunks(trainer, input, trainer.train(), [&](Index, const Pass& pass) {
    for (std::size_t i = 0; i < dead.size(); ++i) {
      forStageNumbers(network, pass, network.stages()[i], [&](const Block&, const Block& outputs, Index positions) {
        for (Index feature = 0; feature < outputs.features; ++feature) {
          const std::size_t unit = size(feature / positions);
          if (!dead[i][unit] || !fires(outputs, feature)) continue;
          dead[i][unit] = false;
          --silent;
        }
      });
    }
    return silent > 0;
  });
  return dead;
}

RegimeShares regimeShares(Trainer& trainer, Index index) {
  const Network& network = trainer.network();
  const Stage& stage = network.stages()[size(index)];
  const Slopes slopes(trainer, stage);
  double counts[3] = {}, all = 0;
  forChunks(trainer, trainer.reading(), trainer.train(), [&](Index, const Pass& pass) {
    forRegimes(network, pass, stage, slopes, [&](Index, const Block& outputs, Index, const Regime* regimes) {
      for (Index s = 0; s < outputs.samples; ++s) counts[static_cast<int>(regimes ? regimes[s] : Regime::linear)] += 1;
      all += static_cast<double>(outputs.samples);
    });
    return true;
  });
  return {counts[0] / all, counts[1] / all, counts[2] / all};
}

void unitValues(Trainer& trainer, const Examples& examples, Index stage, Index feature, Scalar* out) {
  forChunks(trainer, trainer.reading(), examples, [&](Index first, const Pass& pass) {
    const Block& values = pass.value(trainer.network().stages()[size(stage)].outputs);
    std::copy_n(values.row(feature), values.samples, out + first);
    return true;
  });
}

}  // namespace relu
