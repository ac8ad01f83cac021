#include "compiler/syntax/unicode_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace tarifa::syntax {
namespace {

struct CodeRange {
  char32_t first;
  char32_t last;
};

template <size_t N>
bool contains(const CodeRange (&ranges)[N], char32_t value) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](CodeRange r) { return r.first <= value && value <= r.last; });
}

// What UAX 31 adds to, and takes from, the general categories.
constexpr CodeRange kOtherStart[] = {{0x1885, 0x1886}, {0x2118, 0x2118}, {0x212E, 0x212E}};
constexpr CodeRange kOtherContinue[] = {{0xB7, 0xB7}, {0x387, 0x387}, {0x1369, 0x1371}, {0x19DA, 0x19DA}};
constexpr CodeRange kNeverStart[] = {{0x37A, 0x37A},   {0xE33, 0xE33},   {0xEB3, 0xEB3},   {0x2E2F, 0x2E2F},
                                     {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70}, {0xFE72, 0xFE72},
                                     {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78}, {0xFE7A, 0xFE7A},
                                     {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E}, {0xFF9E, 0xFF9F}};
constexpr CodeRange kNeverContinue[] = {{0x37A, 0x37A},   {0x2E2F, 0x2E2F}, {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB},
                                        {0xFE70, 0xFE70}, {0xFE72, 0xFE72}, {0xFE74, 0xFE74}, {0xFE76, 0xFE76},
                                        {0xFE78, 0xFE78}, {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E}};
constexpr CodeRange kBidi[] = {{0x61C, 0x61C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}};

bool is_start_category(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return true;
    default: return false;
  }
}

bool is_continue_category(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC: return true;
    default: return is_start_category(category);
  }
}

utf8proc_category_t category_of(char32_t value) { return utf8proc_category(static_cast<utf8proc_int32_t>(value)); }

bool is_ascii(std::string_view text, size_t offset) {
  uint64_t word = 0;
  std::memcpy(&word, text.data() + offset, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

}  // namespace

std::optional<size_t> find_invalid_utf8(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size() && is_ascii(text, at)) {
      at += 8;
      continue;
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t value = 0;
    const auto left = static_cast<utf8proc_ssize_t>(std::min<size_t>(text.size() - at, 4));
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
    const utf8proc_ssize_t length = utf8proc_iterate(bytes, left, &value);
    if (length <= 0) return at;
    at += static_cast<size_t>(length);
  }
  return std::nullopt;
}

CodePoint decode_utf8(std::string_view text, size_t offset) {
  utf8proc_int32_t value = 0;
  const auto left = static_cast<utf8proc_ssize_t>(std::min<size_t>(text.size() - offset, 4));
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset);
  const utf8proc_ssize_t length = utf8proc_iterate(bytes, left, &value);
  if (length <= 0) return {0xFFFD, 1};
  return {static_cast<char32_t>(value), static_cast<uint32_t>(length)};
}

std::string code_point_name(char32_t value) {
  std::string digits;
  for (int shift = 20; shift >= 0; shift -= 4) {
    const uint32_t digit = (static_cast<uint32_t>(value) >> static_cast<uint32_t>(shift)) & 0xFU;
    if (digit != 0 || !digits.empty() || shift < 16) digits += "0123456789ABCDEF"[digit];
  }
  return "U+" + digits;
}

bool is_bidi_control(char32_t value) { return contains(kBidi, value); }

bool is_xid_start(char32_t value) {
  if (value < 0x80) {
    return (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z') || value == '_';
  }
  if (contains(kNeverStart, value)) return false;
  return is_start_category(category_of(value)) || contains(kOtherStart, value);
}

bool is_xid_continue(char32_t value) {
  if (value < 0x80) return is_xid_start(value) || (value >= '0' && value <= '9');
  if (contains(kNeverContinue, value)) return false;
  return is_continue_category(category_of(value)) || contains(kOtherStart, value) || contains(kOtherContinue, value);
}

std::optional<std::string> nfc_if_different(std::string_view text) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const utf8proc_ssize_t length = utf8proc_map(bytes, static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                               static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (length < 0) return std::nullopt;
  std::string composed(reinterpret_cast<const char*>(mapped), static_cast<size_t>(length));
  std::free(mapped);  // NOLINT: utf8proc gives malloc'd memory
  if (composed == text) return std::nullopt;
  return composed;
}

}  // namespace tarifa::syntax
