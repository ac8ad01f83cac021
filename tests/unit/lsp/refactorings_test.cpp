// Every refactoring that is offered anywhere in the examples: the package checks with its edits in it, and its tests
// say what they said before.
#include "lsp/features/refactorings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "compiler/driver/read_package.h"
#include "compiler/driver/run_tests.h"

namespace tarifa::lsp {
namespace {

namespace fs = std::filesystem;
using syntax::NodeId;
using syntax::NodeKind;

constexpr size_t kMostOffersAPackage = 150;

std::vector<fs::path> packages() {
  std::vector<fs::path> folders;
  for (const char* below : {"examples", "tests/oracle_programs"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(TARIFA_SOURCE_DIR) / below)) {
      if (fs::exists(entry.path() / "tarifa.toml")) folders.push_back(entry.path());
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

struct Loaded {
  check::PackageInput input;
  std::string root;
  std::shared_ptr<const Snapshot> snapshot;
};

Loaded load(check::PackageInput input, const fs::path& folder) {
  Loaded loaded{std::move(input), (folder / "").string(), nullptr};
  loaded.snapshot = std::make_shared<const Snapshot>(loaded.root, driver::load_package(loaded.input));
  return loaded;
}

Loaded load(const fs::path& folder) {
  auto input = driver::read_package(folder.string());
  return load(std::move(*input), folder);
}

std::string errors_of(const Snapshot& snapshot) {
  std::string text;
  for (const Diagnostic& one : snapshot.package().sink.all()) {
    if (diag_severity(one.kind) != Severity::Error) continue;
    text += std::string(diag_code(one.kind)) + " " + diag_message(one, Language::English) + " at `" +
            std::string(snapshot.sources().text(one.span)) + "`\n";
  }
  return text;
}

std::vector<std::string> results_of(const Snapshot& snapshot) {
  std::vector<std::string> results;
  for (const driver::TestCase& one : driver::run_tests(snapshot.ir()))
    results.push_back(one.module + " " + one.name + (one.passed() ? " passed" : " failed"));
  return results;
}

Loaded with_edits(const Loaded& before, const fs::path& folder, std::vector<Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.span.begin > b.span.begin; });
  check::PackageInput input = before.input;
  for (const Edit& edit : edits) {
    const std::string_view path = before.snapshot->sources().path(edit.span.file);
    for (check::PackageFile& file : input.files) {
      if (file.path == path) file.text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
    }
  }
  return load(std::move(input), folder);
}

// Each offer once, of every place where a cursor or a selection of a whole expression can be.
std::vector<RefactorOffer> all_offers(const Snapshot& snapshot) {
  std::vector<RefactorOffer> offers;
  std::set<std::tuple<RefactorKind, FileId, uint32_t, uint32_t>> seen;
  const auto ask = [&](Span selection) {
    for (RefactorOffer& offer : refactorings_at(snapshot, selection)) {
      if (offer.kind == RefactorKind::FixAll || offer.kind == RefactorKind::FixAllOfCode) continue;
      if (seen.emplace(offer.kind, offer.at.file, offer.at.begin, offer.at.end).second)
        offers.push_back(std::move(offer));
    }
  };
  for (const auto& module : snapshot.result().modules) {
    if (module->standard) continue;
    const syntax::Tree& tree = module->tree;
    for (uint32_t k = 0; k < tree.node_count(); ++k) {
      const Span span = tree.span(NodeId(k));
      ask({span.file, span.begin, span.begin});
      if (syntax::is_expression(tree.kind(NodeId(k)))) ask(span);
    }
  }
  return offers;
}

TEST(Refactorings, leave_every_example_checked_with_the_same_results) {
  std::map<RefactorKind, size_t> done;
  size_t refused = 0;
  for (const fs::path& folder : packages()) {
    const Loaded before = load(folder);
    ASSERT_EQ(errors_of(*before.snapshot), "") << folder;
    const auto results = results_of(*before.snapshot);
    const auto offers = all_offers(*before.snapshot);
    const size_t step = offers.size() / kMostOffersAPackage + 1;
    for (size_t k = 0; k < offers.size(); k += step) {
      const RefactorOffer& offer = offers[k];
      SCOPED_TRACE(folder.filename().string() + ": " + refactor_title(offer.kind, offer.about, Language::English) +
                   " at `" + std::string(before.snapshot->sources().text(offer.at)) + "`");
      const auto edits = refactor_edits(*before.snapshot, offer, Language::English);
      if (edits.empty()) {
        ++refused;
        continue;
      }
      const Loaded after = with_edits(before, folder, edits);
      // The server hands out no edit that brings an error; here we see how often it would have to hold one back.
      if (!errors_of(*after.snapshot).empty()) {
        ++refused;
        std::printf("held back: %s: %s at `%s`: %s", folder.filename().c_str(),
                    refactor_title(offer.kind, offer.about, Language::English).c_str(),
                    std::string(before.snapshot->sources().text(offer.at)).c_str(), errors_of(*after.snapshot).c_str());
        continue;
      }
      ++done[offer.kind];
      if (offer.kind != RefactorKind::AddClamp) {
        EXPECT_EQ(results_of(*after.snapshot), results);
      }
    }
  }
  size_t all = 0;
  for (const auto& [kind, count] : done) {
    all += count;
    std::printf("%s: %zu\n", refactor_title(kind, "..", Language::English).c_str(), count);
  }
  EXPECT_GT(done[RefactorKind::ExtractParam], 10U);
  EXPECT_GT(done[RefactorKind::ExtractLet], 10U);
  EXPECT_GT(done[RefactorKind::InlineName], 3U);
  EXPECT_LE(refused, all / 30);
}

// A row is taken out of every table and `match`: what the action puts in its place checks.
TEST(Refactorings, fill_every_gap) {
  size_t filled = 0;
  for (const fs::path& folder : packages()) {
    const Loaded whole = load(folder);
    for (const auto& module : whole.snapshot->result().modules) {
      if (module->standard) continue;
      const syntax::Tree& tree = module->tree;
      for (uint32_t k = 0; k < tree.node_count(); ++k) {
        const NodeKind kind = tree.kind(NodeId(k));
        if (kind != NodeKind::Row && kind != NodeKind::MatchRow) continue;
        const Span row = tree.span(NodeId(k));
        const Loaded gap = with_edits(whole, folder, {{row, ""}});
        const Span at{gap.snapshot->file(gap.snapshot->path(row.file)), row.begin, row.begin};
        for (const RefactorOffer& offer : refactorings_at(*gap.snapshot, at)) {
          if (offer.kind != RefactorKind::AddMissingRows && offer.kind != RefactorKind::AddMatchRows) continue;
          const auto edits = refactor_edits(*gap.snapshot, offer, Language::Spanish);
          ASSERT_FALSE(edits.empty());
          const Loaded after = with_edits(gap, folder, edits);
          EXPECT_EQ(errors_of(*after.snapshot), "")
              << folder << " without " << tree.text(NodeId(k)) << ", with " << edits[0].text;
          ++filled;
        }
      }
    }
  }
  EXPECT_GT(filled, 5U);
}

}  // namespace
}  // namespace tarifa::lsp
