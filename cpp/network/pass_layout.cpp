// Where the blocks of a pass lie, and what it does at each layer. With reused memory a delta lives from the first layer that
// writes it, going backwards, to its own layer's turn, and its place then serves another: a chain of layers of one width needs
// two places. So does an output where nobody goes backwards: it lives until the last layer that reads it.
#include <algorithm>

#include "network/network.hpp"

namespace relu {
namespace {

/// Places that are handed out and taken back.
class Places {
 public:
  explicit Places(std::int64_t& end) : end_(end) {}

  /// The smallest free place for so many numbers, or a new one at the end.
  std::int64_t take(std::int64_t numbers) {
    auto best = free_.end();
    for (auto place = free_.begin(); place != free_.end(); ++place) {
      if (place->numbers >= numbers && (best == free_.end() || place->numbers < best->numbers)) best = place;
    }
    Place chosen{end_, numbers};
    if (best != free_.end()) {
      chosen = *best;
      free_.erase(best);
    } else {
      end_ += numbers;
    }
    taken_.push_back(chosen);
    return chosen.start;
  }

  void giveBack(std::int64_t start) {
    const auto place = std::find_if(taken_.begin(), taken_.end(), [&](const Place& each) { return each.start == start; });
    free_.push_back(*place);
    taken_.erase(place);
  }

 private:
  struct Place {
    std::int64_t start, numbers;
  };
  std::int64_t& end_;
  std::vector<Place> free_, taken_;
};

}  // namespace

PassLayout Network::answerLayout(Index samples) const {
  const std::int64_t width = padded(samples);
  const auto at = [](auto& list, Index index) -> auto& { return list[static_cast<std::size_t>(index)]; };
  std::vector<Index> lastReader(nodes_.size(), kNone);
  for (Index i = 0; i < layerCount(); ++i) {
    for (const Index source : {node(i).input, node(i).skip}) {
      if (source >= 0) at(lastReader, source) = i;
    }
  }
  PassLayout result;
  result.values.assign(nodes_.size(), -1);
  result.caches.assign(nodes_.size(), 0);
  Places places(result.size);
  for (Index i = 0; i < layerCount(); ++i) {
    const Node& each = node(i);
    at(result.values, i) = each.overwrites ? at(result.values, each.input) : places.take(layer(i).outputs() * width);
    at(result.caches, i) = result.size;
    result.size += padded(layer(i).cacheSize(static_cast<Index>(width)));
    const Index sources[] = {each.input, each.skip == each.input ? kNone : each.skip};
    for (const Index source : sources) {
      const bool isOver = source >= 0 && at(lastReader, source) == i;
      if (isOver && !(each.overwrites && source == each.input)) places.giveBack(at(result.values, source));
    }
  }
  return result;
}

PassLayout Network::layout(Index samples, bool withDeltas, Memory memory) const {
  if (!withDeltas && memory == Memory::reused) return answerLayout(samples);
  const std::int64_t width = padded(samples);
  const auto room = [&](Index index) { return layer(index).outputs() * width; };
  const auto at = [](auto& list, Index index) -> auto& { return list[static_cast<std::size_t>(index)]; };
  const bool reuses = memory == Memory::reused;
  PassLayout result;
  result.values.assign(nodes_.size(), -1);
  result.deltas.assign(nodes_.size(), -1);
  result.caches.assign(nodes_.size(), 0);
  const auto append = [&](std::int64_t numbers) {
    result.size += numbers;
    return result.size - numbers;
  };
  for (Index i = 0; i < layerCount(); ++i) {
    const bool overwrites = reuses && node(i).overwrites;
    at(result.values, i) = overwrites ? at(result.values, node(i).input) : append(room(i));
    at(result.caches, i) = append(padded(layer(i).cacheSize(padded(samples))));
  }
  if (!withDeltas) return result;

  Places places(result.size);
  std::int64_t scratch = 0;
  const Index last = layerCount() - 1;
  at(result.deltas, last) = places.take(room(last));
  for (Index i = last; i >= 0; --i) {
    const Node& each = node(i);
    bool passedOn = false;
    if (each.skip >= 0 && !each.skipAdds) {
      // What goes around a body has the join's own delta, so it can stay where it is.
      at(result.deltas, each.skip) = reuses ? at(result.deltas, i) : places.take(room(each.skip));
      passedOn = reuses;
    }
    if (each.input >= 0 && !each.adds) {
      const bool stays = each.inPlace && !passedOn;
      at(result.deltas, each.input) = stays ? at(result.deltas, i) : places.take(room(each.input));
      passedOn = passedOn || stays;
    }
    if (reuses && !passedOn && at(result.deltas, i) >= 0) places.giveBack(at(result.deltas, i));
    if (each.adds && !each.layer->addsInputDelta()) scratch = std::max(scratch, std::int64_t{each.layer->inputs()} * width);
  }
  result.scratch = append(scratch);
  return result;
}

bool Pass::allocate(const Network& network, Index capacity, bool withDeltas, Memory memory) {
  network_ = &network;
  capacity_ = capacity;
  withDeltas_ = withDeltas;
  memoryUse_ = memory;
  samples_ = -1;
  layout_ = network.layout(capacity, withDeltas, memory);
  if (!memory_.allocate(layout_.size)) return false;
  plan();
  return true;
}

void Pass::plan() {
  const auto layers = static_cast<std::size_t>(network_->layerCount());
  values_.assign(layers, {});
  deltas_.assign(layers, {});
  caches_.assign(layers, nullptr);
  operations_.assign(layers, {});
  for (std::size_t i = 0; i < layers; ++i) {
    const Index features = network_->nodes_[i].layer->outputs();
    values_[i] = {.data = memory_.data() + layout_.values[i], .features = features};
    if (withDeltas_) deltas_[i] = {.data = memory_.data() + layout_.deltas[i], .features = features};
    caches_[i] = memory_.data() + layout_.caches[i];
  }
  for (std::size_t i = 0; i < layers; ++i) {
    const Network::Node& node = network_->nodes_[i];
    Operation& operation = operations_[i];
    operation.node = &node;
    LayerPass& pass = operation.pass;
    pass.index = node.stream;
    pass.cache = caches_[i];
    pass.y = values_[i];
    pass.dy = deltas_[i];
    if (node.input >= 0) {
      pass.x = value(node.input);
      pass.dx = delta(node.input);
    }
    if (node.skip >= 0) pass.skip = value(node.skip);
    if (node.skip >= 0 && delta(node.skip).data != pass.dy.data) operation.skipDelta = delta(node.skip);
    pass.adds = node.adds && node.layer->addsInputDelta();
    operation.dense = node.layer->asDense();
    operation.isTold = node.input == Network::kInput || node.skip == Network::kInput || node.layer->readsContext();
    if (node.input >= 0 && !node.adds) operation.applied = node.layer->applied();
    if (memoryUse_ == Memory::reused) {  // sums need not be seen, nor deltas before a ReLU's slope
      pass.rectifies = node.rectifies;
      pass.rectifiedInput = node.gates;
      operation.hasForward = !node.fusedForward;
      operation.hasBackward = !node.fusedBackward;
    }
  }
}

}  // namespace relu
