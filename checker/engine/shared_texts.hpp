// A list of texts that many hold and hardly anybody changes: what a rule misses is the same in every report without it.
// Made where a rule ran; copied from there into summaries and results.
// Afterwards a copy costs no texts; who adds one has a list of his own.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hegui::engine {

class SharedTexts {
 public:
  using value_type = std::string;
  using const_iterator = std::vector<std::string>::const_iterator;

  SharedTexts() = default;
  SharedTexts(std::initializer_list<std::string> texts) : SharedTexts(std::vector<std::string>(texts)) {}
  SharedTexts(std::vector<std::string> texts) {  // NOLINT(google-explicit-constructor): it is such a list
    if (!texts.empty()) held_ = std::make_shared<std::vector<std::string>>(std::move(texts));
  }

  [[nodiscard]] const std::vector<std::string>& all() const {
    static const std::vector<std::string> none;
    return held_ ? *held_ : none;
  }
  operator const std::vector<std::string>&() const { return all(); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] const_iterator begin() const { return all().begin(); }
  [[nodiscard]] const_iterator end() const { return all().end(); }
  [[nodiscard]] std::size_t size() const { return all().size(); }
  [[nodiscard]] bool empty() const { return !held_ || held_->empty(); }
  const std::string& operator[](std::size_t i) const { return all()[i]; }

  /// The list to be changed: nobody else has it from now on.
  std::vector<std::string>& own() {
    if (!held_ || held_.use_count() > 1) held_ = std::make_shared<std::vector<std::string>>(all());
    return *held_;
  }
  void push_back(std::string text) { own().push_back(std::move(text)); }

  friend bool operator==(const SharedTexts& a, const SharedTexts& b) {
    return a.held_ == b.held_ || a.all() == b.all();
  }

 private:
  std::shared_ptr<std::vector<std::string>> held_;
};

}  // namespace hegui::engine
