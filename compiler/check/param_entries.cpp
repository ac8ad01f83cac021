// Entries of a parameter as written in a rule file: with or without keys, values or ladders, in a
// `param` or an `extend`.
#include "compiler/check/builder.h"
#include "compiler/check/constants.h"
#include "compiler/check/literal_reader.h"
#include "compiler/check/param_reader.h"
#include "compiler/check/report.h"
#include "compiler/check/symbols.h"
#include "compiler/check/types.h"
#include "compiler/check/units.h"
#include "compiler/support/limits.h"

namespace tarifa::check {
namespace {

using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

struct EntryReader {
  ParamReader& reader;
  ModuleId module;
  bool extension;
  const syntax::Tree& tree;

  [[nodiscard]] bool is_ladder() const {
    return type_at(reader.session, reader.param.type).kind == ir::TypeKind::Ladder;
  }
  [[nodiscard]] std::optional<size_t> combination(NodeId keyed) const;
  [[nodiscard]] std::optional<WrittenEntry> entry(NodeId node) const;
  [[nodiscard]] bool tail(NodeId node, WrittenEntry& written) const;
  [[nodiscard]] bool value(NodeId node, WrittenEntry& written) const;
  [[nodiscard]] bool ladder(NodeId node, WrittenEntry& written) const;
  [[nodiscard]] std::optional<WrittenStep> step(NodeId tier) const;
  void add(size_t index, NodeId node) const;
};

// `North`, `Bogota, S1` before the entries.
std::optional<size_t> EntryReader::combination(NodeId keyed) const {
  Session& session = reader.session;
  const NodeId names = tree.child(keyed, NodeKind::Names);
  if (!names.valid()) return std::nullopt;
  const auto words = tree.names(names);
  const auto& keys = reader.param.keys;
  if (words.size() != keys.size()) {
    report(session, DiagKind::WrongKeyCount, tree.span(names),
           {std::to_string(words.size()), reader.symbol.name, std::to_string(keys.size())});
    return std::nullopt;
  }
  std::vector<uint32_t> members;
  for (size_t k = 0; k < keys.size(); ++k) {
    const ir::TypeId type = enum_type(session, keys[k]);
    const auto member = LiteralReader(session, module, type).read(tree.name_text(words[k]), tree.span(words[k]));
    if (!member) return std::nullopt;
    members.push_back(static_cast<uint32_t>(member->number));
  }
  const size_t index = combination_index(reader, members);
  Span& seen = reader.first_seen[index];
  if (seen.valid() && !extension) {
    report(session, DiagKind::KeyTwiceInParam, tree.span(names), {combination_text(reader, index)})
        .label(seen, NoteKind::FirstDeclaredHere);
    return std::nullopt;
  }
  if (!seen.valid()) seen = tree.span(names);
  return index;
}

std::optional<WrittenStep> EntryReader::step(NodeId tier) const {
  Session& session = reader.session;
  if (tree.child(tier, NodeKind::Tier).valid()) {
    report(session, DiagKind::LadderNested, tree.span(tier));
    return std::nullopt;
  }
  const ir::Type type = type_at(session, reader.param.type);
  const auto parts = tree.expressions(tier);
  const bool above = tree.has_token(tier, TokenKind::ABOVE);
  if (parts.size() != (above ? 1U : 2U)) return std::nullopt;
  WrittenStep written;
  written.span = tree.span(tier);
  if (!above) {
    const auto limit =
        const_eval_bare(session, module, parts[0], number_type(session, type.quantity_unit, limits::kScale));
    if (!limit) return std::nullopt;
    written.up_to = session.ir.consts[limit->index()].number;
  }
  const auto rate = const_eval_bare(session, module, parts.back(), number_type(session, type.unit, type.scale));
  if (!rate) return std::nullopt;
  written.rate = session.ir.consts[rate->index()].number;
  return written;
}

bool EntryReader::ladder(NodeId node, WrittenEntry& written) const {
  std::vector<WrittenStep> steps;
  bool ok = true;
  for (const NodeId tier : tree.children(node, NodeKind::Tier)) {
    const auto read = step(tier);
    if (read) steps.push_back(*read);
    ok = ok && read.has_value();
  }
  if (!ok || !judge_ladder(reader.session, steps)) return false;
  for (const WrittenStep& read : steps) written.entry.ladder.push_back({read.up_to, read.rate});
  return true;
}

bool EntryReader::value(NodeId node, WrittenEntry& written) const {
  const bool tiers = tree.child(node, NodeKind::Tier).valid();
  if (tiers != is_ladder()) {
    report(reader.session, is_ladder() ? DiagKind::LadderExpected : DiagKind::LadderUnexpected, tree.span(node),
           {reader.symbol.name});
    return false;
  }
  if (tiers) return ladder(node, written);
  const auto parts = tree.expressions(node);  // the date, the value
  if (parts.size() != 2) return false;
  const auto constant = const_eval_bare(reader.session, module, parts[1], reader.param.type);
  if (!constant) return false;
  warn_if_percent_meant(reader, tree.text(parts[1]), tree.span(parts[1]));
  written.entry.value = *constant;
  return true;
}

bool EntryReader::tail(NodeId node, WrittenEntry& written) const {
  Session& session = reader.session;
  if (const NodeId published = tree.child(node, NodeKind::Published); published.valid()) {
    const auto date = literal_date(session, module, tree.expression(published));
    if (!date) return false;
    written.entry.published = *date;
  }
  if (const NodeId because = tree.child(node, NodeKind::Because); because.valid()) {
    written.entry.because = tree.string_value(tree.token(because, TokenKind::STRING));
  }
  const Span whole = tree.span(node);
  written.end_span = {whole.file, whole.end, whole.end};
  const NodeId end = tree.child(node, NodeKind::TimelineEnd);
  if (!end.valid()) return true;
  const auto read = read_end(session, module, end);
  if (!read) return false;
  written.open = read->open;
  written.entry.until = read->until;
  written.end_span = read->span;
  return true;
}

std::optional<WrittenEntry> EntryReader::entry(NodeId node) const {
  if (tree.has_error(node)) return std::nullopt;
  const NodeId from = tree.expression(node);
  const auto date = literal_date(reader.session, module, from);
  WrittenEntry written;
  written.span = tree.span(from);
  written.extension = extension;
  written.entry.at = place_of(reader.session, tree.span(node));
  const bool good_value = value(node, written);
  const bool good_tail = tail(node, written);
  if (!date || !good_value || !good_tail) return std::nullopt;
  written.entry.from = *date;
  return written;
}

void EntryReader::add(size_t index, NodeId node) const {
  auto written = entry(node);
  if (!written) {
    reader.ok = false;
    return;
  }
  reader.entries[index].push_back(*std::move(written));
}

}  // namespace

void read_inline_entries(ParamReader& reader, ModuleId module, NodeId body, bool extension) {
  const syntax::Tree& tree = reader.session.module(module).tree;
  const EntryReader entries{reader, module, extension, tree};
  const auto plain = tree.children(body, NodeKind::Entry);
  const auto keyed = tree.children(body, NodeKind::KeyedEntries);
  const bool has_keys = !reader.param.keys.empty();
  if (has_keys && !plain.empty()) {
    report(reader.session, DiagKind::KeysNotWritten, tree.span(plain.front()), {reader.symbol.name});
    reader.ok = false;
    return;
  }
  if (!has_keys && !keyed.empty()) {
    report(reader.session, DiagKind::KeysNotDeclared, tree.span(keyed.front()), {reader.symbol.name});
    reader.ok = false;
    return;
  }
  for (const NodeId node : plain) entries.add(0, node);
  for (const NodeId group : keyed) {
    const auto index = entries.combination(group);
    if (!index) reader.ok = false;
    if (!index) continue;
    for (const NodeId node : tree.children(group, NodeKind::Entry)) entries.add(*index, node);
  }
}

}  // namespace tarifa::check
