#include "checker/app/rulebooks.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "checker/app/output.hpp"
#include "dsl/parser.hpp"

namespace hegui::app {

namespace {

namespace fs = std::filesystem;

constexpr int kDeepestFolder = 16;
constexpr std::size_t kMostNeighbours = 500;
constexpr std::size_t kMostMistakes = 60;  // told at once; the rest is counted

bool is_rules_folder(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "taxonomy", error);
}

void collect_files(const fs::path& at, int depth, std::vector<fs::path>& into) {
  std::error_code error;
  if (!fs::is_directory(at, error)) {
    into.push_back(at);
    return;
  }
  std::vector<fs::path> entries;
  for (fs::directory_iterator each(at, error), end; !error && each != end; each.increment(error))
    entries.push_back(each->path());
  std::sort(entries.begin(), entries.end());
  for (const auto& entry : entries)
    if (fs::is_directory(entry, error)) {
      // Released versions of one rulebook stand side by side in "releases": read when named only, like in dsl/load.cpp.
      if (depth < kDeepestFolder && entry.filename() != "releases") collect_files(entry, depth + 1, into);
    } else if (entry.extension() == ".hegui") {
      into.push_back(entry);
    }
}

/// The rulebooks that lie in the same folder as a file: what it uses is looked for there first.
void collect_neighbours(const fs::path& file, std::set<fs::path>& into) {
  std::error_code error;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (fs::directory_iterator each(folder, error), end; !error && each != end && into.size() < kMostNeighbours;
       each.increment(error)) {
    std::error_code unreadable;
    if (each->path().extension() == ".hegui" && each->is_regular_file(unreadable)) into.insert(each->path());
  }
}

struct Header {
  std::string id;
  std::vector<std::string> uses;
};

/// The id of a rulebook file and what it uses. A file with mistakes may have neither; loading it tells them.
Header read_header(const fs::path& path) {
  Header header;
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto parsed = dsl::parse(std::make_shared<const dsl::Source>(path.string(), std::move(text)));
  for (const auto& item : parsed.file.items) {
    const auto* book = std::get_if<dsl::syntax::Rulebook>(&item.node);
    if (book == nullptr) continue;
    header.id = book->id.text;
    for (const auto& use : book->uses) header.uses.push_back(use.id.text);
  }
  return header;
}

}  // namespace

fs::path built_in_rules() {
  if (const char* named = std::getenv("HEGUI_RULES"); named != nullptr && *named != '\0') {
    std::error_code error;
    if (!fs::is_directory(named, error))
      throw UsageError("环境变量 HEGUI_RULES 指的“" + std::string(named) + "”不是文件夹",
                       "HEGUI_RULES names '" + std::string(named) + "', which is not a folder");
    return named;
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  // build/PRESET/bin/hegui lies three folders below the sources.
  fs::path at = program.parent_path();
  for (int up = 0; !error && up < 6 && at.has_relative_path(); ++up, at = at.parent_path()) {
    if (is_rules_folder(at / "rules")) return at / "rules";
    if (is_rules_folder(at / "share/hegui/rules")) return at / "share/hegui/rules";
  }
  if (is_rules_folder(fs::path(HEGUI_DATA_FOLDER) / "rules")) return fs::path(HEGUI_DATA_FOLDER) / "rules";
  throw UsageError("找不到自带的规则。请用 -r 给出规则文件，或在环境变量 HEGUI_RULES 中写明规则文件夹",
                   "the built-in rules were not found; name a rulebook with -r, or their folder in HEGUI_RULES");
}

std::vector<fs::path> choose_rulebooks(const std::vector<std::string>& given) {
  if (given.empty()) return {built_in_rules()};
  std::vector<fs::path> chosen;
  std::set<fs::path> neighbours;
  for (const auto& name : given) {
    std::error_code error;
    if (!fs::exists(name, error))
      throw UsageError("没有这个规则文件或文件夹：" + name, "there is no such rulebook file or folder: " + name);
    collect_files(name, 0, chosen);
    if (fs::is_regular_file(name, error)) collect_neighbours(name, neighbours);
  }
  std::set<std::string> have, wanted;
  for (const auto& path : chosen) {
    Header header = read_header(path);
    if (!header.id.empty()) have.insert(header.id);
    wanted.insert(header.uses.begin(), header.uses.end());
  }
  const auto open = [&] {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& id) { return !have.contains(id); });
  };
  if (!open()) return chosen;
  std::multimap<std::string, std::pair<fs::path, Header>> by_id;  // several files may make up one rulebook
  const auto offer = [&](const auto& files) {
    std::set<std::string> known;  // a rulebook comes from one place: beside the given file, else built in
    for (const auto& [id, book] : by_id) known.insert(id);
    for (const fs::path& path : files) {
      Header header = read_header(path);
      std::string id = header.id;
      if (!known.contains(id)) by_id.emplace(std::move(id), std::pair(path, std::move(header)));
    }
  };
  for (const auto& path : chosen) neighbours.erase(path);
  offer(neighbours);
  std::vector<fs::path> library;
  collect_files(built_in_rules(), 0, library);
  offer(library);
  for (bool again = true; again;) {
    again = false;
    for (const std::string& id : std::set<std::string>(wanted)) {
      if (have.contains(id)) continue;
      have.insert(id);  // also when nobody has it: the loader says so
      const auto range = by_id.equal_range(id);
      for (auto at = range.first; at != range.second; ++at) {
        chosen.push_back(at->second.first);
        wanted.insert(at->second.second.uses.begin(), at->second.second.uses.end());
        again = true;
      }
    }
  }
  return chosen;
}

bool is_named(std::string_view path, const std::vector<std::string>& given) {
  return given.empty() || std::any_of(given.begin(), given.end(), [&](std::string name) {
           while (name.size() > 1 && name.back() == '/') name.pop_back();
           return path == name || path.starts_with(name + "/");
         });
}

bool is_for_named(const dsl::Diagnostic& diagnostic, const std::vector<std::string>& given) {
  const auto* code = dsl::find_diagnostic_code(diagnostic.code);
  const bool error = code == nullptr || code->level == dsl::Level::error;
  return error || is_named(diagnostic.source != nullptr ? diagnostic.source->name() : diagnostic.path, given);
}

Inspection inspect_rulebooks(const Context& context, const std::vector<std::string>& files, bool brief) {
  auto given = context.rulebooks;
  given.insert(given.end(), files.begin(), files.end());
  Inspection made;
  made.loaded = dsl::load(choose_rulebooks(given));
  const bool colour = wants_colour(context, false);
  for (const auto& diagnostic : made.loaded.diagnostics) {
    const auto* code = dsl::find_diagnostic_code(diagnostic.code);
    const bool error = code == nullptr || code->level == dsl::Level::error;
    if (!is_for_named(diagnostic, given)) continue;
    ++(error ? made.errors : made.lints);
    if (brief) {
      made.text += dsl::render_line(diagnostic, context.language);
      if (made.text.back() != '\n') made.text += '\n';
    } else {
      made.text += dsl::render(diagnostic, context.language, colour) + "\n";
    }
  }
  return made;
}

std::shared_ptr<const dsl::Program> load_rulebooks(const Context& context, const std::vector<std::string>& given,
                                                   dsl::Purpose purpose) {
  auto loaded = dsl::load(choose_rulebooks(given), purpose);
  // Tests may be left out, never mistakes in them where others are told.
  if (loaded.has_errors() && purpose != dsl::Purpose::everything) loaded = dsl::load(choose_rulebooks(given));
  if (!loaded.has_errors() && loaded.program != nullptr) return loaded.program;
  const bool colour = context.color == "always" || (context.color == "auto" && ::isatty(STDERR_FILENO) == 1);
  std::size_t errors = 0;
  for (const auto& diagnostic : loaded.diagnostics) {
    const auto* code = dsl::find_diagnostic_code(diagnostic.code);
    if (code != nullptr && code->level != dsl::Level::error) continue;
    if (++errors <= kMostMistakes) tell(dsl::render(diagnostic, context.language, colour));
  }
  throw UsageError("规则有 " + std::to_string(errors) + " 处错误，没有核查任何报告",
                   "mistakes in the rulebooks: " + std::to_string(errors) + "; no report was checked");
}

const dsl::Rule& find_rule(const dsl::Program& program, const std::string& id) {
  if (const auto* rule = program.find_rule(id)) return *rule;
  std::vector<std::string> known;
  for (const auto& rule : program.rules) known.push_back(rule.id);
  throw UsageError("没有规则“" + id + "”" + hint_zh(id, known), "there is no rule '" + id + "'" + hint_en(id, known));
}

void require_rules(const dsl::Program& program, const std::vector<std::string>& ids) {
  for (const auto& id : ids) find_rule(program, id);
}

void require_profile(const dsl::Program& program, const std::string& name) {
  if (name.empty()) return;
  std::vector<std::string> known;
  for (const auto& profile : program.profiles) {
    if (profile.name == name || profile.english == name) return;
    known.push_back(profile.name);
    if (!profile.english.empty()) known.push_back(profile.english);
  }
  throw UsageError("没有方案“" + name + "”" + hint_zh(name, known),
                   "there is no profile '" + name + "'" + hint_en(name, known));
}

}  // namespace hegui::app
