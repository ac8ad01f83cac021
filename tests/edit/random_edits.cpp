#include "tests/edit/random_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace tarifa::edit {
namespace {

constexpr std::string_view kSigns[] = {"{",          "}",    "(",        ")",    "[",           "]",        "\"",
                                       "'",          "`",    "/*",       "*/",   "//",          "///",      "|",
                                       ",",          ":",    "=",        ".",    "..",          "%",        "??",
                                       "==",         ";",    "\n",       " ",    "0",           "1_000.50", "0,5",
                                       "2024-01-01", "\r\n", "\xC3\xB1", "\xFF", "\xEF\xBB\xBF"};
constexpr std::string_view kWords[] = {
    "if",   "then", "else", "module", "use",  "rule", "param",  "table", "tariff", "line", "test", "expect", "let",
    "enum", "for",  "when", "except", "unit", "bill", "extend", "round", "open",   "from", "in",   "match",  "relief"};
constexpr std::string_view kTyped[] = {
    "rule typed for Account: int = 1\n",     "param late: int { from 2020-01-01: 3 open }\n",
    "  except never = 0 when 1 > 2\n",       "let twice(a: int): int = a * 2\n",
    "test \"typed\" { expect 1 + 1 = 2 }\n", "enum Colour { Red, Green, Blue }\n",
    " + (if 1 = 2 then 3 else 4)",           "/// What it is for.\n"};

bool of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

// Words, runs of blanks and single signs: together the text.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    while (of_word(text[at]) && end < text.size() && of_word(text[end])) ++end;
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

// Lines from one that begins at the margin with a letter to the next such one.
std::vector<std::string> declarations_of(std::string_view text) {
  std::vector<std::string> declarations;
  for (const std::string& line : lines_of(text)) {
    const bool begins = std::isalpha(static_cast<unsigned char>(line[0])) != 0;
    if (begins || declarations.empty()) declarations.emplace_back();
    declarations.back() += line;
  }
  return declarations;
}

std::string joined(const std::vector<std::string>& pieces) { return fmt::format("{}", fmt::join(pieces, "")); }

}  // namespace

std::string& RandomEdits::choose_text() {
  check::PackageInput* package = &input_;
  if (!package->dependencies.empty() && below(4) == 0)
    package = &package->dependencies[below(package->dependencies.size())];
  if (package->files.empty() || below(24) == 0) {
    last_ += "manifest: ";
    return package->manifest;
  }
  check::PackageFile& file = package->files[below(package->files.size())];
  last_ += file.path + ": ";
  return file.text;
}

void RandomEdits::edit_character(std::string& text) {
  const size_t at = below(text.size() + 1);
  last_ += fmt::format("character {}", at);
  switch (below(3)) {
    case 0: text.insert(at, kSigns[below(std::size(kSigns))]); break;
    case 1: text.insert(at, 1, static_cast<char>('a' + below(26))); break;
    default:
      if (at < text.size()) text.erase(at, 1);
      break;
  }
}

void RandomEdits::edit_pieces(std::string& text, const std::vector<std::string>& pieces) {
  if (pieces.empty()) return;
  std::vector<std::string> changed = pieces;
  const size_t at = below(changed.size());
  const auto place = changed.begin() + static_cast<ptrdiff_t>(at);
  last_ += fmt::format("piece {} of {}", at, changed.size());
  switch (below(4)) {
    case 0: changed.erase(place); break;
    case 1: changed.insert(place, pieces[below(pieces.size())]); break;
    case 2: std::swap(changed[at], changed[below(changed.size())]); break;
    default: {
      const std::string piece = changed[at];
      changed.erase(place);
      changed.insert(changed.begin() + static_cast<ptrdiff_t>(below(changed.size() + 1)), piece);
    }
  }
  text = joined(changed);
}

void RandomEdits::edit_word(std::string& text) {
  std::vector<std::string> words = words_of(text);
  if (words.empty()) return;
  const size_t at = below(words.size());
  last_ += fmt::format("word {}", at);
  switch (below(3)) {
    case 0: words[at] = words[below(words.size())]; break;
    case 1: words[at] = kWords[below(std::size(kWords))]; break;
    default: words.erase(words.begin() + static_cast<ptrdiff_t>(at)); break;
  }
  text = joined(words);
}

void RandomEdits::leave_open(std::string& text) {
  static constexpr std::string_view kOpen[] = {"{", "(", "[", "\"", "'", "`", "/*", "if ", "rule x for "};
  const size_t at = below(text.size() + 1);
  last_ += fmt::format("left open at {}", at);
  text.insert(at, kOpen[below(std::size(kOpen))]);
}

// What changes places and little else: a line between declarations, a digit.
void RandomEdits::edit_quietly(std::string& text) {
  std::vector<std::string> declarations = declarations_of(text);
  const size_t digit = text.find_first_of("123456789", below(text.size() + 1));
  if (below(2) == 0 && digit != std::string::npos) {
    last_ += fmt::format("digit at {}", digit);
    text[digit] = static_cast<char>('1' + below(9));
  } else if (!declarations.empty()) {
    const size_t at = below(declarations.size());
    last_ += fmt::format("a line before declaration {}", at);
    declarations[at].insert(0, below(2) == 0 ? "\n" : "// a comment\n");
    text = joined(declarations);
  }
}

void RandomEdits::edit_text(std::string& text) {
  switch (below(8)) {
    case 0:
    case 1: edit_character(text); break;
    case 2:
    case 3: edit_word(text); break;
    case 4: edit_pieces(text, lines_of(text)); break;
    case 5:
    case 6: edit_pieces(text, declarations_of(text)); break;
    default: leave_open(text); break;
  }
}

void RandomEdits::edit_files() {
  std::vector<check::PackageFile>& files = input_.files;
  const size_t at = below(files.size());
  switch (below(4)) {
    case 0:
      last_ = "a file comes";
      files.insert(
          files.begin() + static_cast<ptrdiff_t>(below(files.size() + 1)),
          {fmt::format("rules/new{}.rule", below(3)), fmt::format("module new{}\nlet one: int = 1\n", below(3))});
      break;
    case 1:
      if (files.empty()) break;
      last_ = "a file goes";
      files.erase(files.begin() + static_cast<ptrdiff_t>(at));
      break;
    case 2:
      if (files.empty()) break;
      last_ = "a file stands elsewhere";
      std::swap(files[at], files[below(files.size())]);
      break;
    default:
      if (files.empty()) break;
      last_ = "a file has another name";
      files[at].path = fmt::format("rules/other{}.rule", below(3));
  }
}

void RandomEdits::begin_typing() {
  if (input_.files.empty()) return;
  const check::PackageFile& file = input_.files[below(input_.files.size())];
  const std::vector<std::string> lines = lines_of(file.text);
  size_t line = below(lines.size() + 1);
  typed_at_ = 0;
  for (const std::string& one : lines) {
    if (line-- == 0) break;
    typed_at_ += one.size();
  }
  typed_path_ = file.path;
  typed_ = kTyped[below(std::size(kTyped))];
}

// A few characters at a time, as keys are pressed.
void RandomEdits::type_on() {
  const std::string piece = typed_.substr(0, 1 + below(4));
  typed_.erase(0, piece.size());
  for (check::PackageFile& file : input_.files) {
    if (file.path != typed_path_ || typed_at_ > file.text.size()) continue;
    last_ = fmt::format("{}: `{}` typed at {}", file.path, piece, typed_at_);
    file.text.insert(typed_at_, piece);
    typed_at_ += piece.size();
    return;
  }
  typed_.clear();
}

const check::PackageInput& RandomEdits::next() {
  last_.clear();
  if (!typed_.empty()) {
    type_on();
    return input_;
  }
  const size_t kind = below(40);
  if (kind <= 5) {
    last_ = "as it was";
    input_ = original_;
  } else if (kind <= 7) {
    edit_files();
  } else if (kind <= 9) {
    begin_typing();
  } else if (kind <= 15) {
    edit_quietly(choose_text());
  } else {
    edit_text(choose_text());
  }
  return input_;
}

}  // namespace tarifa::edit
