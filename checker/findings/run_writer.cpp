#include "checker/findings/run_writer.hpp"

#include <algorithm>

#include "checker/findings/materiality.hpp"
#include "checker/findings/repeats.hpp"

namespace hegui::findings {

namespace {

bool takes_part(const dsl::Program& program, std::size_t book) {
  const auto from_here = [&](const auto& item) { return item.origin.rulebook == book; };
  const auto changed_here = [&](const dsl::Rule& rule) { return rule.overridden_by == program.rulebooks[book].id; };
  return std::any_of(program.rules.begin(), program.rules.end(), from_here) ||
         std::any_of(program.rules.begin(), program.rules.end(), changed_here) ||
         std::any_of(program.overlays.begin(), program.overlays.end(), from_here) ||
         std::any_of(program.profiles.begin(), program.profiles.end(), from_here) ||
         std::any_of(program.waivers.begin(), program.waivers.end(), from_here);
}

}  // namespace

std::string_view why_passed_over(const PassedOver& file, dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  if (file.picture) return zh ? "图片，加上 --ocr 才读" : "a picture; read with --ocr";
  return zh ? "不是能读的格式" : "not a format that is read";
}

RunHead head_of(std::shared_ptr<const dsl::Program> program, std::string version) {
  RunHead head;
  head.version = std::move(version);
  for (std::size_t book = 0; book < program->rulebooks.size(); ++book) {
    const auto& used = program->rulebooks[book];
    head.rulebooks.push_back({used.id, used.version, used.sha256, takes_part(*program, book), used.title});
  }
  head.program = std::move(program);
  return head;
}

void Totals::add(const CheckedReport& report) {
  ++reports;
  if (!report.readable) ++unreadable;
  not_shown += report.not_shown;
  known += report.known;
  fixed += report.fixed;
  const auto told = [&](const char* code) {
    return static_cast<std::size_t>(std::count_if(report.warnings.begin(), report.warnings.end(),
                                                  [&](const Warning& warning) { return warning.code == code; }));
  };
  expired_waivers += told(kWaiverExpired);
  same_content += told(kSameContent);
  for (const auto& finding : report.findings) {
    if (finding.waived) {
      ++waived;
      continue;
    }
    yuan = yuan + added_up(finding);
    switch (finding.severity) {
      case dsl::Severity::error: ++errors; break;
      case dsl::Severity::warning: ++warnings; break;
      case dsl::Severity::note: ++notes; break;
    }
  }
}

}  // namespace hegui::findings
