#include "compiler/check/parse_files.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "compiler/support/moved_diagnostic.h"
#include "compiler/syntax/parse.h"

namespace tarifa::check {
namespace {

struct ParsedFile {
  syntax::Tree tree;
  std::vector<Diagnostic> diagnostics;
};

bool is_known(const SourceStore& sources, const FileToParse& one) {
  return one.memory != nullptr && one.memory->parsed && one.memory->text == sources.shared_text(one.file);
}

ParsedFile parse_file(const SourceStore& sources, const FileToParse& one) {
  DiagSink found;
  FileMemory* memory = one.memory;
  ParsedFile parsed{syntax::parse(sources, one.file, found, memory == nullptr ? nullptr : &memory->parts), found.all()};
  if (memory != nullptr) {
    memory->text = sources.shared_text(one.file);
    memory->parsed = true;
    memory->tree = parsed.tree;
    memory->diagnostics = parsed.diagnostics;
  }
  return parsed;
}

ParsedFile known_file(const SourceStore& sources, const FileToParse& one) {
  ParsedFile parsed{one.memory->tree.moved_to(one.file, sources.text(one.file)), {}};
  for (const Diagnostic& diagnostic : one.memory->diagnostics) {
    parsed.diagnostics.push_back(moved_diagnostic(diagnostic, one.file, 0));
  }
  return parsed;
}

}  // namespace

std::vector<syntax::Tree> parse_files(const SourceStore& sources, const std::vector<FileToParse>& files, DiagSink& sink,
                                      int threads) {
  std::vector<ParsedFile> parsed(files.size());
  std::vector<size_t> unknown;
  for (size_t i = 0; i < files.size(); ++i) {
    if (is_known(sources, files[i])) {
      parsed[i] = known_file(sources, files[i]);
    } else {
      unknown.push_back(i);
    }
  }
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t k = next++; k < unknown.size(); k = next++) {
      parsed[unknown[k]] = parse_file(sources, files[unknown[k]]);
    }
  };
  std::vector<std::thread> helpers;
  const size_t wanted = std::min(unknown.size(), static_cast<size_t>(std::max(threads, 1)));
  for (size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  std::vector<syntax::Tree> trees;
  for (ParsedFile& one : parsed) {
    for (Diagnostic& diagnostic : one.diagnostics) sink.add(std::move(diagnostic));
    trees.push_back(std::move(one.tree));
  }
  return trees;
}

}  // namespace tarifa::check
