#include "tests/grammar/corpus.h"

#include <cstdio>

#include "tests/unit/syntax/parsed_text.h"

namespace tarifa::grammar {
namespace {

// Beside the repository, where they are present.
constexpr const char* kCases = "../shared/cases";

void add_folder(std::vector<CorpusFile>& out, const std::filesystem::path& folder) {
  for (const auto& path : syntax::rule_files(folder)) {
    out.push_back({path.filename().string(), syntax::read_text(path)});
  }
}

}  // namespace

std::vector<CorpusFile> whole_programs() {
  const std::filesystem::path root = TARIFA_SOURCE_DIR;
  std::vector<CorpusFile> programs;
  for (const char* folder : {"tests/grammar/ok", "stdlib", "examples"}) {
    add_folder(programs, root / folder);
  }
  if (std::filesystem::exists(root / kCases)) {
    add_folder(programs, root / kCases);
  } else {
    static bool said = false;
    if (!said) std::printf("the paper cases are not at %s: left out\n", kCases);
    said = true;
  }
  return programs;
}

std::vector<CorpusFile> broken_programs() {
  std::vector<CorpusFile> programs;
  add_folder(programs, std::filesystem::path(TARIFA_SOURCE_DIR) / "tests/grammar/bad");
  return programs;
}

std::string mutated(const std::vector<CorpusFile>& corpus, std::mt19937& random) {
  const auto tokens_of_some_declaration = [&] {
    syntax::ParsedText parsed(corpus[random() % corpus.size()].text);
    const auto declarations = parsed.tree.declarations();
    std::vector<std::string> tokens;
    if (declarations.empty()) return tokens;
    const auto node = declarations[random() % declarations.size()];
    const auto end = parsed.tree.end_token(node).index();
    for (auto t = parsed.tree.first_token(node).index(); t < end; ++t) {
      tokens.emplace_back(parsed.tree.text(syntax::TokenId(t)));
    }
    return tokens;
  };
  std::vector<std::string> tokens = tokens_of_some_declaration();
  const std::vector<std::string> others = tokens_of_some_declaration();
  for (unsigned edits = random() % 4; edits > 0 && tokens.size() > 2; --edits) {
    const size_t at = random() % tokens.size();
    const auto place = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random() % 5) {
      case 0: tokens.erase(place); break;
      case 1: tokens.insert(place, *place); break;
      case 2: std::swap(*place, tokens[random() % tokens.size()]); break;
      case 3:
        if (!others.empty()) tokens.insert(place, others[random() % others.size()]);
        break;
      default:
        if (!others.empty()) *place = others[random() % others.size()];
        break;
    }
  }
  std::string text;
  for (const std::string& token : tokens) text += token + " ";
  return text;
}

}  // namespace tarifa::grammar
