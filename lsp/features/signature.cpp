#include "lsp/features/signature.h"

#include "compiler/check/builtins.h"
#include "compiler/check/symbols.h"
#include "compiler/ir/print.h"
#include "compiler/syntax/lex.h"
#include "lsp/features/guess.h"
#include "lsp/features/language_words.h"

namespace tarifa::lsp {
namespace {

using check::SymbolKind;
using syntax::TokenKind;

// The call around the end of a text, read off its tokens: the text need not be a call yet.
struct OpenCall {
  std::string_view name;
  size_t place = 0;           // of the argument that is written
  std::string_view argument;  // its name, if it was given
};

bool is_opening(TokenKind kind) {
  return kind == TokenKind::LPAREN || kind == TokenKind::LBRACE || kind == TokenKind::LBRACK;
}

bool is_closing(TokenKind kind) {
  return kind == TokenKind::RPAREN || kind == TokenKind::RBRACE || kind == TokenKind::RBRACK;
}

std::string_view plain(std::string_view name) {
  const bool quoted = name.size() > 2 && name.front() == '`' && name.back() == '`';
  return quoted ? name.substr(1, name.size() - 2) : name;
}

std::optional<OpenCall> open_call(std::string_view text) {
  DiagSink ignored;
  const auto tokens = syntax::lex(text, FileId(0), ignored);
  const auto text_of = [&](size_t k) { return text.substr(tokens[k].begin, tokens[k].end - tokens[k].begin); };
  OpenCall call;
  size_t depth = 0;
  size_t argument = tokens.size();  // the first token of the argument that is written
  for (size_t k = tokens.size(); k-- > 0;) {
    const TokenKind kind = tokens[k].kind;
    if (is_closing(kind)) ++depth;
    if (kind == TokenKind::COMMA && depth == 0) {
      if (call.place++ == 0) argument = k + 1;
    }
    if (!is_opening(kind)) continue;
    if (depth > 0) {
      --depth;
      continue;
    }
    if (kind != TokenKind::LPAREN || k == 0) return std::nullopt;
    if (call.place == 0) argument = k + 1;
    const TokenKind before = tokens[k - 1].kind;
    const bool name = before == TokenKind::IDENT || before == TokenKind::QUOTED || syntax::is_contextual(before) ||
                      before == TokenKind::ANY;
    if (!name) return std::nullopt;
    call.name = plain(text_of(k - 1));
    if (argument + 1 < tokens.size() && tokens[argument + 1].kind == TokenKind::COLON)
      call.argument = plain(text_of(argument));
    return call;
  }
  return std::nullopt;
}

Signature of_function(const FunctionText& function) {
  Signature signature;
  signature.label = function_head(function) + " -> " + std::string(function.result);
  for (const std::string_view parameter : function.parameters) signature.parameters.emplace_back(parameter);
  signature.doc = std::string(function.text);
  return signature;
}

class Describer {
 public:
  Describer(const Snapshot& base, const check::Symbol& symbol) : ir_(base.ir()), symbol_(symbol) {}

  std::optional<Signature> describe() {
    const size_t index = symbol_.ir_index;
    switch (symbol_.kind) {
      case SymbolKind::Table: return index < ir_.tables.size() ? of_table(ir_.tables[index]) : std::nullopt;
      case SymbolKind::Let: return index < ir_.lets.size() ? of_let(ir_.lets[index]) : std::nullopt;
      case SymbolKind::Param: return index < ir_.params.size() ? of_param(ir_.params[index]) : std::nullopt;
      case SymbolKind::Record:
      case SymbolKind::Entity: return index < ir_.records.size() ? of_record(ir_.records[index]) : std::nullopt;
      default: return std::nullopt;
    }
  }

 private:
  void add(const std::string& name, ir::TypeId type) {
    names_.push_back(name);
    const std::string text = type.valid() ? ir::type_text(ir_, type) : "";
    out_.parameters.push_back(name.empty() ? text : name + ": " + text);
  }
  Signature finish(const std::string& result) {
    out_.label = symbol_.name + "(";
    for (size_t k = 0; k < out_.parameters.size(); ++k) out_.label += (k == 0 ? "" : ", ") + out_.parameters[k];
    out_.label += ")" + result;
    out_.doc = symbol_.doc;
    return out_;
  }

  std::optional<Signature> of_table(const ir::Table& table) {
    for (const ir::TableColumn& column : table.params) add(column.name, column.type);
    if (table.dated) out_.parameters.emplace_back("at: date");
    return finish(" -> " + ir::type_text(ir_, table.type));
  }
  std::optional<Signature> of_let(const ir::Let& let) {
    for (size_t k = 0; k < let.params.size() && k < let.param_names.size(); ++k) add(let.param_names[k], let.params[k]);
    return finish(": " + ir::type_text(ir_, let.type));
  }
  std::optional<Signature> of_param(const ir::Param& param) {
    for (const ir::EnumId key : param.keys) out_.parameters.push_back(ir_.enums[key.index()].name);
    out_.parameters.emplace_back("at: date");
    return finish(": " + ir::type_text(ir_, param.type));
  }
  std::optional<Signature> of_record(const ir::Record& record) {
    for (const ir::Field& field : record.fields_list) add(field.name, field.type);
    return finish("");
  }

  const ir::Module& ir_;
  const check::Symbol& symbol_;
  Signature out_;
  std::vector<std::string> names_;
};

// By its name if it has one, else by its place.
std::optional<size_t> active_parameter(const Signature& signature, const OpenCall& call) {
  if (!call.argument.empty()) {
    for (size_t k = 0; k < signature.parameters.size(); ++k) {
      if (signature.parameters[k].starts_with(std::string(call.argument) + ":")) return k;
    }
    return std::nullopt;
  }
  const bool repeats = !signature.parameters.empty() && signature.parameters.back() == "..";
  if (repeats && call.place + 1 >= signature.parameters.size()) return signature.parameters.size() - 1;
  return call.place < signature.parameters.size() ? std::optional(call.place) : std::nullopt;
}

}  // namespace

std::optional<Signature> signature_at(const Snapshot& now, const Snapshot& base, FileId file, uint32_t offset,
                                      Language language) {
  const std::string_view text = now.sources().text(file);
  const auto call = open_call(text.substr(0, std::min<size_t>(offset, text.size())));
  if (!call) return std::nullopt;
  const syntax::Tree nothing;
  const check::ModuleUnit* module = base.module(base.file(now.path(file)));
  const Guess guess(base, module == nullptr && &now == &base ? now.module(file) : module, nothing);
  const check::Symbol* symbol = guess.symbol(call->name);
  if (symbol == nullptr) return std::nullopt;
  std::optional<Signature> signature;
  if (symbol->kind == SymbolKind::Builtin) {
    if (const auto function = function_text(call->name, language)) signature = of_function(*function);
  } else if (symbol->state == check::SymbolState::Done) {
    signature = Describer(base, *symbol).describe();
  }
  if (!signature || signature->parameters.empty()) return std::nullopt;
  signature->active = active_parameter(*signature, *call);
  return signature;
}

}  // namespace tarifa::lsp
