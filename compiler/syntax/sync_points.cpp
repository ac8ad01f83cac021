#include "compiler/syntax/sync_points.h"

#include <vector>

namespace tarifa::syntax {
namespace {

bool is_name(TokenKind kind) { return kind == TokenKind::IDENT || kind == TokenKind::QUOTED || is_contextual(kind); }

TokenKind kind_at(std::span<const StreamToken> stream, size_t at) {
  return at < stream.size() ? stream[at].kind : TokenKind::END;
}

bool stands_at_margin(const LexedFile& file, const StreamToken& token) {
  return !token.missing && file.first_on_line(token.source) && file.indent_of_line(token.source) == 0;
}

// Signs that show that the word before them is a name.
bool follows_a_name(TokenKind kind) {
  return kind == TokenKind::COLON || kind == TokenKind::EQ || kind == TokenKind::DOT || kind == TokenKind::COMMA ||
         is_closing(kind);
}

// An item begins here: after the opening brace, after a comma, with a bar, with a word of items
// that is the first of its line.
bool item_begins(const LexedFile& file, std::span<const StreamToken> stream, size_t at, size_t block) {
  if (at == block + 1) return true;
  const StreamToken& token = stream[at];
  if (token.kind == TokenKind::BAR || stream[at - 1].kind == TokenKind::COMMA) return true;
  return begins_item(token.kind) && !token.missing && file.first_on_line(token.source);
}

}  // namespace

bool begins_declaration(TokenKind kind) {
  switch (kind) {
    case TokenKind::ENUM:
    case TokenKind::RECORD:
    case TokenKind::ENTITY:
    case TokenKind::UNIT:
    case TokenKind::CURRENCY:
    case TokenKind::CALENDAR:
    case TokenKind::SEASON:
    case TokenKind::PARAM:
    case TokenKind::TABLE:
    case TokenKind::RULE:
    case TokenKind::EXTEND:
    case TokenKind::LET:
    case TokenKind::TIME_WORD:
    case TokenKind::TARIFF:
    case TokenKind::RELIEF:
    case TokenKind::BILL:
    case TokenKind::ALLOCATION:
    case TokenKind::MODEL:
    case TokenKind::SEGMENT:
    case TokenKind::ACTION:
    case TokenKind::DUNNING:
    case TokenKind::CHECK:
    case TokenKind::APPROVAL:
    case TokenKind::TEST:
    case TokenKind::PROPERTY:
    case TokenKind::INVARIANT: return true;
    default: return false;
  }
}

bool begins_item(TokenKind kind) {
  switch (kind) {
    case TokenKind::ZONE:
    case TokenKind::WEEKEND:
    case TokenKind::HOLIDAYS:
    case TokenKind::FROM:
    case TokenKind::OPEN:
    case TokenKind::CUMULATIVE:
    case TokenKind::EXCEPT:
    case TokenKind::CURRENCY:
    case TokenKind::ROUND:
    case TokenKind::VALUES:
    case TokenKind::CALENDAR:
    case TokenKind::APPLIES:
    case TokenKind::LET:
    case TokenKind::LINE:
    case TokenKind::TAX:
    case TokenKind::SUBTOTAL:
    case TokenKind::MINIMUM:
    case TokenKind::MAXIMUM:
    case TokenKind::CARRY:
    case TokenKind::WHEN:
    case TokenKind::BECAUSE:
    case TokenKind::OFFERED:
    case TokenKind::ACCEPTED:
    case TokenKind::REFUSED:
    case TokenKind::ON:
    case TokenKind::AFTER:
    case TokenKind::INSTEAD:
    case TokenKind::WAIVE:
    case TokenKind::DISCOUNT:
    case TokenKind::CAP:
    case TokenKind::REPLACE:
    case TokenKind::CREDIT:
    case TokenKind::REFUND:
    case TokenKind::EXTEND:
    case TokenKind::DEFER:
    case TokenKind::REFINANCE:
    case TokenKind::SUSPEND:
    case TokenKind::RECONNECT:
    case TokenKind::DURING:
    case TokenKind::ONE:
    case TokenKind::ALL:
    case TokenKind::EACH:
    case TokenKind::RELIEFS:
    case TokenKind::SPLIT:
    case TokenKind::DUE:
    case TokenKind::FEATURE:
    case TokenKind::START:
    case TokenKind::CLOCK:
    case TokenKind::STOP:
    case TokenKind::PAUSE:
    case TokenKind::RESTART:
    case TokenKind::UNLESS:
    case TokenKind::STEP:
    case TokenKind::REQUIRES:
    case TokenKind::VIA:
    case TokenKind::DO:
    case TokenKind::UNDO:
    case TokenKind::FLAG:
    case TokenKind::ORDER:
    case TokenKind::HOLD:
    case TokenKind::FOR:
    case TokenKind::OVER:
    case TokenKind::ISSUED:
    case TokenKind::AS_OF:
    case TokenKind::EXPECT:
    case TokenKind::HOLDS: return true;
    default: return false;
  }
}

bool looks_like_declaration(const LexedFile& file, std::span<const StreamToken> stream, size_t at) {
  const TokenKind kind = kind_at(stream, at);
  if (!begins_declaration(kind)) return false;
  const TokenKind next = kind_at(stream, at + 1);
  if (stands_at_margin(file, stream[at]) && !follows_a_name(next)) return true;
  const TokenKind third = kind_at(stream, at + 2);
  switch (kind) {
    case TokenKind::TEST:
    case TokenKind::PROPERTY: return next == TokenKind::STRING;
    case TokenKind::TIME_WORD: return next == TokenKind::BANDS;
    default: break;
  }
  // A word that names something is followed by a sign; a declaration's word by a name.
  if (!is_name(next)) return is_reserved(next) && file.first_on_line(stream[at].source);
  switch (kind) {
    case TokenKind::ENUM:
    case TokenKind::RECORD:
    case TokenKind::ENTITY:
    case TokenKind::CALENDAR:
    case TokenKind::EXTEND: return third == TokenKind::LBRACE;
    case TokenKind::CURRENCY: return third == TokenKind::DIGITS;
    case TokenKind::SEASON: return third == TokenKind::FROM;
    default: return true;
  }
}

size_t next_declaration(const LexedFile& file, std::span<const StreamToken> stream, size_t at) {
  size_t depth = 0;
  for (size_t i = at; i < stream.size(); ++i) {
    if (is_opening(stream[i].kind)) ++depth;
    if (is_closing(stream[i].kind) && depth > 0) --depth;
    if (i > at && depth == 0 && looks_like_declaration(file, stream, i)) return i;
  }
  return stream.size();
}

ItemBounds find_item(const LexedFile& file, std::span<const StreamToken> stream, size_t at, size_t levels) {
  std::vector<size_t> blocks;  // open braces at `at`
  std::vector<size_t> open;
  for (size_t i = 0; i < at; ++i) {
    if (is_opening(stream[i].kind)) open.push_back(i);
    if (is_closing(stream[i].kind) && !open.empty()) open.pop_back();
  }
  for (const size_t i : open) {
    if (stream[i].kind == TokenKind::LBRACE) blocks.push_back(i);
  }
  if (blocks.size() <= levels) return {ItemBounds::npos, 0, stream.size()};
  ItemBounds item{blocks[blocks.size() - 1 - levels], 0, stream.size()};
  item.begin = item.block + 1;
  size_t depth = 0;
  for (size_t i = item.block + 1; i < stream.size(); ++i) {
    const TokenKind kind = stream[i].kind;
    if (is_closing(kind) && depth == 0) {
      item.end = i;
      break;
    }
    if (depth == 0 && item_begins(file, stream, i, item.block)) {
      if (i <= at) {
        item.begin = i;
      } else {
        item.end = i;
        break;
      }
    }
    if (is_opening(kind)) ++depth;
    if (is_closing(kind)) --depth;
  }
  return item;
}

}  // namespace tarifa::syntax
