#include "checker/app/pipeline.hpp"

#include <exception>
#include <future>
#include <new>

#include "checker/findings/facts_input.hpp"

namespace hegui::app {

namespace {

document::ReadError too_large() {
  return document::beyond("内存不足，这份文件太大，请拆分后再核查",
                          "out of memory: the file is too large; split it and check the pieces", "--max-memory");
}

document::ReadError internal(const std::exception& error) {
  return {"internal", std::string("程序内部错误，请连同这份文件一起报告：") + error.what(),
          std::string("internal error, please report it with this file: ") + error.what()};
}

/// The stages throw nothing by contract; should one do so all the same, only its own report is lost.
template <class Work, class OnError>
auto guarded(const Work& work, const OnError& on_error) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return on_error(too_large());
  } catch (const std::exception& error) {
    return on_error(internal(error));
  }
}

findings::CheckedReport unreadable(const findings::ReadReport& read) {
  findings::CheckedReport checked;
  checked.path = read.path;
  checked.readable = false;
  checked.error_code = read.error_code;
  checked.error_zh = read.error_zh;
  checked.error_en = read.error_en;
  return checked;
}

}  // namespace

Pipeline::Pipeline(std::shared_ptr<const dsl::Program> program, PipelineOptions options)
    : program_(std::move(program)),
      options_(std::move(options)),
      planning_(
          std::async(std::launch::async | std::launch::deferred, [this] { return engine::make_plan(*program_); })),
      lexicon_(program_),
      plan_(planning_.get()) {
  options_.engine.keep_plain = false;  // a finding tells of a failed or open outcome only
}

findings::ReadReport Pipeline::failed(const std::string& path, const document::ReadError& error) {
  findings::ReadReport read;
  read.path = path;
  read.error_code = error.code;
  read.error_zh = error.zh;
  read.error_en = error.en;
  return read;
}

findings::ReadReport Pipeline::understand(document::Document document) const {
  const std::string path = document.path;
  return guarded(
      [&] {
        findings::ReadReport read;
        read.path = path;
        read.report = std::make_shared<const report::Report>(report::understand(std::move(document), lexicon_));
        return read;
      },
      [&](const document::ReadError& error) { return failed(path, error); });
}

document::ReadResult Pipeline::read_document(const Input& input) const {
  if (input.error) return {std::nullopt, *input.error};
  const auto& words = lexicon_.page_words();
  return guarded(
      [&] {
        if (input.bytes != nullptr) return document::read_bytes(*input.bytes, input.path, options_.limits, words);
        if (input.path == "-")
          return document::read_bytes(read_standard_input(options_.limits.max_bytes), "-", options_.limits, words);
        if (auto bytes = read_plain_file(input.path, options_.limits.max_bytes))
          return document::read_bytes(std::move(*bytes), input.path, options_.limits, words);
        return document::read_file(input.path, options_.limits, words);  // says what is wrong
      },
      [&](const document::ReadError& error) {
        return document::ReadResult{std::nullopt, error};
      });
}

findings::ReadReport Pipeline::read(const Input& input) const {
  auto result = read_document(input);
  if (!result.document) return failed(input.path, result.error);
  auto read = understand(std::move(*result.document));
  read.path = input.path;
  return read;
}

findings::ReadReport Pipeline::read_text(std::string text, const std::string& name) const {
  auto result =
      guarded([&] { return document::read_bytes(std::move(text), name, options_.limits, lexicon_.page_words()); },
              [&](const document::ReadError& error) {
                return document::ReadResult{std::nullopt, error};
              });
  if (!result.document) return failed(name, result.error);
  auto read = understand(std::move(*result.document));
  read.path = name;
  return read;
}

std::vector<findings::ReadReport> Pipeline::read_facts(std::string bytes, const std::string& name) const {
  findings::ReadAgain again;
  again.text = [this](std::string text, const std::string& given) { return read_text(std::move(text), given); };
  again.document = [this](document::Document document) { return understand(std::move(document)); };
  auto read = findings::read_facts(std::move(bytes), *program_, again);
  if (!read.error_zh.empty()) return {failed(name, {"bad_facts", std::move(read.error_zh), std::move(read.error_en)})};
  return std::move(read.reports);
}

findings::CheckedReport Pipeline::check(const findings::ReadReport& read) const { return check(read, nullptr, {}); }

findings::CheckedReport Pipeline::check(const findings::ReadReport& read, engine::RuleMemory* memory,
                                        const std::function<void(const engine::Evaluation&)>& see) const {
  if (read.report == nullptr) return unreadable(read);
  return guarded(
      [&] {
        auto options = options_.engine;
        options.memory = memory;
        const auto evaluation = engine::evaluate(*plan_, *read.report, options);
        if (see) see(evaluation);
        auto checked = findings::tell(*program_, *read.report, evaluation, options_.tell);
        checked.report = read.report;
        return checked;
      },
      [&](const document::ReadError& error) { return unreadable(failed(read.path, error)); });
}

}  // namespace hegui::app
