// Invented reports by number, of varied sizes, some with defects: input for runs over many files.
// Used by the kill test, the soak and the measurements of large batches.
// Afterwards the same number and seed give the same text on every machine; no unit of them exists.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace hegui::soak {

/// Most are short, some ten times, a few a hundred times as long as those. `version` changes figures, not the unit.
std::string invented_report(std::uint32_t number, std::uint32_t version = 0);

/// “0/0/37.txt”: a hundred to a folder at most.
std::string invented_name(std::uint32_t number);

/// Writes reports 0 … count-1 below the folder.
void write_invented(const std::filesystem::path& folder, std::uint32_t count);

/// Rules of a rulebook on words that no report has.
std::string idle_rules(std::uint32_t count);

}  // namespace hegui::soak
