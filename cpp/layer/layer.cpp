// The lists of arrays that every layer keeps, and what layers without parameters do.
#include "layer/layer.hpp"

namespace relu {

std::int64_t Layer::cacheSize(Index) const { return 0; }
History Layer::history(Scalar*, Index) const { return {}; }
void Layer::initialize(Scalar*, Random&) const {}
void Layer::initializeStatistics(Scalar*) const {}

void Layer::addParameter(std::string_view role, std::int64_t count, bool decays) {
  if (count > 0) parameters_.push_back({role, parameterCount(), static_cast<Index>(count), decays});
  parameterNumbers_ += count;
}

void Layer::addStatistic(std::string_view role, Index count) { statistics_.push_back({role, statisticCount(), count, false}); }

}  // namespace relu
