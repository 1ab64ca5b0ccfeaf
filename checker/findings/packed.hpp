// Values as a compact run of bytes and back: numbers, texts, lists, and whatever lists its members.
// Used for results that are kept between runs (packed_results.hpp). The form is fixed by the code that wrote it: kept
// bytes are read again by the very same program only.
// Afterwards reading gives what was packed, exactly; bytes that were not packed here are refused, never trusted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "dsl/number.hpp"

namespace hegui::findings {

/// Thrown when bytes are no packed value.
struct Damaged {};

/// A rational as text, exactly: “3.5”, or the terms of its continued fraction “0/3/7”.
std::string packed_number(const dsl::Number& number);
dsl::Number unpacked_number(std::string_view text);

class Packer {
 public:
  static constexpr bool kWrites = true;

  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      put_integer(static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_integral_v<T>) {
      put_integer(static_cast<std::uint64_t>(value));
    } else {
      members(*this, value);
    }
  }
  void put(const std::string& text) {
    put_integer(text.size());
    bytes_ += text;
  }
  void put(const dsl::Number& number) { put(packed_number(number)); }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put_integer(values.size());
    for (const T& value : values) put(value);
  }
  void put_integer(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) bytes_ += static_cast<char>((value & 0x7FU) | 0x80U);
    bytes_ += static_cast<char>(value);
  }

  std::string bytes_;
};

class Unpacker {
 public:
  static constexpr bool kWrites = false;

  /// `bytes` must outlive it.
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  /// Nothing may be left over.
  void finish() const {
    if (!bytes_.empty()) throw Damaged{};
  }

 private:
  template <class T>
  void get(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = get_integer() != 0;
    } else if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(get_integer());
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(get_integer());
    } else {
      members(*this, value);
    }
  }
  void get(std::string& text) {
    const std::uint64_t size = get_size();
    text.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  }
  void get(dsl::Number& number) {
    std::string text;
    get(text);
    number = unpacked_number(text);
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool present = false;
    get(present);
    value.reset();
    if (present) get(value.emplace());
  }
  template <class T>
  void get(std::vector<T>& values) {
    const std::uint64_t size = get_size();  // every value takes a byte at least
    values.clear();
    values.reserve(size);
    for (std::uint64_t i = 0; i < size; ++i) get(values.emplace_back());
  }
  std::uint64_t get_size() {
    const std::uint64_t size = get_integer();
    if (size > bytes_.size()) throw Damaged{};
    return size;
  }
  std::uint64_t get_integer() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) throw Damaged{};
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) return value;
    }
    throw Damaged{};
  }

  std::string_view bytes_;
};

}  // namespace hegui::findings
