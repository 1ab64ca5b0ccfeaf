#include <cstdlib>
#include <exception>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"

int main(int argc, char** argv) {
  // Without it the C library looks at the file of the time zone again for every entry of every docx and xlsx.
  ::setenv("TZ", ":/etc/localtime", 0);
  try {
    return hegui::app::run(argc, argv);
  } catch (const std::exception& error) {
    hegui::app::tell(std::string("hegui: 内部错误 / internal error: ") + error.what());
  } catch (...) {
    hegui::app::tell("hegui: 内部错误 / internal error");
  }
  return hegui::app::kUsage;
}
