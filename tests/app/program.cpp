#include "tests/app/program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace hegui::app {

namespace {

/// In the child: reads and writes the files, then becomes the program.
[[noreturn]] void become(const std::vector<std::string>& arguments, const How& how, const Scratch& files) {
  const auto attach = [&](const char* name, int flags, int as) {
    const int file = ::open((files.path() / name).c_str(), flags, 0600);
    if (file < 0 || ::dup2(file, as) < 0) ::_exit(126);
  };
  attach("in", O_RDONLY, STDIN_FILENO);
  attach("out", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  attach("err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  if (!how.folder.empty() && ::chdir(how.folder.c_str()) != 0) ::_exit(126);
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "HEGUI_RULES", "NO_COLOR"}) ::unsetenv(name);
  ::setenv("LANG", "zh_CN.UTF-8", 1);
  for (const auto& [name, value] : how.environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (how.processor_seconds > 0) {
    const rlimit most{how.processor_seconds, how.processor_seconds};
    ::setrlimit(RLIMIT_CPU, &most);
  }
  if (how.address_space > 0) {
    const rlimit most{how.address_space, how.address_space};
    ::setrlimit(RLIMIT_AS, &most);
  }
  std::vector<char*> raw;
  std::string program = HEGUI_BINARY;
  raw.push_back(program.data());
  std::vector<std::string> copies = arguments;
  for (auto& each : copies) raw.push_back(each.data());
  raw.push_back(nullptr);
  ::execv(program.c_str(), raw.data());
  ::_exit(127);
}

}  // namespace

Ran run_program(const std::vector<std::string>& arguments, const How& how) {
  const Scratch files;
  files.file("in", how.input);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) become(arguments, how, files);
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  Ran ran;
  ran.peak_memory = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = slurp(files.path() / "out");
  ran.err = slurp(files.path() / "err");
  return ran;
}

Scratch::Scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "hegui-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Scratch::file(const std::string& name, std::string_view content) const {
  const auto path = path_ / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  return path.string();
}

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string source_path(const std::string& name) { return std::string(HEGUI_SOURCE_DIR) + "/" + name; }

std::string small_rules() { return source_path("tests/app/rulebooks/small.hegui"); }

std::string small_report() {
  return "石桥县渔政站\n"
         "2023年度部门整体支出绩效自评报告\n"
         "一、预算执行情况\n"
         "2023年部门支出预算320万元，支出决算256.64万元，预算执行率82.20%。\n";
}

}  // namespace hegui::app
