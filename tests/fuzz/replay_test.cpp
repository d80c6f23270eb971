// Every input of the corpus, in the test program: natively under the sanitizers and as WebAssembly. A finding ends the program.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "target.hpp"

namespace {

std::vector<std::uint8_t> contentsOf(const std::string& path) {
  std::vector<std::uint8_t> bytes;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  REQUIRE_MESSAGE(file, path);
  for (int byte = std::fgetc(file); byte != EOF; byte = std::fgetc(file)) bytes.push_back(static_cast<std::uint8_t>(byte));
  std::fclose(file);
  return bytes;
}

}  // namespace

TEST_CASE("the fuzz targets take every input of the corpus") {
  for (const relu::fuzz::Target& target : relu::fuzz::kTargets) {
    target.run({});
    std::error_code error;
    int inputs = 0;
    const std::string folder = std::string(RELU_FUZZ_CORPUS "/") + std::string(target.name);
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error), ++inputs) {
      const auto bytes = contentsOf(entry->path().string());
      CAPTURE(entry->path().string());
      target.run(bytes);
    }
    CHECK_MESSAGE(inputs >= 20, target.name << " has " << inputs << " inputs in its corpus");
  }
}
