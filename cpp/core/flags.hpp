// Yes or no of each of many. Knows nothing else.
#pragma once

#include <vector>

namespace relu {

/// One byte each: the bits of std::vector<bool> are a kilobyte of code in the module that a page loads.
using Flags = std::vector<char>;

}  // namespace relu
