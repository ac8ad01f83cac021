#include "compiler/check/manifest.h"

#include <toml++/toml.h>
#include <algorithm>
#include <array>

namespace tarifa::check {
namespace {

// toml counts columns in code points; a span is made of bytes.
Span span_of(const SourceStore& sources, FileId file, const toml::source_region& region) {
  if (region.begin.line == 0) return {file, 0, 0};
  const auto offset = [&](const toml::source_position& at) {
    const std::string_view text = sources.text(file);
    size_t begin = 0;
    for (uint32_t line = 1; line < at.line; ++line) {
      const size_t end = text.find('\n', begin);
      if (end == std::string_view::npos) return static_cast<uint32_t>(text.size());
      begin = end + 1;
    }
    for (uint32_t column = 1; column < at.column && begin < text.size() && text[begin] != '\n'; ++column) {
      do {
        ++begin;
      } while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U);
    }
    return static_cast<uint32_t>(begin);
  };
  const uint32_t begin = offset(region.begin);
  return {file, begin, std::max(begin, offset(region.end))};
}

// How a key of [package] is written, for a message.
std::string sample(std::string_view key) {
  std::string_view value = "\"town\"";
  if (key == "version") value = "\"1.0.0\"";
  if (key == "edition") value = "\"2026\"";
  if (key == "locale") value = "\"es-CO\"";
  if (key == "entry") value = "[\"main\"]";
  return std::string(key) + " = " + std::string(value);
}

class ManifestReader {
 public:
  ManifestReader(const SourceStore& sources, FileId file, DiagSink& sink)
      : sources_(sources), file_(file), sink_(sink) {}

  Manifest read() {
    const toml::table root = parse();
    if (!ok_) return {};
    const toml::table* package = root["package"].as_table();
    if (package == nullptr) {
      add(DiagKind::ManifestKeyMissing, {file_, 0, 0}, {"[package]"});
      return {};
    }
    unknown_keys(root, {"package", "dependencies"}, "");
    unknown_keys(*package, {"name", "version", "edition", "entry", "locale"}, "package.");
    manifest_.name = text(*package, "name", true);
    manifest_.version = text(*package, "version", true);
    manifest_.edition = text(*package, "edition", true);
    manifest_.locale = text(*package, "locale", false);
    if (!manifest_.edition.empty() && manifest_.edition != "2026") {
      add(DiagKind::UnknownEdition, where((*package)["edition"].node()), {manifest_.edition});
    }
    entries(*package);
    dependencies(root);
    manifest_.ok = ok_;
    return std::move(manifest_);
  }

 private:
  toml::table parse() {
    try {
      return toml::parse(sources_.text(file_));
    } catch (const toml::parse_error& error) {
      const std::string why(error.description());
      std::vector<Note> help;
      if (why.find("string") != std::string::npos) help.push_back({NoteKind::QuoteMissing, {}});
      sink_.add({DiagKind::ManifestSyntax, span_of(sources_, file_, error.source()), {why}, {}, help, {}});
      ok_ = false;
      return {};
    }
  }

  void add(DiagKind kind, Span span, std::vector<std::string> args) {
    ok_ = false;
    sink_.add({kind, span, std::move(args), {}, {}, {}});
  }

  Span where(const toml::node* node) const {
    return node == nullptr ? Span{file_, 0, 0} : span_of(sources_, file_, node->source());
  }

  void unknown_keys(const toml::table& table, std::vector<std::string_view> known, const std::string& prefix) {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      add(DiagKind::ManifestKeyUnknown, span_of(sources_, file_, key.source()), {prefix + std::string(key.str())});
    }
  }

  std::string text(const toml::table& table, std::string_view key, bool required) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      if (required) add(DiagKind::ManifestKeyMissing, where(&table), {"package." + std::string(key)});
      return {};
    }
    const auto value = node->value_exact<std::string>();
    if (value && !value->empty()) return *value;
    add(DiagKind::ManifestValue, where(node), {std::string(key), sample(key)});
    return {};
  }

  void entries(const toml::table& package) {
    const toml::node* node = package.get("entry");
    const toml::array* list = node == nullptr ? nullptr : node->as_array();
    if (node == nullptr) {
      add(DiagKind::ManifestKeyMissing, where(&package), {"package.entry"});
      return;
    }
    if (list == nullptr || list->empty()) {
      add(DiagKind::ManifestValue, where(node), {"entry", sample("entry")});
      return;
    }
    for (const toml::node& item : *list) {
      const auto name = item.value_exact<std::string>();
      if (!name) {
        add(DiagKind::ManifestValue, where(&item), {"entry", sample("entry")});
        continue;
      }
      manifest_.entries.push_back(*name);
      manifest_.entry_spans.push_back(where(&item));
    }
  }

  void dependencies(const toml::table& root) {
    const toml::node* node = root.get("dependencies");
    if (node == nullptr) return;
    const toml::table* table = node->as_table();
    if (table == nullptr) {
      add(DiagKind::ManifestValue, where(node), {"dependencies", "NAME = { path = \"../prices\" }"});
      return;
    }
    for (const auto& [key, value] : *table) {
      const toml::table* one = value.as_table();
      const toml::node* path = one == nullptr ? nullptr : one->get("path");
      const auto text = path == nullptr ? std::optional<std::string>{} : path->value_exact<std::string>();
      if (!text || text->empty() || one->size() != 1) {
        const std::string name(key.str());
        add(DiagKind::ManifestValue, where(&value), {name, name + " = { path = \"../prices\" }"});
        continue;
      }
      manifest_.dependencies.push_back({std::string(key.str()), *text, where(&value)});
    }
  }

  const SourceStore& sources_;
  FileId file_;
  DiagSink& sink_;
  Manifest manifest_;
  bool ok_ = true;
};

}  // namespace

Manifest read_manifest(const SourceStore& sources, FileId file, DiagSink& sink) {
  return ManifestReader(sources, file, sink).read();
}

}  // namespace tarifa::check
