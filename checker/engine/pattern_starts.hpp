// Where in a text a pattern may begin: four characters in a row are looked at together, several ways to begin at once.
// Made by Backtrack of its steps; asked before a place is tried.
// Afterwards no place where the pattern matches is passed over; few others are left.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dsl/utf8.hpp"

namespace hegui::engine {

class PatternStarts {
 public:
  static constexpr std::size_t kAhead = 4;  // characters that are looked at from where a match may begin
  static constexpr std::size_t kWays = 16;  // to begin, told apart; further ones share a way
  static constexpr std::size_t kNone = ~std::size_t{0};

  /// Characters that may stand at one place of a way: told exactly in ASCII, else by some bits of the character.
  static constexpr std::size_t slot_of(char32_t c) { return c < 0x80 ? c : 0x80 + ((c ^ c >> 8U) & 0xFFU); }
  /// Of characters beyond ASCII also the block of 256 is told; those beyond the first plane share one.
  static constexpr std::size_t block_of(char32_t c) { return c > 0xFFFF ? 0xE0 : c >> 8U; }
  static constexpr std::size_t kEnd = 128 + 256;  // the slot of what comes behind the text
  /// One place of a way, to be told all that may stand there.
  class Place {
   public:
    Place(PatternStarts& starts, std::size_t way, std::size_t ahead)
        : starts_(starts), bit_(std::uint64_t{1} << (way % kWays * kAhead + ahead)) {}
    void add(char32_t c) {
      if (c < 0x80) return add_ascii(c);
      starts_.allowed_[slot_of(c)] |= bit_;
      starts_.blocks_[block_of(c)] |= bit_;
    }
    void add_ascii(std::size_t c) { starts_.allowed_[c] |= bit_; }
    /// All characters beyond ASCII of the blocks of `from` to `to`.
    void add_blocks(char32_t from, char32_t to) {
      starts_.beyond_ |= bit_;
      for (std::size_t i = block_of(from); i <= block_of(to); ++i) starts_.blocks_[i] |= bit_;
    }
    void add_all_beyond_ascii() { add_blocks(0x80, 0xFFFF); }
    /// Also that the text ends there.
    void add_anything() {
      add_all_beyond_ascii();
      for (std::size_t c = 0; c < 0x80; ++c) starts_.allowed_[c] |= bit_;
      starts_.allowed_[kEnd] |= bit_;
    }

   private:
    PatternStarts& starts_;
    std::uint64_t bit_;
  };
  /// To be called when all places are told.
  void finish() {
    for (std::size_t i = 0x80; i < kEnd; ++i) allowed_[i] |= beyond_;
  }

  /// Goes through a text from its beginning.
  class Walk {
   public:
    Walk(const PatternStarts& starts, std::string_view text)
        : allowed_(starts.allowed_.data()), blocks_(starts.blocks_.data()), text_(text) {}
    /// The next place where a match may begin, also the end of the text; kNone when there is none.
    std::size_t next() {
      while (ended_ < kAhead) {
        if (at_ >= text_.size()) ++ended_;
        std::uint64_t allowed = allowed_[kEnd];
        before_[count_ % kAhead] = at_;
        if (at_ < text_.size()) {
          const auto lead = static_cast<unsigned char>(text_[at_]);
          if (lead < 0x80) {
            allowed = allowed_[lead];
            ++at_;
          } else {
            const auto here = dsl::utf8::decode(text_, at_);
            valid_ = valid_ && here.valid;
            allowed = allowed_[slot_of(here.character)] & blocks_[block_of(here.character)];
            at_ += here.length;
          }
        }
        ways_ = (ways_ << 1U | kFirst) & allowed;
        ++count_;
        if ((ways_ & kLast) != 0 && count_ >= kAhead) return before_[count_ % kAhead];
      }
      return kNone;
    }
    /// No malformed character was met so far.
    [[nodiscard]] bool valid() const { return valid_; }

   private:
    static constexpr std::uint64_t kFirst = 0x1111111111111111ULL, kLast = kFirst << (kAhead - 1);
    const std::uint64_t* allowed_;
    const std::uint64_t* blocks_;
    std::string_view text_;
    std::size_t at_ = 0, count_ = 0, ended_ = 0;
    std::array<std::size_t, kAhead> before_{};  // where the last characters begin
    std::uint64_t ways_ = 0;
    bool valid_ = true;
  };

 private:
  std::array<std::uint64_t, kEnd + 1> allowed_{};  // by slot: a bit for each place of each way
  std::array<std::uint64_t, 256> blocks_{};        // by block, of characters beyond ASCII
  std::uint64_t beyond_ = 0;                       // of every character beyond ASCII
};

}  // namespace hegui::engine
