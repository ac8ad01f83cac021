#include "compiler/check/exception_tree.h"

#include <algorithm>

#include "compiler/check/expr_support.h"
#include "compiler/check/facts.h"
#include "compiler/check/symbols.h"

namespace tarifa::check {
namespace {

using syntax::NodeKind;
using syntax::TokenKind;

bool read_exception(Session& session, ModuleId module, syntax::NodeId node, std::vector<WrittenException>& out) {
  const syntax::Tree& tree = session.module(module).tree;
  const syntax::NodeId name = node_after(tree, node, TokenKind::EXCEPT);
  if (tree.has_error(node) || !name.valid() || tree.name_text(name).empty()) return false;
  WrittenException written;
  written.module = module;
  written.node = node;
  written.name = str(tree.name_text(name));
  written.name_span = tree.span(name);
  written.cumulative = tree.has_token(node, TokenKind::CUMULATIVE);
  if (const syntax::NodeId within = node_after(tree, node, TokenKind::WITHIN); within.valid()) {
    written.within = str(tree.name_text(within));
    written.within_span = tree.span(within);
  }
  for (const WrittenException& other : out) {
    if (other.name != written.name) continue;
    report(session, DiagKind::ExceptionTwice, written.name_span, {written.name})
        .label(other.name_span, NoteKind::FirstDeclaredHere);
    return false;
  }
  out.push_back(std::move(written));
  return true;
}

bool read_extension(Session& session, const Extension& extension, std::vector<WrittenException>& out) {
  const syntax::Tree& tree = session.module(extension.module).tree;
  bool ok = true;
  for (syntax::NodeId child :
       tree.children(extension.declaration, NodeKind::ExceptItem)) {  // nothing else: extends.cpp
    ok &= read_exception(session, extension.module, child, out);
  }
  return ok;
}

size_t parent_of(const std::vector<WrittenException>& written, size_t k) {
  const auto parent = std::find_if(written.begin(), written.end(), [&](const WrittenException& other) {
    return !written[k].within.empty() && other.name == written[k].within;
  });
  return static_cast<size_t>(parent - written.begin());
}

// Whether it stands within itself; what only stands within a circle does not.
bool in_circle(const std::vector<WrittenException>& written, size_t k) {
  size_t at = parent_of(written, k);
  for (size_t steps = 0; at < written.size() && at != k && steps < written.size(); ++steps) {
    at = parent_of(written, at);
  }
  return at == k;
}

// Every exception after the one it stands within; what cannot be placed is unknown or in a circle.
std::optional<std::vector<WrittenException>> ordered(Session& session, const std::string& rule,
                                                     std::vector<WrittenException> written) {
  std::vector<WrittenException> out;
  std::vector<bool> placed(written.size(), false);
  bool progress = true;
  while (progress) {
    progress = false;
    for (size_t k = 0; k < written.size(); ++k) {
      if (placed[k]) continue;
      uint32_t parent = ir::kBase;
      for (uint32_t p = 0; p < out.size(); ++p) {
        if (out[p].name == written[k].within) parent = p;
      }
      if (!written[k].within.empty() && parent == ir::kBase) continue;
      written[k].parent = parent;
      out.push_back(written[k]);
      placed[k] = progress = true;
    }
  }
  bool ok = true;
  for (size_t k = 0; k < written.size(); ++k) {
    if (placed[k]) continue;
    ok = false;
    const bool exists = parent_of(written, k) < written.size();
    if (exists && !in_circle(written, k)) continue;  // the one it stands within is reported
    report(session, exists ? DiagKind::ExceptionCircle : DiagKind::NoSuchException, written[k].within_span,
           {written[k].within, rule});
  }
  if (!ok) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::vector<WrittenException>> exceptions_of(Session& session, SymbolId rule) {
  const Symbol symbol = symbol_at(session, rule);
  const syntax::Tree& tree = session.module(symbol.module).tree;
  std::vector<WrittenException> written;
  bool ok = true;
  for (syntax::NodeId node : tree.children(symbol.declaration, NodeKind::ExceptItem)) {
    ok &= read_exception(session, symbol.module, node, written);
  }
  if (const auto found = session.extensions.find(rule); found != session.extensions.end()) {
    const std::vector<Extension> extensions = found->second;
    for (const Extension& extension : extensions) ok &= read_extension(session, extension, written);
  }
  auto out = ordered(session, symbol.name, std::move(written));
  if (!ok) return std::nullopt;
  if (out) {
    for (const WrittenException& exception : *out) {
      add_local_definition(session, exception.name_span, symbol.name + "." + exception.name);
      if (exception.parent == ir::kBase) continue;
      add_local_use(session, exception.within_span, symbol.name + "." + exception.within,
                    (*out)[exception.parent].name_span);
    }
  }
  return out;
}

}  // namespace tarifa::check
