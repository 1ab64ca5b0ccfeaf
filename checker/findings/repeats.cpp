#include "checker/findings/repeats.hpp"

#include <utility>

namespace hegui::findings {

void Repeats::mark(CheckedReport& report) {
  std::string content = report.sha256;
  for (const auto& file : report.files) content += ' ' + file.sha256;
  if (report.sha256.empty()) return;  // not read; nothing is known of its content
  const auto [first, fresh] = first_.try_emplace(std::move(content), report.path);
  if (fresh) return;
  report.warnings.push_back(
      {"内容与“" + first->second + "”完全相同，同一份文件交了不止一次；各份的发现都算在总数里",
       "the same bytes as '" + first->second + "': one file handed in more than once; all findings count in the totals",
       kSameContent});
}

}  // namespace hegui::findings
