// What a name stands for, as a type of semantic token: by the checker's fact, else by where it stands.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "lsp/features/semantic_tokens.h"

namespace tarifa::lsp {

struct NameType {
  TokenType type = TokenType::Variable;
  uint8_t modifiers = 0;
};

class NameTypes {
 public:
  NameTypes(const Snapshot& snapshot, const check::ModuleUnit& module);

  // `node`: the Name, Ident, Unit, .. that holds the token at `begin`.
  [[nodiscard]] NameType of(syntax::NodeId node, uint32_t begin) const;
  // A unit inside a literal: `COP` of `532.17 COP/kWh`.
  [[nodiscard]] NameType of_unit(std::string_view word) const;

 private:
  [[nodiscard]] NameType of_symbol(check::SymbolId symbol) const;
  [[nodiscard]] NameType of_local(const check::Fact& fact) const;
  [[nodiscard]] NameType by_place(syntax::NodeId node) const;
  [[nodiscard]] std::optional<check::SymbolId> known(std::string_view name) const;

  const Snapshot& snapshot_;
  const check::ModuleUnit& module_;
  const syntax::Tree& tree_;
  std::unordered_map<uint32_t, const check::Fact*> fact_at_;  // of names, by where they begin
};

}  // namespace tarifa::lsp
