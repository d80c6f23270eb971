// The lists of arrays that every layer keeps, and what layers without parameters do.
#include "layer/layer.hpp"

namespace relu {

Index Layer::cacheSize(Index) const { return 0; }
History Layer::history(Scalar*, Index) const { return {}; }
void Layer::initialize(Scalar*, Random&) const {}
void Layer::initializeStatistics(Scalar*) const {}

void Layer::addParameter(std::string_view role, Index count, bool decays) {
  if (count > 0) parameters_.push_back({role, parameterCount(), count, decays});
}

void Layer::addStatistic(std::string_view role, Index count) { statistics_.push_back({role, statisticCount(), count, false}); }

}  // namespace relu
