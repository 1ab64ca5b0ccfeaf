#include "checker/findings/line_reader.hpp"

#include <algorithm>
#include <cstring>

namespace hegui::findings {

namespace {

constexpr std::size_t kChunk = 256 << 10U;

}  // namespace

LineReader::LineReader(std::istream& in, std::uint64_t longest, std::size_t padding)
    : in_(in), longest_(longest), padding_(padding), buffer_(2 * kChunk + padding) {}

/// Reads on; false at the end of the stream.
bool LineReader::fill() {
  if (ended_) return false;
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() - padding_ - end_ < kChunk) buffer_.resize(std::max(buffer_.size() * 2, end_ + kChunk + padding_));
  in_.read(buffer_.data() + end_, static_cast<std::streamsize>(kChunk));
  end_ += static_cast<std::size_t>(in_.gcount());
  ended_ = !in_;
  return true;
}

bool LineReader::one() {
  too_long_ = false;
  for (std::size_t looked = 0;;) {
    const char* from = buffer_.data() + begin_;
    const auto* stop = static_cast<const char*>(std::memchr(from + looked, '\n', end_ - begin_ - looked));
    if (stop != nullptr) {
      const auto size = static_cast<std::size_t>(stop - from);
      too_long_ = too_long_ || size > longest_;
      line_ = std::string_view(from, too_long_ ? std::min<std::size_t>(size, longest_) : size);
      begin_ += size + 1;
      return true;
    }
    looked = end_ - begin_;
    if (looked > longest_) {  // the rest of it is read and dropped
      too_long_ = true;
      begin_ = end_;
      looked = 0;
    }
    if (fill()) continue;
    if (begin_ == end_ && !too_long_) return false;
    line_ = std::string_view(buffer_.data() + begin_, end_ - begin_);
    begin_ = end_;
    return true;
  }
}

bool LineReader::next() {
  while (one()) {
    ++number_;
    if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
    if (!line_.empty() || too_long_) return true;
  }
  return false;
}

}  // namespace hegui::findings
