// What a fuzz target is, and all of them. libFuzzer runs them with new inputs, the test program replays the corpus. Knows
// neither.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace relu::fuzz {

/// Any bytes. A finding ends the program: a sanitizer's, or a failed `require`.
struct Target {
  std::string_view name;  ///< Of its folder in corpus/ and of its program.
  void (*run)(std::span<const std::uint8_t> bytes);
};

void readExperiment(std::span<const std::uint8_t> bytes);
void carryOutCommands(std::span<const std::uint8_t> bytes);

constexpr Target kTargets[] = {{"experiment", readExperiment}, {"commands", carryOutCommands}};

/// Ends the program with that sentence unless `holds`.
void require(bool holds, const char* sentence);

/// Takes an input apart. Past its end all bytes are zero.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  bool atEnd() const { return bytes_.empty(); }
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const std::uint8_t first = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return first;
  }
  /// Less than `bound`, which is at most 65536.
  std::size_t below(std::size_t bound) {
    std::size_t number = byte();
    if (bound > 256) number = number * 256 + byte();
    return bound > 0 ? number % bound : 0;
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

}  // namespace relu::fuzz
