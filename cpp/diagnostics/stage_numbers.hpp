// Walks what one of the experiment's layers computed in a pass: its sums Z and its outputs A, step by step where it is
// recurrent. Knows no trainer.
#pragma once

#include "network/network.hpp"

namespace relu {

/// Numbers of a layer's outputs that belong to one unit: a channel's positions in a picture; 1 for vectors and recurrent
/// layers.
inline Index positionsOf(const Layer& layer, const History& history) {
  return history.steps > 0 ? 1 : layer.output().height * layer.output().width;
}

/// Units of a layer: channels of a picture, units of a vector or of a recurrent layer.
inline Index unitsOf(const Network& network, const Stage& stage) { return network.layer(stage.outputs).output().channels; }

/// Calls visit(Z, A, positions) for what the last forward pass left at the stage: once, or for each step of a recurrent layer.
/// Feature f belongs to unit f / positions. Z is A where the layer has no activation.
template <class Visit>
void forStageNumbers(const Network& network, const Pass& pass, const Stage& stage, Visit visit) {
  const Layer& layer = network.layer(stage.outputs);
  const History history = pass.history(stage.outputs);
  const Index positions = positionsOf(layer, history);
  for (Index step = 0; step < history.steps; ++step) {
    Block sums = history.sums, states = history.states;
    sums.data += step * history.distance;
    states.data += step * history.distance;
    visit(sums, states, positions);
  }
  if (history.steps > 0) return;
  // A layer that is nothing but its activation has no sums of its own: they are what it reads.
  const bool activates = stage.sums != stage.outputs || layer.worksInPlace();
  visit(activates ? pass.input(stage.outputs) : pass.value(stage.sums), pass.value(stage.outputs), positions);
}

}  // namespace relu
