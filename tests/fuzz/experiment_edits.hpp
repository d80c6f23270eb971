// Experiments, right and wrong, out of bytes: the complete default one, changed by a list of edits. Nearly every input so gets
// past the first check, which random text would not.
#pragma once

#include "core/document.hpp"
#include "target.hpp"

namespace relu::fuzz {

/// Takes the number of edits and then the edits.
Document experimentFrom(ByteReader& bytes, std::size_t mostEdits);

/// Whether a network of it takes no time to make and to train: few layers, no large number in them, few samples.
bool isSmall(const Document& fullExperiment);

}  // namespace relu::fuzz
