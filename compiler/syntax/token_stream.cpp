#include "compiler/syntax/token_stream.h"

#include <algorithm>
#include <optional>
#include <span>

#include "compiler/support/check.h"
#include "compiler/support/limits.h"
#include "compiler/syntax/sync_points.h"

namespace tarifa::syntax {
namespace {

struct OpenBracket {
  TokenKind kind;
  uint32_t source;
  uint32_t indent;  // of the line it stands on
};

class BracketPairing {
 public:
  BracketPairing(const LexedFile& file, DiagSink& sink) : file_(file), sink_(sink) {
    whole_.reserve(file.tokens.size());
    for (uint32_t i = 0; i < file.tokens.size(); ++i) {
      if (file.tokens[i].kind != TokenKind::BAD) whole_.push_back({file.tokens[i].kind, i});
    }
  }

  std::vector<StreamToken> run() {
    if (!find_too_deep(whole_) && pairs_up(whole_)) return std::move(whole_);
    stream_.reserve(whole_.size() + limits::kNesting);
    // A part begins where a declaration begins at the left margin; brackets do not reach across.
    for (size_t begin = 0; begin < whole_.size();) {
      size_t end = begin + 1;
      while (end < whole_.size() && !at_margin(end)) ++end;
      take_part(std::span(whole_).subspan(begin, end - begin));
      begin = end;
    }
    return std::move(stream_);
  }

 private:
  void take_part(std::span<const StreamToken> part) {
    if (const auto deep = find_too_deep(part)) {  // left out
      sink_.add({DiagKind::NestingTooDeep,
                 file_.span_of(*deep),
                 {std::to_string(limits::kNesting)},
                 {},
                 {{NoteKind::NestLess, {}}},
                 {}});
    } else if (pairs_up(part)) {
      stream_.insert(stream_.end(), part.begin(), part.end());
    } else {
      pair_part(part);
    }
  }

  // The bracket that is one too many.
  static std::optional<StreamToken> find_too_deep(std::span<const StreamToken> part) {
    size_t depth = 0;
    for (const StreamToken& token : part) {
      if (is_opening(token.kind) && ++depth > limits::kNesting) return token;
      if (is_closing(token.kind) && depth > 0) --depth;
    }
    return std::nullopt;
  }

  static bool pairs_up(std::span<const StreamToken> part) {
    std::vector<TokenKind> open;
    for (const StreamToken& token : part) {
      if (is_opening(token.kind)) open.push_back(closing_of(token.kind));
      if (!is_closing(token.kind)) continue;
      if (open.empty() || open.back() != token.kind) return false;
      open.pop_back();
    }
    return open.empty();
  }

  [[nodiscard]] bool at_margin(size_t at) const {
    return looks_like_declaration(file_, whole_, at) && file_.first_on_line(whole_[at].source) &&
           file_.indent_of_line(whole_[at].source) == 0;
  }

  // In a part that does not pair up, indentation tells which bracket lacks its partner.
  void pair_part(std::span<const StreamToken> part) {
    for (const StreamToken& token : part) {
      const bool closing = is_closing(token.kind);
      if (file_.first_on_line(token.source)) {
        indent_ = file_.indent_of_line(token.source);
        while (!closing && !open_.empty() && open_.back().indent >= indent_) {
          close_missing(token.source, {});
        }
      }
      if (is_opening(token.kind)) open_.push_back({token.kind, token.source, indent_});
      if (closing && !close(token)) continue;
      stream_.push_back(token);
    }
    const uint32_t after = part.back().source + 1;
    while (!open_.empty()) close_missing(after, {});
  }

  // False if the bracket closes nothing: it is left out.
  bool close(const StreamToken& token) {
    const auto partner = std::find_if(open_.rbegin(), open_.rend(),
                                      [&](const OpenBracket& b) { return closing_of(b.kind) == token.kind; });
    if (partner == open_.rend()) {
      sink_.add({DiagKind::UnopenedBracket,
                 file_.span_of(token),
                 {std::string(file_.text_of(token))},
                 {},
                 {},
                 {{{NoteKind::RemoveIt, {}}, {{file_.span_of(token), ""}}}}});
      return false;
    }
    while (closing_of(open_.back().kind) != token.kind) close_missing(token.source, token);
    open_.pop_back();
    return true;
  }

  void close_missing(uint32_t before, std::optional<StreamToken> wrong) {
    const OpenBracket open = open_.back();
    open_.pop_back();
    const StreamToken missing{closing_of(open.kind), before, true};
    stream_.push_back(missing);
    const std::string sign(token_kind_text(missing.kind));
    Diagnostic d{DiagKind::UnclosedBracket,
                 file_.span_of({open.kind, open.source}),
                 {std::string(token_kind_text(open.kind))},
                 {},
                 {},
                 {}};
    if (wrong) {
      d.labels.push_back({file_.span_of(*wrong), {NoteKind::ClosedAs, {std::string(file_.text_of(*wrong))}}});
    } else {
      d.labels.push_back({file_.gap_before(missing), {NoteKind::ExpectedHere, {"`" + sign + "`"}}});
    }
    sink_.add(std::move(d));
  }

  const LexedFile& file_;
  DiagSink& sink_;
  std::vector<StreamToken> whole_;
  std::vector<StreamToken> stream_;
  std::vector<OpenBracket> open_;
  uint32_t indent_ = 0;  // of the current line
};

}  // namespace

std::string_view LexedFile::text_of(const StreamToken& token) const {
  const Span span = span_of(token);
  return text.substr(span.begin, span.end - span.begin);
}

Span LexedFile::span_of(const StreamToken& token) const {
  if (token.missing || token.source >= tokens.size()) return gap_before(token);
  return {file, tokens[token.source].begin, tokens[token.source].end};
}

Span LexedFile::gap_before(const StreamToken& token) const {
  const uint32_t at = token.source == 0 ? 0 : tokens[token.source - 1].end;
  return {file, at, at};
}

bool LexedFile::first_on_line(uint32_t source) const {
  if (source == 0) return true;
  const uint32_t previous = tokens[source - 1].end;
  return text.substr(previous, tokens[source].begin - previous).find('\n') != std::string::npos;
}

uint32_t LexedFile::indent_of_line(uint32_t source) const {
  const uint32_t begin = tokens[source].begin;
  const size_t line = begin == 0 ? std::string_view::npos : text.rfind('\n', begin - 1);
  return begin - static_cast<uint32_t>(line == std::string_view::npos ? 0 : line + 1);
}

bool LexedFile::touches_previous(uint32_t source) const {
  return source > 0 && tokens[source - 1].end == tokens[source].begin;
}

bool is_opening(TokenKind kind) {
  return kind == TokenKind::LBRACE || kind == TokenKind::LPAREN || kind == TokenKind::LBRACK;
}

bool is_closing(TokenKind kind) {
  return kind == TokenKind::RBRACE || kind == TokenKind::RPAREN || kind == TokenKind::RBRACK;
}

TokenKind closing_of(TokenKind opening) {
  if (opening == TokenKind::LBRACE) return TokenKind::RBRACE;
  if (opening == TokenKind::LPAREN) return TokenKind::RPAREN;
  TARIFA_CHECK(opening == TokenKind::LBRACK);
  return TokenKind::RBRACK;
}

std::vector<StreamToken> pair_brackets(const LexedFile& file, DiagSink& sink) {
  return BracketPairing(file, sink).run();
}

}  // namespace tarifa::syntax
