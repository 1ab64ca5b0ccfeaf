// A zip package (docx, xlsx, odt, ofd) in memory, its parts unpacked one at a time within the limits.
// Made by the readers of those formats from the submitted bytes; nothing is written to disk.
// Afterwards a part is either there whole, or absent; damage and excess are an error that names the part.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document/reader.hpp"

namespace hegui::document {

class Package {
 public:
  /// Reads the directory of the package. The bytes must outlive it.
  static std::optional<Package> open(std::string_view bytes, const Limits& limits, ReadError& error);
  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;
  ~Package();

  /// Names in the order of the directory, without those that lead outside (“..”, absolute) or are folders.
  [[nodiscard]] const std::vector<std::string>& names() const;
  [[nodiscard]] bool has(std::string_view name) const;
  /// The part, unpacked. Absent parts and errors give nothing; errors are kept in error().
  std::optional<std::string> part(std::string_view name);
  /// Set by part() when a part is damaged, encrypted, or larger than the limits allow.
  [[nodiscard]] const std::optional<ReadError>& error() const;

 private:
  struct State;
  explicit Package(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Whether the bytes begin like a zip file.
bool is_zip(std::string_view bytes);
/// Whether a zip file holds this part, looked for in its directory only.
bool zip_holds(std::string_view bytes, std::string_view name);

/// A path inside the package, relative to the folder of `base`: “../media/a.png” from “word/document.xml”.
std::string resolve_part(std::string_view base, std::string_view target);

}  // namespace hegui::document
