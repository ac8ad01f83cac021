#include "lsp/features/completion.h"

#include <algorithm>
#include <set>

#include "compiler/syntax/keyword.h"
#include "lsp/features/best_items.h"
#include "lsp/features/complete_paths.h"
#include "lsp/features/completion_place.h"
#include "lsp/features/completion_words.h"
#include "lsp/features/guess.h"
#include "lsp/features/importable.h"
#include "lsp/features/open_text.h"

namespace tarifa::lsp {
namespace {

using check::SymbolKind;
using syntax::NodeId;
using syntax::NodeKind;
using syntax::TokenKind;

class Completer {
 public:
  explicit Completer(const CompletionAsked& asked);
  Completion complete();

 private:
  void fill(const Amended& amended);
  void add_expression(const Amended& amended, const Guess& guess);
  void add_arguments(const Amended& amended, const Guess& guess);
  void add_types(const Guess& guess);
  void add_units(const Guess& guess, bool in_type);
  void add_members(const Amended& amended, const Guess& guess);
  void add_fields(const Amended& amended, const Guess& guess);
  void add_kind(const Guess& guess, std::initializer_list<SymbolKind> kinds);
  void add_use_names();
  void add_use_paths();
  void add_keys(const Amended& amended, const Guess& guess);
  void add_exceptions(const Amended& amended);
  void add_imports(const Guess& guess, const std::optional<Shape>& wanted, std::initializer_list<SymbolKind> kinds);
  void add_visible(const VisibleName& name, const std::optional<Shape>& wanted, bool before_colon = false);
  void add_plain(std::string_view label, CompletionKind kind, std::string_view sort = "1");

  const CompletionAsked& asked_;
  std::string_view text_;
  const check::ModuleUnit* module_;       // of the text as it is
  const check::ModuleUnit* base_module_;  // of the last whole one
  uint32_t begin_ = 0;                    // of the word
  uint32_t end_ = 0;
  Slot slot_ = Slot::None;
  Completion out_;
  std::set<std::string, std::less<>> seen_;
};

Completer::Completer(const CompletionAsked& asked)
    : asked_(asked),
      text_(asked.now.sources().text(asked.file)),
      module_(asked.now.module(asked.file)),
      base_module_(asked.base.module(asked.base.file(asked.now.path(asked.file)))) {
  if (base_module_ == nullptr && &asked.base == &asked.now) base_module_ = module_;
  begin_ = end_ = std::min<uint32_t>(asked.offset, static_cast<uint32_t>(text_.size()));
  while (begin_ > 0 && is_word_byte(text_[begin_ - 1])) --begin_;
  while (end_ < text_.size() && is_word_byte(text_[end_])) ++end_;
}

CompletionKind kind_of(const VisibleName& name) {
  switch (name.kind) {
    case NameKind::Local:
    case NameKind::ContextDate: return CompletionKind::Variable;
    case NameKind::Line: return CompletionKind::Value;
    case NameKind::Field: return CompletionKind::Field;
    case NameKind::Member: return CompletionKind::Member;
    case NameKind::Enum: return CompletionKind::Enum;
    case NameKind::Record: return CompletionKind::Struct;
    case NameKind::Entity: return CompletionKind::Class;
    case NameKind::Unit:
    case NameKind::Currency: return CompletionKind::Unit;
    case NameKind::Param: return CompletionKind::Constant;
    case NameKind::Table:
    case NameKind::Rule:
    case NameKind::Builtin: return CompletionKind::Function;
    case NameKind::Let: return name.called ? CompletionKind::Function : CompletionKind::Variable;
    case NameKind::Tariff:
    case NameKind::Bill: return CompletionKind::Module;
  }
  return CompletionKind::Variable;
}

void Completer::add_visible(const VisibleName& name, const std::optional<Shape>& wanted, bool before_colon) {
  const Fit fit = fit_of(name.shape, wanted);
  // After a dot there is little to choose from: what does not fit stands last. Elsewhere it only hides what does.
  if ((fit == Fit::Never && slot_ != Slot::Member) || !seen_.insert(name.name).second) return;
  CompletionItem item;
  item.label = name.name;
  item.kind = kind_of(name);
  item.detail = name.detail;
  const bool quoted = syntax::is_reserved(syntax::keyword_kind(name.name)) && name.kind != NameKind::Builtin;
  item.insert = quoted ? "`" + name.name + "`" : name.name;
  if (before_colon) item.insert += ": ";
  if (name.called && asked_.snippets) {
    item.insert += "($0)";
    item.snippet = true;
  }
  const bool member = name.kind == NameKind::Member && wanted && wanted->type.kind == ir::TypeKind::Enum;
  const int order = member ? 0 : static_cast<int>(name.kind) + 1;
  item.sort =
      std::to_string(static_cast<int>(fit)) + std::to_string(order / 10) + std::to_string(order % 10) + name.name;
  if (name.kind == NameKind::Builtin) item.topic = "function:" + name.name;
  if (name.symbol.valid() && name.kind != NameKind::Builtin) {
    const check::Symbol& symbol = asked_.base.symbol(name.symbol);
    item.topic = "symbol:" + asked_.base.result().modules[symbol.module.index()]->path + ":" + symbol.name;
  }
  out_.items.push_back(std::move(item));
}

void Completer::add_plain(std::string_view label, CompletionKind kind, std::string_view sort) {
  if (!seen_.insert(std::string(label)).second) return;
  CompletionItem item;
  item.label = item.insert = std::string(label);
  item.kind = kind;
  item.sort = std::string(sort) + item.label;
  out_.items.push_back(std::move(item));
}

void Completer::add_imports(const Guess& guess, const std::optional<Shape>& wanted,
                            std::initializer_list<SymbolKind> kinds) {
  if (begin_ == asked_.offset) {  // too many to show before a letter is there
    out_.incomplete = true;
    return;
  }
  if (module_ == nullptr) return;
  for (const Importable& one : importable_names(asked_.base, base_module_)) {
    if (std::find(kinds.begin(), kinds.end(), one.kind) == kinds.end() || seen_.contains(one.name)) continue;
    const auto shape = one.symbol.valid() ? guess.shape_of_symbol(one.symbol) : std::nullopt;
    const Fit fit = fit_of(shape, wanted);
    const auto edit = import_edit(module_->tree, one.module, one.name);
    if (fit == Fit::Never || !edit) continue;
    CompletionItem item;
    item.label = item.insert = one.name;
    item.kind = one.kind == SymbolKind::Unit || one.kind == SymbolKind::Currency ? CompletionKind::Unit
                                                                                 : CompletionKind::Function;
    item.detail = "use " + one.module;
    item.sort = "4" + std::to_string(static_cast<int>(fit)) + one.name;
    item.topic = "symbol:" + one.module + ":" + one.name;
    item.import_at = edit->at;
    item.import_text = edit->text;
    out_.items.push_back(std::move(item));
  }
}

void Completer::add_expression(const Amended& amended, const Guess& guess) {
  const NodeId at = amended.name();
  const auto wanted = guess.wanted_at(at);
  if (wanted && wanted->type.kind == ir::TypeKind::Enum) {
    for (const VisibleName& member : guess.members_of_enum(wanted->type.enumeration)) add_visible(member, wanted);
  }
  bool test = false;
  bool bill = false;
  bool sample = false;
  bool unit = false;
  for (NodeId node = at; node.valid(); node = amended.tree.parent(node)) {
    const NodeKind kind = amended.tree.kind(node);
    test |= kind == NodeKind::TestDecl;
    bill |= kind == NodeKind::BillDecl;
    sample |= kind == NodeKind::TestFor && amended.tree.expression(node) == at;
    if (kind == NodeKind::Arguments) {
      const NodeId callee = guess.callee_of(node);
      unit |= callee.valid() && amended.tree.name_text(callee) == "convert" && !amended.tree.children(node).empty() &&
              amended.tree.parent(at) == amended.tree.children(node).back();
    }
  }
  const ir::RecordId subject = guess.subject_at(at);
  for (const VisibleName& name : guess.names_at(at)) {
    const bool of_text = name.kind == NameKind::Unit || name.kind == NameKind::Currency;
    if (of_text && !unit) continue;
    if (name.kind == NameKind::Bill && !test) continue;
    if (name.kind == NameKind::Tariff && !test && !bill) continue;
    if (name.kind == NameKind::Rule) {
      const check::Symbol& rule = asked_.base.symbol(name.symbol);
      const auto& rules = asked_.base.ir().rules;
      if (rule.ir_index >= rules.size() || rules[rule.ir_index].entity != subject) continue;
    }
    if (sample && name.kind != NameKind::Entity && name.kind != NameKind::Let) continue;
    add_visible(name, sample || of_text ? std::nullopt : wanted);
  }
  if (!sample) add_imports(guess, wanted, {SymbolKind::Let, SymbolKind::Param, SymbolKind::Table, SymbolKind::Builtin});
  if (unit) add_units(guess, false);
}

// Names of arguments, and of the fields of a record that is made.
void Completer::add_arguments(const Amended& amended, const Guess& guess) {
  const syntax::Tree& tree = amended.tree;
  NodeId arguments = amended.name();
  while (arguments.valid() && tree.kind(arguments) != NodeKind::Arguments) arguments = tree.parent(arguments);
  const NodeId callee = arguments.valid() ? guess.callee_of(arguments) : NodeId{};
  const auto id = callee.valid() ? guess.find(tree.name_text(callee)) : std::nullopt;
  if (!id) return;
  const check::Symbol& symbol = asked_.base.symbol(*id);
  if (symbol.state != check::SymbolState::Done) return;
  std::set<std::string_view> given;
  for (const NodeId argument : tree.children(arguments, NodeKind::Argument)) {
    const NodeId name = tree.child(argument, NodeKind::ArgumentName);
    if (name.valid()) given.insert(tree.name_text(name));
  }
  const ir::Module& ir = asked_.base.ir();
  std::vector<VisibleName> names;
  if (symbol.kind == SymbolKind::Record || symbol.kind == SymbolKind::Entity) {
    names = guess.fields_of(ir::RecordId(symbol.ir_index));
  } else if (symbol.kind == SymbolKind::Table && symbol.ir_index < ir.tables.size()) {
    for (const ir::TableColumn& column : ir.tables[symbol.ir_index].params) {
      names.push_back({column.name, NameKind::Local, shape_of_type(ir, column.type), "", false, {}});
    }
  } else if (symbol.kind == SymbolKind::Let && symbol.ir_index < ir.lets.size()) {
    for (const std::string& name : ir.lets[symbol.ir_index].param_names) {
      names.push_back({name, NameKind::Local, std::nullopt, "", false, {}});
    }
  }
  for (VisibleName& name : names) {
    if (given.contains(name.name)) continue;
    if (name.detail.empty()) name.detail = guess.text_of(name.shape);
    const std::string before = name.name;
    add_visible(name, std::nullopt, true);
    if (!out_.items.empty() && out_.items.back().label == before) {
      out_.items.back().label += ":";
      out_.items.back().sort.insert(0, "0");
      seen_.erase(before);  // a value of that name may stand there as well
    }
  }
}

void Completer::add_types(const Guess& guess) {
  for (const char* name : {"bool", "int", "decimal", "ratio", "count", "text", "date", "month", "time", "datetime",
                           "days", "months", "Period"}) {
    add_plain(name, CompletionKind::Struct, "2");
  }
  add_kind(guess, {SymbolKind::Enum, SymbolKind::Record, SymbolKind::Entity});
  add_units(guess, true);
  add_imports(guess, std::nullopt, {SymbolKind::Enum, SymbolKind::Record});
}

// Of the same dimension as what is asked for first.
void Completer::add_units(const Guess& guess, bool in_type) {
  add_kind(guess, {SymbolKind::Unit, SymbolKind::Currency});
  if (!in_type) {
    for (const char* name : {"days", "months"}) add_plain(name, CompletionKind::Unit, "2");
  }
  add_imports(guess, std::nullopt, {SymbolKind::Unit, SymbolKind::Currency});
}

void Completer::add_kind(const Guess& guess, std::initializer_list<SymbolKind> kinds) {
  if (base_module_ == nullptr) return;
  for (const auto* known : {&base_module_->own, &base_module_->imported}) {
    for (const auto& [name, id] : *known) {
      if (std::find(kinds.begin(), kinds.end(), asked_.base.symbol(id).kind) == kinds.end()) continue;
      VisibleName visible = guess.visible(id);
      visible.called = false;
      add_visible(visible, std::nullopt);
    }
  }
}

void Completer::add_members(const Amended& amended, const Guess& guess) {
  const syntax::Tree& tree = amended.tree;
  NodeId op = amended.name();
  while (op.valid() && tree.kind(op) != NodeKind::PostfixOp) op = tree.parent(op);
  if (!op.valid()) return;
  const NodeId postfix = tree.parent(op);
  const auto ops = tree.children(postfix, NodeKind::PostfixOp);
  const NodeId head = tree.expression(postfix);
  if (!head.valid()) return;
  const auto wanted = guess.wanted_at(postfix);
  for (const VisibleName& name : guess.members_of_chain(head, ops, op)) add_visible(name, wanted);
}

void Completer::add_fields(const Amended& amended, const Guess& guess) {
  const syntax::Tree& tree = amended.tree;
  NodeId op = amended.name();
  while (op.valid() && tree.kind(op) != NodeKind::PostfixOp) op = tree.parent(op);
  const NodeId head = op.valid() ? tree.expression(tree.parent(op)) : NodeId{};
  const auto owner = head.valid() ? guess.shape_of(head) : std::nullopt;
  if (!owner || owner->type.kind != ir::TypeKind::Record) return;
  for (const VisibleName& field : guess.fields_of(owner->type.record)) add_visible(field, std::nullopt, true);
}

void Completer::add_use_paths() {
  const size_t line = text_.rfind('\n', begin_ == 0 ? 0 : begin_ - 1);
  const size_t use = text_.find("use", line == std::string_view::npos ? 0 : line);
  if (use == std::string_view::npos || use + 3 > begin_) return;
  std::string_view written = text_.substr(use + 3, begin_ - use - 3);
  while (written.starts_with(' ')) written.remove_prefix(1);
  std::set<std::string> paths;
  for (const auto& module : asked_.base.result().modules) {
    if (module.get() != base_module_) paths.insert(module->path);
  }
  for (const Importable& one : importable_names(asked_.base, base_module_)) paths.insert(one.module);
  for (const std::string& path : paths) {
    if (path.starts_with(written)) add_plain(path.substr(written.size()), CompletionKind::Module);
  }
}

void Completer::add_use_names() {
  const size_t brace = text_.rfind('{', begin_);
  if (brace == std::string_view::npos || brace == 0) return;
  size_t from = brace - 1;  // the dot
  while (from > 0 && (is_word_byte(text_[from - 1]) || text_[from - 1] == '.')) --from;
  const std::string_view path = text_.substr(from, brace - 1 - from);
  for (const Importable& one : importable_names(asked_.base, base_module_)) {
    if (one.module != path) continue;
    add_plain(one.name, CompletionKind::Value);
    if (!out_.items.empty() && out_.items.back().label == one.name)
      out_.items.back().topic = "symbol:" + one.module + ":" + one.name;
  }
}

void Completer::add_keys(const Amended& amended, const Guess& guess) {
  const syntax::Tree& tree = amended.tree;
  NodeId names = amended.name();
  while (names.valid() && tree.kind(names) != NodeKind::Names) names = tree.parent(names);
  const NodeId keyed = names.valid() ? tree.parent(names) : NodeId{};
  const NodeId param = keyed.valid() ? tree.parent(keyed) : NodeId{};
  const NodeId keys = param.valid() ? tree.child(param, NodeKind::Names) : NodeId{};
  if (!keys.valid() || tree.kind(param) != NodeKind::ParamDecl) return;
  const auto wanted = tree.names(keys);
  const auto written = tree.names(names);
  const auto place = static_cast<size_t>(std::find(written.begin(), written.end(), amended.name()) - written.begin());
  if (place >= wanted.size()) return;
  const check::Symbol* key = guess.symbol(tree.name_text(wanted[place]));
  if (key == nullptr || key->kind != SymbolKind::Enum) return;
  for (const VisibleName& member : guess.members_of_enum(ir::EnumId(key->ir_index))) add_visible(member, std::nullopt);
}

void Completer::add_exceptions(const Amended& amended) {
  const syntax::Tree& tree = amended.tree;
  NodeId item = amended.name();
  while (item.valid() && tree.kind(item) != NodeKind::ExceptItem) item = tree.parent(item);
  if (!item.valid()) return;
  for (const NodeId other : tree.children(tree.parent(item), NodeKind::ExceptItem)) {
    const NodeId name = tree.child(other, NodeKind::Name);
    if (other != item && name.valid()) add_plain(tree.name_text(name), CompletionKind::Value);
  }
}

void Completer::fill(const Amended& amended) {
  const Guess guess(asked_.base, base_module_, amended.tree);
  switch (slot_) {
    case Slot::None: break;
    case Slot::Expression:
      add_arguments(amended, guess);
      add_expression(amended, guess);
      break;
    case Slot::Type: add_types(guess); break;
    case Slot::Unit: add_units(guess, false); break;
    case Slot::Member: add_members(amended, guess); break;
    case Slot::Fields: add_fields(amended, guess); break;
    case Slot::UsePath: add_use_paths(); break;
    case Slot::UseNames: add_use_names(); break;
    case Slot::Entity:
      add_kind(guess, {SymbolKind::Entity});
      add_imports(guess, std::nullopt, {SymbolKind::Entity});
      break;
    case Slot::Enum: add_kind(guess, {SymbolKind::Enum}); break;
    case Slot::Tariff:
      add_kind(guess, {SymbolKind::Tariff});
      add_imports(guess, std::nullopt, {SymbolKind::Tariff});
      break;
    case Slot::Lines:
      for (const VisibleName& line : guess.lines_at(amended.name(), false)) add_visible(line, std::nullopt);
      add_plain("all", CompletionKind::Keyword, "3");
      break;
    case Slot::Keys: add_keys(amended, guess); break;
    case Slot::Currency:
      add_kind(guess, {SymbolKind::Currency});
      add_imports(guess, std::nullopt, {SymbolKind::Currency});
      break;
    case Slot::Extended: add_kind(guess, {SymbolKind::Rule, SymbolKind::Param, SymbolKind::Table}); break;
    case Slot::Within: add_exceptions(amended); break;
    case Slot::Policy:
      for (const char* name : {"sum", "min", "max", "list"}) add_plain(name, CompletionKind::Keyword);
      break;
    case Slot::ReadAt:
      for (const char* name : {"period.start", "period.last", "issued"}) add_plain(name, CompletionKind::Value);
      break;
    case Slot::RowError:
#define TARIFA_ROW_ERROR(code, name, english, spanish) add_plain(code, CompletionKind::Value);
#include "compiler/ir/row_error.def"
      break;
  }
}

Completion Completer::complete() {
  if (auto paths = complete_path(asked_)) return *std::move(paths);
  out_.replaced = {asked_.file, begin_, asked_.offset};
  const bool number = begin_ < text_.size() && begin_ < asked_.offset && text_[begin_] >= '0' && text_[begin_] <= '9';
  if (number || open_text(text_, begin_).any() || asked_.offset > text_.size()) return std::move(out_);
  const GrammarPlace place = grammar_place(text_, begin_);
  const Amended amended(text_, place, begin_, end_);
  slot_ = ends_in_rate(text_.substr(0, begin_)) ? Slot::Unit : slot_of(place);
  fill(amended);
  add_words(place, asked_, out_.items);
  keep_best(text_.substr(begin_, asked_.offset - begin_), out_);
  return std::move(out_);
}

}  // namespace

Completion complete(const CompletionAsked& asked) { return Completer(asked).complete(); }

}  // namespace tarifa::lsp
