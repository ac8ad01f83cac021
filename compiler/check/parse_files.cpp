#include "compiler/check/parse_files.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "compiler/syntax/parse.h"

namespace tarifa::check {

std::vector<syntax::Tree> parse_files(const SourceStore& sources, const std::vector<FileId>& files, DiagSink& sink,
                                      int threads) {
  std::vector<syntax::Tree> trees(files.size());
  std::vector<DiagSink> found(files.size());
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < files.size(); i = next++) trees[i] = syntax::parse(sources, files[i], found[i]);
  };
  std::vector<std::thread> helpers;
  const size_t wanted = std::min(files.size(), static_cast<size_t>(std::max(threads, 1)));
  for (size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  for (const DiagSink& one : found) {
    for (const Diagnostic& diagnostic : one.all()) sink.add(diagnostic);
  }
  return trees;
}

}  // namespace tarifa::check
