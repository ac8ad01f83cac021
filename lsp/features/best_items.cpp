#include "lsp/features/best_items.h"

#include <algorithm>

namespace tarifa::lsp {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool holds_in_order(std::string_view label, std::string_view typed) {
  size_t at = 0;
  for (const char c : label) at += at < typed.size() && lower(c) == lower(typed[at]) ? 1 : 0;
  return at == typed.size();
}

bool begins_with(std::string_view label, std::string_view typed) {
  return label.size() >= typed.size() &&
         std::equal(typed.begin(), typed.end(), label.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

}  // namespace

void keep_best(std::string_view typed, Completion& completion) {
  std::vector<CompletionItem>& items = completion.items;
  if (items.size() <= kMostItems) return;
  completion.incomplete = true;
  std::erase_if(items, [&](const CompletionItem& item) { return !holds_in_order(item.label, typed); });
  if (items.size() <= kMostItems) return;
  const auto end = items.begin() + kMostItems;
  std::nth_element(items.begin(), end, items.end(), [&](const CompletionItem& a, const CompletionItem& b) {
    const bool first = begins_with(a.label, typed);
    return first != begins_with(b.label, typed) ? first : a.sort < b.sort;
  });
  items.erase(end, items.end());
}

}  // namespace tarifa::lsp
