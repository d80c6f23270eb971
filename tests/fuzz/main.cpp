// libFuzzer's entry. RELU_FUZZ_TARGET names the target that this program is for.
#include "target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
  for (const relu::fuzz::Target& target : relu::fuzz::kTargets) {
    if (target.name == RELU_FUZZ_TARGET) target.run({bytes, count});
  }
  return 0;
}
