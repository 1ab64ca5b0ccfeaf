// Where a command's result goes: standard output, or a file that appears whole or not at all.
// Made by the commands before long work begins, so that an unwritable place is known at once.
// Afterwards the result is written completely, or there is an error and no half file.
#pragma once

#include <string>
#include <string_view>

#include "checker/app/cli.hpp"

namespace hegui::app {

class Output : public findings::Sink {
 public:
  /// `path` empty: standard output. Throws UsageError when the place cannot be written.
  explicit Output(std::string path);
  ~Output() override;  // removes the temporary file when finish() was not reached
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  /// Adds to the result. Throws UsageError when the disk is full, the pipe is closed, …
  void write(std::string_view text) override;
  /// The result is complete: the file appears under its name. Throws like write().
  void finish();
  /// All of it at once.
  void write_whole(std::string_view text) {
    write(text);
    finish();
  }

 private:
  void give_name();
  std::string path_, temporary_;
  bool nameless_ = false;
  int file_ = -1;
};

/// --color: auto means a terminal at the end of standard output (and NO_COLOR unset).
bool wants_colour(const Context& context, bool to_file);
/// Text options of the run for this output.
findings::TextOptions text_options(const Context& context, bool to_file);
/// To standard error, unbuffered, ending in a newline.
void tell(std::string_view text);

}  // namespace hegui::app
