// What nodes and tokens say, beyond their bare text: names, texts, doc comments.
#include <algorithm>

#include "compiler/syntax/tree.h"

namespace tarifa::syntax {
namespace {

std::string_view without_blanks(std::string_view line) {
  const size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

bool is_doc_line(std::string_view line) { return line.starts_with("///") && !line.starts_with("////"); }

}  // namespace

std::string_view Tree::name_text(NodeId node) const {
  std::string_view name = text(node);
  if (name.size() >= 2 && name.front() == '`') name = name.substr(1, name.size() - 2);
  return name;
}

std::string Tree::string_value(TokenId token) const {
  std::string_view raw = text(token);
  if (raw.starts_with('"')) raw.remove_prefix(1);
  if (raw.ends_with('"')) raw.remove_suffix(1);
  std::string value;
  value.reserve(raw.size());
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      value += raw[i];
      continue;
    }
    ++i;
    if (raw[i] == 'n')
      value += '\n';
    else if (raw[i] == 't')
      value += '\t';
    else
      value += raw[i];
  }
  return value;
}

std::string Tree::doc_comment(NodeId node) const {
  std::string_view rest = trivia(first_token(node));
  std::vector<std::string_view> lines;  // last first
  // The line the node begins on holds only blanks before it; from there upwards.
  size_t end = rest.find_last_of('\n');
  while (end != std::string_view::npos) {
    const size_t before = end == 0 ? std::string_view::npos : rest.find_last_of('\n', end - 1);
    const size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = without_blanks(rest.substr(begin, end - begin));
    const bool after_code = begin == 0 && first_token(node).index() > 0;
    if (!is_doc_line(line) || after_code) break;
    lines.push_back(line.substr(3));
    end = before;
  }
  std::string doc;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    doc += line->starts_with(' ') ? line->substr(1) : *line;
    doc += '\n';
  }
  return doc;
}

}  // namespace tarifa::syntax
