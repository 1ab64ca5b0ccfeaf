// Writes reports out again as office files and fixed layouts, for looking at what the readers make of them.
//   render_reports FOLDER REPORT…     FOLDER/NAME.fodt, FOLDER/NAME.fods (for soffice --convert-to) and FOLDER/NAME.ofd
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "checker/document/reader.hpp"
#include "checker/report/understand.hpp"
#include "dsl/load.hpp"
#include "tests/support/render_ofd.hpp"
#include "tests/support/render_office.hpp"

namespace fs = std::filesystem;

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto loaded = hegui::dsl::load({fs::path(HEGUI_SOURCE_DIR) / "rules"});
  if (!loaded.program) return 1;
  const hegui::report::Lexicon lexicon(loaded.program);
  const fs::path folder = argv[1];
  fs::create_directories(folder);
  for (int i = 2; i < argc; ++i) {
    const auto read = hegui::document::read_file(argv[i], {}, lexicon.page_words());
    if (!read.document) return 1;
    const fs::path base = folder / fs::path(argv[i]).stem();
    std::ofstream(base.string() + ".fodt", std::ios::binary) << hegui::document::to_flat_text(*read.document);
    std::ofstream(base.string() + ".fods", std::ios::binary) << hegui::document::to_flat_workbook(*read.document);
    std::ofstream(base.string() + ".ofd", std::ios::binary) << hegui::document::to_ofd(*read.document);
    std::ofstream(base.string() + "-plain.ofd", std::ios::binary)
        << hegui::document::to_ofd(*read.document, {.rules = false, .whole = true});
    hegui::document::Look plain;
    plain.borders = plain.justified = plain.indented = false;
    std::ofstream(base.string() + "-plain.fodt", std::ios::binary)
        << hegui::document::to_flat_text(*read.document, plain);
    hegui::document::Look columns;
    columns.columns = true;
    columns.points = 11;
    std::ofstream(base.string() + "-columns.fodt", std::ios::binary)
        << hegui::document::to_flat_text(*read.document, columns);
  }
  return 0;
}
