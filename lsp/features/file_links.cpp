#include "lsp/features/file_links.h"

#include <algorithm>

namespace tarifa::lsp {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

// The folder of a file as shown, with a slash; empty at the top.
std::string folder_of(std::string_view shown) {
  const size_t slash = shown.rfind('/');
  return slash == std::string_view::npos ? std::string{} : std::string(shown.substr(0, slash + 1));
}

FileId find_shown(const Snapshot& snapshot, const std::string& shown) { return snapshot.file(snapshot.root() + shown); }

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

std::vector<CsvReference> csv_references(const Snapshot& snapshot, FileId file) {
  std::vector<CsvReference> found;
  const check::ModuleUnit* module = snapshot.module(file);
  if (module == nullptr || module->standard) return found;
  const syntax::Tree& tree = module->tree;
  for (const NodeId declaration : tree.declarations()) {
    const NodeKind kind = tree.kind(declaration);
    if (kind != NodeKind::ParamDecl && kind != NodeKind::TableDecl) continue;
    const auto text = tree.token(declaration, TokenKind::STRING);
    if (!text.valid() || tree.span(text).end < tree.span(text).begin + 2) continue;
    CsvReference reference;
    reference.span = tree.span(text);
    ++reference.span.begin;
    --reference.span.end;
    reference.written = tree.string_value(text);
    const FileId near = find_shown(snapshot, folder_of(snapshot.sources().path(file)) + reference.written);
    const FileId top = find_shown(snapshot, module->folder + reference.written);
    reference.file = near.valid() ? near : top;
    reference.beside = near.valid() && near != top;
    found.push_back(std::move(reference));
  }
  return found;
}

std::vector<FileLink> file_links(const Snapshot& snapshot, FileId file) {
  std::vector<FileLink> links;
  const check::ModuleUnit* module = snapshot.module(file);
  if (module == nullptr) return links;
  const syntax::Tree& tree = module->tree;
  const NodeId header = tree.header();
  const auto uses = header.valid() ? tree.children(header, NodeKind::Use) : std::vector<NodeId>{};
  for (const NodeId use : uses) {
    const NodeId path = tree.child(use, NodeKind::Path);
    if (!path.valid()) continue;
    for (const auto& other : snapshot.result().modules) {
      if (other->path == tree.text(path)) links.push_back({tree.span(path), other->file});
    }
  }
  for (const CsvReference& reference : csv_references(snapshot, file)) {
    if (reference.file.valid()) links.push_back({reference.span, reference.file});
  }
  return links;
}

std::vector<ManifestPath> manifest_paths(std::string_view manifest) {
  std::vector<ManifestPath> found;
  bool dependencies = false;
  size_t line_begin = 0;
  while (line_begin < manifest.size()) {
    const size_t line_end = std::min(manifest.find('\n', line_begin), manifest.size());
    const std::string_view line = manifest.substr(line_begin, line_end - line_begin);
    if (line.starts_with('[')) dependencies = line.starts_with("[dependencies");
    const size_t word = line.find("path");
    size_t at = word == std::string_view::npos || !dependencies ? line.size() : word + 4;
    while (at < line.size() && (is_blank(line[at]) || line[at] == '=')) ++at;
    const char quote = at < line.size() ? line[at] : '\0';
    const size_t close = quote == '"' || quote == '\'' ? line.find(quote, at + 1) : std::string_view::npos;
    if (close != std::string_view::npos) {
      const std::string_view path = line.substr(at + 1, close - at - 1);
      found.push_back(
          {static_cast<uint32_t>(line_begin + at + 1), static_cast<uint32_t>(line_begin + close), std::string(path)});
    }
    line_begin = line_end + 1;
  }
  return found;
}

}  // namespace tarifa::lsp
