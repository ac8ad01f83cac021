// The registries of node and token kinds, as functions.
#include <array>

#include "compiler/syntax/tree.h"

namespace tarifa::syntax {
namespace {

struct NodeText {
  std::string_view name;
  std::string_view shape;
};
constexpr NodeText kNodes[] = {
#define TARIFA_NODE(kind, shape) {#kind, shape},
#include "compiler/syntax/node_kind.def"
};

enum class WordClass : uint8_t { Reserved, Contextual, None };
struct TokenText {
  std::string_view name;
  std::string_view text;
  WordClass word;
};
constexpr TokenText kTokens[] = {
    {"END", "", WordClass::None},
#define TARIFA_RESERVED(kind, text) {#kind, text, WordClass::Reserved},
#define TARIFA_CONTEXTUAL(kind, text) {#kind, text, WordClass::Contextual},
#define TARIFA_TOKEN(kind, text) {#kind, text, WordClass::None},
#include "compiler/syntax/token_kind.def"
};

const NodeText& node(NodeKind kind) { return kNodes[static_cast<size_t>(kind)]; }
const TokenText& token(TokenKind kind) { return kTokens[static_cast<size_t>(kind)]; }

}  // namespace

std::string_view node_kind_name(NodeKind kind) { return node(kind).name; }
std::string_view node_kind_shape(NodeKind kind) { return node(kind).shape; }
std::string_view token_kind_name(TokenKind kind) { return token(kind).name; }
std::string_view token_kind_text(TokenKind kind) { return token(kind).text; }
bool is_reserved(TokenKind kind) { return token(kind).word == WordClass::Reserved; }
bool is_contextual(TokenKind kind) { return token(kind).word == WordClass::Contextual; }
size_t node_kind_count() { return std::size(kNodes); }
size_t token_kind_count() { return std::size(kTokens); }

bool is_expression(NodeKind kind) {
  return kind == NodeKind::Name || (kind >= NodeKind::IfExpr && kind <= NodeKind::Quantity);
}

}  // namespace tarifa::syntax
