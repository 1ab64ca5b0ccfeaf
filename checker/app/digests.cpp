#include "checker/app/digests.hpp"

#include <elf.h>
#include <link.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "checker/document/subprocess.hpp"
#include "checker/findings/packed.hpp"
#include "dsl/sha256.hpp"

namespace hegui::app {

namespace {

using findings::Packer;

std::uint64_t first_digits(const std::string& hex) {
  std::uint64_t number = 0;
  std::from_chars(hex.data(), hex.data() + 16, number, 16);
  return number;
}

/// The linker's fingerprint of this program; empty when it left none.
std::string build_id() {
  std::string id;
  const auto look = [](dl_phdr_info* info, std::size_t /*size*/, void* into) {
    for (int i = 0; i < info->dlpi_phnum; ++i) {
      const auto& header = info->dlpi_phdr[i];
      if (header.p_type != PT_NOTE) continue;
      const auto* at = reinterpret_cast<const char*>(info->dlpi_addr + header.p_vaddr);
      const auto* end = at + header.p_memsz;
      const auto padded = [](std::size_t size) { return (size + 3U) & ~std::size_t{3}; };
      while (at + sizeof(ElfW(Nhdr)) <= end) {
        const auto* note = reinterpret_cast<const ElfW(Nhdr)*>(at);
        const char* name = at + sizeof(ElfW(Nhdr));
        const char* content = name + padded(note->n_namesz);
        if (content + note->n_descsz > end) break;
        if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && std::string_view(name, 3) == "GNU")
          static_cast<std::string*>(into)->assign(content, note->n_descsz);
        at = content + padded(note->n_descsz);
      }
    }
    return 1;  // the first is the program itself
  };
  ::dl_iterate_phdr(look, &id);
  return id;
}

std::string whole_program() {
  std::ifstream file("/proc/self/exe", std::ios::binary);
  return dsl::sha256_hex(std::string(std::istreambuf_iterator<char>(file), {}));
}

/// A helper by its size and age: another version of it may read a file differently.
void add_helper(Packer& pack, const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  const auto time = std::filesystem::last_write_time(path, error);
  if (error) return pack(std::string("-"));
  pack(path, static_cast<std::uint64_t>(size), static_cast<std::int64_t>(time.time_since_epoch().count()));
}

/// The members of a structure that reading or evaluating depends on. All are named: one that is added stops the
/// compiler here. Where something was declared, and what is the program's own numbering of expressions, is left out.
class Taxonomy {
 public:
  explicit Taxonomy(const dsl::Program& program) : program_(program) {
    all(program.aspects), all(program.members), all(program.concepts), all(program.section_kinds);
    all(program.phrases), all(program.word_lists), all(program.parameters), all(program.functions);
  }
  [[nodiscard]] std::string digest() const { return dsl::sha256_hex(pack_.bytes()); }

 private:
  template <class T>
  void all(const std::vector<T>& items) {
    pack_(static_cast<std::uint64_t>(items.size()));
    for (const T& item : items) add(item);
  }
  template <class Tag>
  void ids(const std::vector<dsl::Id<Tag>>& values) {
    pack_(static_cast<std::uint64_t>(values.size()));
    for (const auto& id : values) pack_(id.value);
  }
  void text(dsl::ExprId id) { pack_(std::string(id.valid() ? program_.text_of(id) : "")); }

  void add(const dsl::Binding& it) {
    const auto& [aspect, member, name] = it;
    pack_(aspect.value, member.value, name);
  }
  void add(const dsl::Aspect& it) {
    const auto& [name, english, default_member, members, origin] = it;
    pack_(name, english, default_member.value);
    ids(members);
  }
  void add(const dsl::Member& it) {
    const auto& [name, english, aspect, parent, parts, synonyms, prefer, implies, origin] = it;
    pack_(name, english, aspect.value, parent.value, synonyms);
    ids(parts), ids(prefer), all(implies);
  }
  void add(const dsl::Concept& it) {
    const auto& [name, english, dimension, is_text, nouns, synonyms, values, formula, implies, parent, origin] = it;
    pack_(name, english, dimension, is_text, nouns, synonyms, values, parent.value);
    text(formula), all(implies);
  }
  void add(const dsl::SectionKind& it) {
    const auto& [name, english, synonyms, parent, origin] = it;
    pack_(name, english, synonyms, parent.value);
  }
  void add(const dsl::Phrase& it) {
    const auto& [name, english, patterns, yields, implies, origin] = it;
    pack_(name, english, patterns, yields);
    all(implies);
  }
  void add(const dsl::WordList& it) {
    const auto& [name, english, words, origin] = it;
    pack_(name, english, words);
  }
  void add(const dsl::Parameter& it) {
    const auto& [name, english, note, value, type, origin] = it;  // the type follows from the value
    pack_(name, english, note);
    text(value);
  }
  void add(const dsl::Function& it) {
    const auto& [name, english, parameters, first_slot, slots, body, result, origin] = it;
    pack_(name, english, static_cast<std::uint64_t>(parameters.size()));
    for (const auto& parameter : parameters) pack_(parameter.kind, parameter.dimension);
    text(body);
  }

  const dsl::Program& program_;
  Packer pack_;
};

}  // namespace

std::string program_digest() {
  Packer pack;
  const std::string id = build_id();
  pack(std::string(HEGUI_VERSION), id.empty() ? whole_program() : id);
  std::error_code error;
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  add_helper(pack, (folder / "hegui-pdf").string());
  add_helper(pack, (folder.parent_path() / "libexec/hegui/hegui-pdf").string());
  for (const char* name : {"hegui-pdf", "antiword", "soffice", "pdftoppm", "tesseract"})
    add_helper(pack, document::find_program(name));
  return dsl::sha256_hex(pack.bytes());
}

std::string reading_digest(const dsl::Program& program) { return Taxonomy(program).digest(); }

RuleDigests::RuleDigests(const dsl::Program& program) : program_(program) {
  rules_.reserve(program.rules.size());
  for (const dsl::Rule& rule : program.rules) rules_.push_back(compute(rule));
}

std::uint64_t RuleDigests::of(const dsl::Rule& rule) const {
  const std::less<const dsl::Rule*> before;
  const auto* first = program_.rules.data();
  if (!before(&rule, first) && before(&rule, first + program_.rules.size()))
    return rules_[static_cast<std::size_t>(&rule - first)];
  return compute(rule);  // changed by an overlay for this report
}

std::uint64_t RuleDigests::of(const std::vector<dsl::ExprId>& parameters) const {
  Packer pack;
  for (std::size_t i = 0; i < parameters.size() && i < program_.parameters.size(); ++i) {
    const bool own = parameters[i] == program_.parameters[i].value;
    pack(own);
    if (!own) pack(std::string(program_.text_of(parameters[i])));
  }
  return first_digits(dsl::sha256_hex(pack.bytes()));
}

std::uint64_t RuleDigests::compute(const dsl::Rule& rule) const {
  const auto& [id, title, doc, severity, bases, tags, from, until, applies, for_each, lets, when, unless, require,
               evidence, message, advice, replaces, refines, gather, slots, queries, settings, overridden_by, disabled,
               disabled_reason, origin] = rule;
  Packer pack;
  const auto text = [&](dsl::ExprId expression) {
    pack(expression.valid(), std::string(expression.valid() ? program_.text_of(expression) : ""));
  };
  const auto texts = [&](const std::vector<dsl::ExprId>& expressions) {
    pack(static_cast<std::uint64_t>(expressions.size()));
    for (const dsl::ExprId expression : expressions) text(expression);
  };
  const auto count = [&](const auto& list) { pack(static_cast<std::uint64_t>(list.size())); };
  pack(id);
  count(severity);
  for (const auto& grade : severity) text(grade.when), pack(grade.severity);
  count(for_each);
  for (const auto& loop : for_each) pack(loop.slot, loop.name), text(loop.list);
  count(lets);
  for (const auto& let : lets) pack(let.slot, let.name), text(let.value);
  texts(when);
  count(unless);
  for (const auto& exception : unless) pack(exception.label), text(exception.condition), text(exception.exception);
  count(require);
  for (const auto& each : require) pack(each.forbid, each.report_missing), text(each.condition);
  texts(evidence), text(message), text(advice);
  count(settings);
  for (const auto& setting : settings) pack(setting.parameter.value), text(setting.value);
  // The rest decides whether the rule runs, or how its findings are told: both are done anew every time.
  return first_digits(dsl::sha256_hex(pack.bytes()));
}

}  // namespace hegui::app
