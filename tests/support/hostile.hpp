// The hostile corpus: files that no honest office submits, made in memory when they are asked for.
// Used by the test that puts each of them before the program (tests/app/hostile_corpus_test.cpp).
// Afterwards every file has a name, its bytes and what may become of it; a refusal is as good as a harmless reading
// where a format leaves it open.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::support {

enum class Fate : std::uint8_t {
  refused,  // one line of error, exit status 3
  read,     // read without harm
  either,
};

struct HostileFile {
  std::string name;  // of the file; its ending is what the submitter claims
  Fate fate = Fate::either;
  std::function<std::string()> make;
};

std::vector<HostileFile> hostile_zips();        // bombs, lies, names, nesting
std::vector<HostileFile> hostile_documents();   // docx, odt
std::vector<HostileFile> hostile_workbooks();   // xlsx
std::vector<HostileFile> hostile_pages();       // html, mht, ofd
std::vector<HostileFile> hostile_pdfs();
std::vector<HostileFile> hostile_texts();       // txt, and files of another kind than their name says
std::vector<HostileFile> hostile_facts();       // facts JSON
/// All but the facts.
std::vector<HostileFile> hostile_reports();

/// `piece` written `times` times.
std::string times(std::string_view piece, std::size_t times);
/// A sentence that every reader of text would take for a report's.
std::string harmless_text();

}  // namespace hegui::support
