// Looks for names.
#include "core/field.hpp"

namespace relu {

std::size_t Names::find(std::string_view name) const {
  std::size_t row = 0;
  while (row < size_ && (*this)[row] != name) ++row;
  return row;
}

}  // namespace relu
