// Sentences made of pieces in one call. A chain of + on strings costs the module more than the words that it joins.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace relu {

/// Text, or a number as `numberText` writes it. Points to text that somebody else keeps.
class Piece {
 public:
  Piece(std::string_view text) : text_(text) {}
  Piece(const char* text) : text_(text) {}
  Piece(const std::string& text) : text_(text) {}
  template <class Number>
  requires std::integral<Number> || std::floating_point<Number> Piece(Number number)
      : number_(static_cast<double>(number)), isNumber_(true) {}

  void appendTo(std::string& text) const;

 private:
  std::string_view text_;
  double number_ = 0;
  bool isNumber_ = false;
};

/// The pieces one after the other.
std::string sentence(std::initializer_list<Piece> pieces);

/// Decimal text of up to ten digits; whole numbers have no point: -3, 0.1, 4294967295, 1e-7. For error sentences.
std::string numberText(double value);

/// Sixteen hexadecimal digits.
std::string hexText(std::uint64_t value);

}  // namespace relu
