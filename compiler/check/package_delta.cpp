#include "compiler/check/package_delta.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>

#include "compiler/check/package_memory.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {
namespace {

using Words = std::set<std::string, std::less<>>;

bool same_manifest(const ir::Module& a, const ir::Module& b) {
  return a.package == b.package && a.version == b.version && a.edition == b.edition && a.locale == b.locale &&
         a.entries == b.entries;
}

bool same_header(const ModuleUnit& a, const ModuleUnit& b) {
  const syntax::NodeId one = a.tree.header();
  const syntax::NodeId other = b.tree.header();
  if (!one.valid() || !other.valid() || a.tree.has_error(one) || b.tree.has_error(other)) return false;
  return a.tree.text(one) == b.tree.text(other);
}

bool same_standing(const ModuleUnit& a, const ModuleUnit& b) {
  return a.folder == b.folder && a.standard == b.standard && a.reachable == b.reachable &&
         a.reached_there == b.reached_there && a.entry == b.entry && a.doubled == b.doubled;
}

// Names that one of the maps lacks.
template <class Map>
void add_changed(const Map& a, const Map& b, Words& changed) {
  auto one = a.begin();
  auto other = b.begin();
  while (one != a.end() || other != b.end()) {
    if (other == b.end() || (one != a.end() && one->first < other->first)) {
      changed.insert((one++)->first);
    } else if (one == a.end() || other->first < one->first) {
      changed.insert((other++)->first);
    } else {
      ++one;
      ++other;
    }
  }
}

bool of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool says_one_of(std::string_view text, const Words& words) {
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && of_word(text[end])) ++end;
    if (end > at && words.contains(text.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool reads_csv(std::string_view text) { return text.find(".csv") != std::string_view::npos; }

// Who asked for each symbol: one flat list, as most are asked for by few.
class Askers {
 public:
  Askers(const std::vector<DeclarationLog>& logs, size_t symbols) : ends_(symbols + 1) {
    const auto each = [&](const auto& see) {
      for (size_t i = 0; i < logs.size(); ++i) {
        for (const SymbolId asked : logs[i].asked) {
          if (asked.index() < symbols) see(asked, SymbolId(i));
        }
      }
    };
    each([&](SymbolId asked, SymbolId) { ++ends_[asked.index() + 1]; });
    std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
    list_.resize(ends_.back());
    // Each place is counted up to where the next begins: then ends_[i] is where the list of i ends.
    each([&](SymbolId asked, SymbolId asker) { list_[ends_[asked.index()]++] = asker; });
  }
  [[nodiscard]] std::span<const SymbolId> of(SymbolId symbol) const {
    const size_t begin = symbol.index() == 0 ? 0 : ends_[symbol.index() - 1];
    return std::span(list_).subspan(begin, ends_[symbol.index()] - begin);
  }

 private:
  std::vector<size_t> ends_;
  std::vector<SymbolId> list_;
};

// What stands before the declaration on its line: its columns are counted from there.
std::string_view margin_of(const syntax::Tree& tree, syntax::NodeId declaration) {
  const uint32_t begin = tree.span(declaration).begin;
  const size_t line = begin == 0 ? std::string_view::npos : tree.source().rfind('\n', begin - 1);
  const size_t first = line == std::string_view::npos ? 0 : line + 1;
  return tree.source().substr(first, begin - first);
}

}  // namespace

std::unique_ptr<PackageDelta> PackageDelta::compare(const Session& now, const CheckResult& last,
                                                    const std::vector<DeclarationLog>& logs) {
  if (!same_manifest(now.ir, last.module)) return nullptr;
  std::unique_ptr<PackageDelta> delta(new PackageDelta(now, last, logs));
  if (!delta->match_modules()) return nullptr;
  delta->match_symbols();
  delta->compare_declarations();
  delta->compare_names();
  delta->spread_changes();
  return delta;
}

bool PackageDelta::match_modules() {
  module_before_.resize(session_.modules.size());
  size_t matched = 0;
  size_t own = 0;
  for (size_t i = 0; i < last_.modules.size(); ++i) {
    const ModuleUnit& before = *last_.modules[i];
    own += before.standard ? 0 : 1;
    const auto found = session_.module_by_path.find(before.path);
    if (found == session_.module_by_path.end()) continue;
    const ModuleUnit& now = session_.module(found->second);
    if (!before.standard && !same_standing(now, before)) return false;
    module_before_[found->second.index()] = ModuleId(i);
    matched += before.standard ? 0 : 1;
  }
  const auto now = static_cast<size_t>(std::count_if(session_.modules.begin(), session_.modules.end(),
                                                     [](const auto& module) { return !module->standard; }));
  return matched == own && matched == now;
}

void PackageDelta::match_symbols() {
  now_.resize(last_.symbols.size());
  before_.resize(session_.symbols.size());
  same_.resize(session_.symbols.size());
  const auto match = [&](SymbolId now, SymbolId before) {
    if (session_.symbols[now.index()].kind != last_.symbols[before.index()].kind) return;
    now_[before.index()] = now;
    before_[now.index()] = before;
  };
  for (size_t i = 0; i < session_.symbols.size() && session_.symbols[i].kind == SymbolKind::Builtin; ++i) {
    match(SymbolId(i), SymbolId(i));  // the same in every check
  }
  for (size_t i = 0; i < session_.modules.size(); ++i) {
    if (!module_before_[i].valid()) continue;
    const ModuleUnit& before = *last_.modules[module_before_[i].index()];
    auto other = before.own.begin();
    for (const auto& [name, symbol] : session_.modules[i]->own) {
      while (other != before.own.end() && other->first < name) ++other;
      if (other != before.own.end() && other->first == name) match(symbol, other->second);
    }
  }
}

bool PackageDelta::same_text(const Symbol& now, const Symbol& before) const {
  const syntax::Tree& tree = session_.module(now.module).tree;
  const syntax::Tree& old = last_.modules[before.module.index()]->tree;
  const syntax::NodeId node = now.declaration;
  const syntax::NodeId was = before.declaration;
  if (reads_csv(tree.text(node)) && session_.memory->csv_changed()) return false;
  const bool same_file = tree.source().data() == old.source().data() && node == was;  // the text is shared
  if (same_file) return !tree.has_error(node);
  return !tree.has_error(node) && !old.has_error(was) && tree.text(node) == old.text(was) &&
         tree.end_node(node).index() - node.index() == old.end_node(was).index() - was.index() &&
         margin_of(tree, node) == margin_of(old, was);
}

void PackageDelta::compare_declarations() {
  std::vector<bool> headers(session_.modules.size());
  for (size_t i = 0; i < session_.modules.size(); ++i) {
    headers[i] =
        module_before_[i].valid() && same_header(*session_.modules[i], *last_.modules[module_before_[i].index()]);
  }
  for (size_t i = 0; i < session_.symbols.size(); ++i) {
    const SymbolId before = before_[i];
    const Symbol& symbol = session_.symbols[i];
    if (!before.valid()) continue;
    const bool fixed = symbol.kind == SymbolKind::Builtin || session_.module(symbol.module).standard;
    const DeclarationLog* log = before.index() < logs_.size() ? &logs_[before.index()] : nullptr;
    const bool known = log != nullptr && log->known && !log->extended && !log->unsure;
    same_[i] = fixed || (known && headers[symbol.module.index()] && !session_.extensions.contains(SymbolId(i)) &&
                         same_text(symbol, last_.symbols[before.index()]));
  }
}

// A name that came or went may be meant, or have been meant, wherever the word stands.
void PackageDelta::compare_names() {
  Words changed;
  for (size_t i = 0; i < session_.modules.size(); ++i) {
    if (!module_before_[i].valid()) continue;
    const ModuleUnit& before = *last_.modules[module_before_[i].index()];
    const bool same_file = session_.modules[i]->tree.source().data() == before.tree.source().data();
    if (!same_file) add_changed(session_.modules[i]->own, before.own, changed);
    add_changed(session_.modules[i]->imported, before.imported, changed);
    add_changed(session_.modules[i]->members, before.members, changed);
  }
  if (changed.empty()) return;
  for (size_t i = 0; i < session_.symbols.size(); ++i) {
    const Symbol& symbol = session_.symbols[i];
    if (!same_[i] || symbol.kind == SymbolKind::Builtin || session_.module(symbol.module).standard) continue;
    if (says_one_of(session_.module(symbol.module).tree.text(symbol.declaration), changed)) same_[i] = false;
  }
}

// What asked for something that is not as it was, is not as it was.
void PackageDelta::spread_changes() {
  const Askers askers(logs_, last_.symbols.size());
  std::vector<SymbolId> open;
  for (size_t i = 0; i < now_.size(); ++i) {
    if (!now_[i].valid() || !same(now_[i])) open.push_back(SymbolId(i));
  }
  while (!open.empty()) {
    const SymbolId changed = open.back();
    open.pop_back();
    for (const SymbolId asker : askers.of(changed)) {
      const SymbolId symbol = now_[asker.index()];
      if (!symbol.valid() || !same_[symbol.index()]) continue;
      same_[symbol.index()] = false;
      open.push_back(asker);
    }
  }
}

}  // namespace tarifa::check
