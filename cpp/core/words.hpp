// Words for readers in the rows of the tables: titles, sentences, formulas, sources. They are the catalogue's, which is written
// out once when the project is built (`tables` in emscripten.cmake); a module that ships computes without them.
#pragma once

#include <string_view>

namespace relu {

#ifdef RELU_WORDLESS

inline constexpr bool kKeepsWords = false;

/// A literal that is forgotten while it is compiled.
class Words {
 public:
  consteval Words() = default;
  consteval Words(const char*) {}
  constexpr operator std::string_view() const { return {}; }
};

#else

inline constexpr bool kKeepsWords = true;

/// A literal.
class Words {
 public:
  consteval Words() = default;
  consteval Words(const char* text) : text_(text) {}
  constexpr operator std::string_view() const { return text_; }

 private:
  std::string_view text_;
};

#endif

}  // namespace relu
