// Edits as people and editors make them, and worse ones, chosen by a seeded generator: characters, words, lines, whole
// declarations, brackets and quotes left open, bytes that are no text, files that come and go, the manifest.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "compiler/check/check.h"

namespace tarifa::edit {

class RandomEdits {
 public:
  // `input` is what the edits start from and now and then return to.
  RandomEdits(check::PackageInput input, uint32_t seed)
      : original_(std::move(input)), input_(original_), random_(seed) {}

  // The next state of the package; what was done is in last().
  const check::PackageInput& next();
  [[nodiscard]] const std::string& last() const { return last_; }

 private:
  [[nodiscard]] size_t below(size_t count) { return count == 0 ? 0 : random_() % count; }
  std::string& choose_text();
  void edit_text(std::string& text);
  void edit_files();
  void edit_character(std::string& text);
  void edit_word(std::string& text);
  void edit_pieces(std::string& text, const std::vector<std::string>& pieces);
  void edit_quietly(std::string& text);
  void leave_open(std::string& text);
  void begin_typing();
  void type_on();

  check::PackageInput original_;
  check::PackageInput input_;
  std::mt19937 random_;  // the same on every machine
  std::string last_;
  std::string typed_;       // what is still to be typed..
  std::string typed_path_;  // ..into this file..
  size_t typed_at_ = 0;     // ..here
};

}  // namespace tarifa::edit
