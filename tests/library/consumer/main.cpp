// A program of somebody else: counts the findings of the reports that it is given.
#include <cstdio>
#include <hegui/hegui.hpp>

int main(int argc, char** argv) {
  try {
    const hegui::Checker checker;
    for (int i = 1; i < argc; ++i) {
      const auto result = checker.check_file(argv[i]);
      std::printf("%s %zu %s\n", hegui::version().c_str(), result.findings.size(), result.error.c_str());
    }
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
