#include "checker/app/together.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "checker/app/output.hpp"
#include "checker/document/joined.hpp"
#include "checker/findings/page.hpp"
#include "checker/text/shown.hpp"

namespace hegui::app {

namespace {

using document::Document;

constexpr int kSameReport = 80;          // hundredths of long lines shared: the same report in another file
constexpr int kSameCopy = 97;            // and without a difference worth a second check
constexpr std::size_t kOwnReport = 400;  // characters of running text from which on a file's unit counts
constexpr std::array kSheetFormats{"xlsx", "xls", "et", "csv"};

std::string lower_ending(const std::string& path) {
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string::npos || path[dot] == '/') return {};
  std::string ending = path.substr(dot + 1);
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return ending;
}

bool is_sheet_format(std::string_view format) {
  return std::find(kSheetFormats.begin(), kSheetFormats.end(), format) != kSheetFormats.end();
}

/// A file that may be a report: no workbook, no picture.
bool may_be_report(const Input& input) {
  const std::string ending = lower_ending(input.path);
  static constexpr std::array others{"xlsm", "png", "jpg", "jpeg", "tif", "tiff"};
  return !is_sheet_format(ending) && std::find(others.begin(), others.end(), ending) == others.end();
}

/// A folder of the named inputs, with the files that lie in it.
struct Folder {
  std::map<std::string, Folder> folders;
  std::vector<Input> files;
};

void take_all(Folder& folder, std::vector<Input>& into) {
  for (Input& file : folder.files) into.push_back(std::move(file));
  for (auto& [name, below] : folder.folders) take_all(below, into);
}

void add_submissions(Folder& folder, const std::string& name, std::vector<Submission>& into) {
  const bool own = std::any_of(folder.files.begin(), folder.files.end(), may_be_report);
  if (own || folder.folders.empty()) {
    Submission submission{name, {}};
    take_all(folder, submission.files);
    if (!submission.files.empty()) into.push_back(std::move(submission));
    return;
  }
  // Workbooks beside the folders of units belong to none of them.
  for (Input& file : folder.files) {
    Submission alone{file.path, {}};
    alone.files.push_back(std::move(file));
    into.push_back(std::move(alone));
  }
  for (auto& [below, each] : folder.folders) add_submissions(each, name + "/" + below, into);
}

std::string file_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string names_of(const std::vector<std::string>& paths, const char* mark, const char* close) {
  std::string all;
  for (const auto& path : paths) {
    if (!all.empty()) all += mark[0] == '\'' ? ", " : "、";
    all += mark + file_name(path) + close;
  }
  return all;
}

/// A file of a submission that could be read, and what it is by itself.
struct Candidate {
  Document document;
  findings::ReadReport alone;
  dsl::MemberId type;  // of its title, else of its name
  std::size_t prose = 0;

  [[nodiscard]] const report::Identity& identity() const { return alone.report->identity; }
  /// Sorts the report before its attachments: a text before a workbook, read before recognised, one whose title
  /// names a kind of report before others, the longest, the first by name.
  [[nodiscard]] auto rank() const {
    const bool sheet = is_sheet_format(document.format);
    const bool recognised = !document.blocks.empty() && document.blocks.front().recognised;
    const bool named = identity().type.valid() && !identity().title.empty();
    return std::tuple(sheet, recognised, !named, ~prose);
  }
};

bool related(const dsl::Program& program, dsl::MemberId a, dsl::MemberId b) {
  return !a.valid() || !b.valid() || a == b || program.is_within(a, b) || program.is_within(b, a);
}

enum class Part : std::uint8_t { attachment, copy, other_version, other_matter };

Part part_of(const dsl::Program& program, const Candidate& report, const Candidate& file) {
  if (!is_sheet_format(file.document.format)) {
    const int there = document::shared_text(file.document, report.document);
    const int back = there >= kSameReport ? document::shared_text(report.document, file.document) : 0;
    if (std::min(there, back) >= kSameCopy) return Part::copy;
    if (std::min(there, back) >= kSameReport) return Part::other_version;
  }
  if (!related(program, report.type, file.type)) return Part::other_matter;
  const auto &own = file.identity(), &main = report.identity();
  if (!file.type.valid() || own.title.empty()) return Part::attachment;
  if (own.year && main.year && own.year != main.year) return Part::other_matter;
  const bool other_unit = !own.unit.empty() && !main.unit.empty() && own.unit.find(main.unit) == std::string::npos &&
                          main.unit.find(own.unit) == std::string::npos;
  return other_unit && file.prose >= kOwnReport ? Part::other_matter : Part::attachment;
}

findings::ReadReport with_remark(const findings::ReadReport& read, document::Remark remark) {
  findings::ReadReport marked = read;
  auto report = std::make_shared<report::Report>(*read.report);
  report->document.remarks.insert(report->document.remarks.begin(), std::move(remark));
  marked.report = std::move(report);
  return marked;
}

std::vector<Candidate> read_candidates(const Pipeline& pipeline, const Submission& submission,
                                       std::vector<findings::ReadReport>& failures) {
  std::vector<Candidate> candidates;
  for (const Input& input : submission.files) {
    auto result = pipeline.read_document(input);
    if (!result.document) {
      failures.push_back(pipeline.failed(input.path, result.error));
      continue;
    }
    Candidate candidate;
    candidate.document = *result.document;
    candidate.prose = document::prose_length(candidate.document);
    candidate.alone = pipeline.understand(std::move(*result.document));
    if (candidate.alone.report == nullptr) {
      failures.push_back(std::move(candidate.alone));
      continue;
    }
    candidate.type = candidate.identity().type;
    if (!candidate.type.valid()) {  // 项目支出绩效自评表.xlsx: the name says what the sheet does not
      std::string stem = file_name(input.path);
      stem.resize(std::min(stem.size(), stem.rfind('.')));
      const auto by_name = pipeline.read_text(stem, stem);
      if (by_name.report != nullptr) candidate.type = by_name.report->identity.type;
    }
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

}  // namespace

std::vector<Submission> group_inputs(const std::vector<std::string>& names, const document::Limits& limits,
                                     PassedOverList passed_over) {
  std::vector<Submission> submissions;
  Submission named;
  std::set<std::string> seen;
  for (const std::string& name : expand_globs(names)) {
    auto inputs = expand_inputs({name}, limits, passed_over);
    std::erase_if(inputs, [&](const Input& input) { return !seen.insert(input.path).second; });
    std::string root = name;
    while (root.size() > 1 && root.back() == '/') root.pop_back();
    Folder folder;
    bool below = false;
    for (Input& input : inputs) {
      if (input.path.size() <= root.size() || !input.path.starts_with(root) || input.path[root.size()] != '/') {
        named.files.push_back(std::move(input));  // a file, or one of a glob
        continue;
      }
      below = true;
      Folder* at = &folder;
      std::size_t from = root.size() + 1;
      for (std::size_t slash; (slash = input.path.find('/', from)) != std::string::npos; from = slash + 1)
        if (slash > from) at = &at->folders[input.path.substr(from, slash - from)];
      at->files.push_back(std::move(input));
    }
    if (below) add_submissions(folder, root, submissions);
  }
  if (!named.files.empty()) {
    named.name = named.files.front().path;
    submissions.insert(submissions.begin(), std::move(named));
  }
  return submissions;
}

std::vector<findings::ReadReport> read_together(const Pipeline& pipeline, const Submission& submission) {
  std::vector<findings::ReadReport> reports, failures;
  auto candidates = read_candidates(pipeline, submission, failures);
  if (candidates.empty()) return failures;
  const auto first = std::min_element(candidates.begin(), candidates.end(),
                                      [](const Candidate& a, const Candidate& b) { return a.rank() < b.rank(); });
  std::rotate(candidates.begin(), first, first + 1);
  const Candidate& main = candidates.front();
  const std::string own = file_name(main.document.path);

  std::vector<Document> documents;
  documents.push_back(main.document);
  std::vector<std::string> attached, copies;
  std::vector<findings::ReadReport> others;
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    Candidate& file = candidates[i];
    switch (part_of(pipeline.program(), main, file)) {
      case Part::attachment:
        attached.push_back(file.document.path);
        documents.push_back(std::move(file.document));
        break;
      case Part::copy: copies.push_back(file.document.path); break;
      case Part::other_version:
        others.push_back(with_remark(file.alone, {"other_version", "与“" + own + "”大体相同而有出入，单独核查。",
                                                  "much like '" + own + "' but not the same; checked by itself"}));
        break;
      case Part::other_matter:
        others.push_back(with_remark(file.alone, {"other_matter", "与“" + own + "”不是同一份自评，单独核查。",
                                                  "not about the same matter as '" + own + "'; checked by itself"}));
        break;
    }
  }
  auto& remarks = documents.front().remarks;
  if (!copies.empty())
    remarks.insert(remarks.begin(), {"copies", names_of(copies, "“", "”") + "与正文相同，没有重复核查。",
                                     names_of(copies, "'", "'") + ": the same text, not checked again"});
  if (!attached.empty())
    remarks.insert(
        remarks.begin(),
        {"together",
         "合并核查：正文“" + own + "”（按文件种类、标题和文字多少认定），附件" + names_of(attached, "“", "”") + "。",
         "checked together: the report '" + own + "' (by kind, title and length of text), attached " +
             names_of(attached, "'", "'")});
  const std::string path = main.document.path;
  reports.push_back(
      pipeline.understand(documents.size() == 1 ? std::move(documents.front()) : document::join(std::move(documents))));
  reports.front().path = path;
  for (auto* more : {&others, &failures})
    for (auto& each : *more) reports.push_back(std::move(each));
  return reports;
}

Work plan_work(const std::vector<std::string>& names, bool together, const document::Limits& limits,
               Archives archives) {
  Work work;
  work.limits = limits;
  work.together = together;
  const PassedOverList passed_over = work.passed_over.get();
  if (together) {
    work.submissions = group_inputs(names, limits, passed_over);
    return work;
  }
  for (Input& input : archives == Archives::now ? expand_inputs(names, limits, passed_over)
                                                : list_inputs(names, limits, passed_over)) {
    Submission alone{input.path, {}};
    alone.files.push_back(std::move(input));
    work.submissions.push_back(std::move(alone));
  }
  return work;
}

namespace {

std::vector<Submission> opened_of(const Work& work, const Submission& submission, PassedOverList passed_over) {
  if (work.together || submission.files.size() != 1) return {submission};
  std::vector<Submission> opened;
  for (Input& input : open_input(submission.files.front(), work.limits, passed_over)) {
    opened.push_back({input.path, {}});
    opened.back().files.push_back(std::move(input));
  }
  return opened;
}

}  // namespace

std::vector<Submission> open_submission(const Work& work, const Submission& submission) {
  return opened_of(work, submission, work.passed_over.get());
}

std::size_t count_opened(const Work& work) {
  std::size_t count = 0;
  for (const Submission& submission : work.submissions) count += opened_of(work, submission, nullptr).size();
  return count;
}

std::vector<findings::ReadReport> read_work(const Pipeline& pipeline, const Work& work, const Submission& submission) {
  if (work.together && submission.files.size() > 1) return read_together(pipeline, submission);
  std::vector<findings::ReadReport> reports;
  for (const Input& input : submission.files) reports.push_back(pipeline.read(input));
  return reports;
}

std::vector<findings::CheckedReport> check_work(const Pipeline& pipeline, const Work& work,
                                                const Submission& submission) {
  std::vector<findings::CheckedReport> checked;
  for (const auto& read : read_work(pipeline, work, submission)) checked.push_back(pipeline.check(read));
  return checked;
}

void tell_passed_over(const Context& context, const Work& work) {
  constexpr std::size_t kNamed = 5, kNameLength = 40;
  const auto& files = *work.passed_over;
  if (files.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < files.size() && i < kNamed; ++i)
    names +=
        (i > 0 ? context.say("、", ", ") : "") + text::shown(findings::harmless(file_name(files[i].path)), kNameLength);
  if (files.size() > kNamed) names += context.say("……", " …");
  const bool picture =
      std::any_of(files.begin(), files.end(), [](const findings::PassedOver& file) { return file.picture; });
  tell(fmt::format(fmt::runtime(context.say("hegui: 文件夹、压缩包里有 {} 个文件没有读：{}（{}）",
                                            "hegui: {} files in folders and archives were not read: {} ({})")),
                   files.size(), names,
                   picture ? context.say("图片加上 --ocr 才读，其余不是能读的格式",
                                         "pictures are read with --ocr, the others are in no format that is read")
                           : context.say("不是能读的格式", "in no format that is read")));
}

void add_together_option(CLI::App& command, const Context& context, bool& together) {
  command.add_flag("--together", together,
                   context.say("报告和附件（自评表等）合并核查：每个文件夹（压缩包）一份，直接写出的几个文件合成一份",
                               "check a report together with its attachments: one submission a folder or archive; "
                               "files named one by one are one submission"));
}

}  // namespace hegui::app
