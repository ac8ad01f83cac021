#include "compiler/syntax/parse.h"

#include <algorithm>

#include "compiler/support/limits.h"
#include "compiler/support/moved_diagnostic.h"
#include "compiler/syntax/coalesce_check.h"
#include "compiler/syntax/grammar_parser.h"
#include "compiler/syntax/lex.h"
#include "compiler/syntax/mend.h"
#include "compiler/syntax/sync_points.h"
#include "compiler/syntax/token_stream.h"
#include "compiler/syntax/tree_builder.h"
#include "compiler/syntax/unicode_text.h"

namespace tarifa::syntax {
namespace {

// What no lexer should see. The file is then one token that was left out.
bool check_bytes(std::string_view text, FileId file, DiagSink& sink) {
  if (text.size() > limits::kFileBytes) {
    sink.add({DiagKind::FileTooLarge,
              {file, 0, 0},
              {std::to_string(text.size()), std::to_string(limits::kFileBytes)},
              {},
              {{NoteKind::SplitFile, {}}},
              {}});
    return false;
  }
  if (const auto offset = find_invalid_utf8(text)) {
    const auto at = static_cast<uint32_t>(*offset);
    sink.add(
        {DiagKind::InvalidUtf8, {file, at, at + 1}, {std::to_string(at + 1)}, {}, {{NoteKind::SaveAsUtf8, {}}}, {}});
    return false;
  }
  return true;
}

class FileParser {
 public:
  FileParser(const LexedFile& file, DiagSink& sink, PartMemory* memory)
      : file_(file),
        sink_(sink),
        memory_(memory),
        builder_(file.file, file.text, file.tokens),
        stream_(pair_brackets(file, sink)) {
    kinds_.reserve(stream_.size());
    for (const StreamToken& token : stream_) kinds_.push_back(token.kind);
    if (memory_ != nullptr) memory_->begin(kinds_);
  }

  void run() {
    grammar_.set_tokens(kinds_);
    if (!kinds_.empty() && kinds_[0] == TokenKind::MODULE) read_part(StartRule::Header);
    while (at_ < kinds_.size()) read_part(StartRule::Declaration);
  }
  Tree finish(bool has_errors) { return builder_.finish(has_errors); }

 private:
  void read_part(StartRule start) {
    auto known = memory_ == nullptr ? std::nullopt : memory_->find_read(start, at_);
    ReadPart read = known ? *known : follow(start);
    // What follows on the same line is taken for a part of the declaration that went wrong.
    const bool clean =
        read.ok && (read.end == kinds_.size() || begins_declaration(kinds_[read.end]) || begins_line(read.end));
    if (clean) {
      add_part(read, known.has_value());
      at_ = read.end;
    } else {
      mend_part(start);
      read.plain = false;
    }
    if (memory_ != nullptr) memory_->keep(read);
  }

  ReadPart follow(StartRule start) {
    events_.clear();
    const auto size = static_cast<uint32_t>(kinds_.size());
    const GrammarOutcome outcome = grammar_.run(start, at_, size, events_);
    return {start, at_, outcome.position, outcome.reach, outcome.ok, false, {}};
  }

  void add_part(ReadPart& read, bool known) {
    const auto part = std::span(stream_).subspan(at_, read.end - at_);
    const bool plain = memory_ != nullptr && is_plain(part);
    if (known && plain && read.plain) {
      builder_.copy_part(part, memory_->last_tree(), read.built);
    } else {
      if (known) (void)follow(read.start);  // for its events
      if (!builder_.add_part(part, events_)) report_depth();
    }
    read.built = builder_.last_part();
    read.plain = plain && read.built.first_token < read.built.end_token;
  }

  // Whether the part is the lexed tokens as they are, all of them.
  [[nodiscard]] bool is_plain(std::span<const StreamToken> part) const {
    uint32_t source = part.front().source;
    return std::all_of(part.begin(), part.end(), [&](const StreamToken& token) {
      return !token.missing && token.source == source++ && !file_.tokens[token.source].bad &&
             file_.tokens[token.source].kind == token.kind;
    });
  }

  [[nodiscard]] bool begins_line(uint32_t at) const {
    return !stream_[at].missing && file_.first_on_line(stream_[at].source);
  }

  void mend_part(StartRule start) {
    // A region is never empty, and ends where the next declaration seems to begin.
    const auto end = static_cast<uint32_t>(next_declaration(file_, stream_, at_));
    const MendedPart part = mend(start, end);
    if (part.ok && !builder_.add_part(part.stream, part.events)) report_depth();
    at_ = end;
  }

  MendedPart mend(StartRule start, uint32_t end) {
    const auto region = std::span(stream_).subspan(at_, end - at_);
    if (memory_ == nullptr) return mender_.mend(start, region, sink_);
    const uint32_t source = region.front().source;
    const uint32_t window = window_begin(file_, region);
    MendedRegion mended = describe_region(file_, start, stream_, at_, end);
    auto known = memory_->take_mended(mended);
    if (known && Mender::within_budget(mender_.followed() + known->followed)) {
      mended = std::move(*known);
      mender_.count_followed(mended.followed);
    } else {
      const uint64_t before = mender_.followed();
      DiagSink found;
      mended.part = mender_.mend(start, region, found);
      mended.followed = mender_.followed() - before;
      for (StreamToken& token : mended.part.stream) token.source -= source;
      for (const Diagnostic& one : found.all())
        mended.diagnostics.push_back(moved_diagnostic(one, file_.file, -int64_t{window}));
    }
    for (const Diagnostic& one : mended.diagnostics) sink_.add(moved_diagnostic(one, file_.file, window));
    MendedPart part = mended.part;
    for (StreamToken& token : part.stream) token.source += source;
    if (Mender::within_budget(mender_.followed())) memory_->keep(std::move(mended));
    return part;
  }

  void report_depth() {
    sink_.add({DiagKind::NestingTooDeep,
               file_.span_of(stream_[at_]),
               {std::to_string(limits::kNesting)},
               {},
               {{NoteKind::NestLess, {}}},
               {}});
  }

  const LexedFile& file_;
  DiagSink& sink_;
  PartMemory* memory_;
  TreeBuilder builder_;
  std::vector<StreamToken> stream_;
  std::vector<TokenKind> kinds_;
  std::vector<GrammarEvent> events_;
  GrammarParser grammar_;
  Mender mender_{file_};
  uint32_t at_ = 0;
};

Tree without_reading(FileId file, std::string_view text) {
  std::vector<LexedToken> whole;
  if (!text.empty()) whole.push_back({TokenKind::BAD, true, 0, static_cast<uint32_t>(text.size())});
  return TreeBuilder(file, text, whole).finish(true);
}

}  // namespace

Tree parse(const SourceStore& sources, FileId file, DiagSink& sink, PartMemory* memory) {
  const std::string_view text = sources.text(file);
  const size_t errors_before = sink.error_count();
  if (!check_bytes(text, file, sink)) return without_reading(file, text);
  const std::vector<LexedToken> tokens = lex(text, file, sink);
  if (tokens.size() > limits::kTokens) {
    sink.add({DiagKind::TooManyTokens,
              {file, tokens.back().begin, tokens.back().end},
              {std::to_string(limits::kTokens)},
              {},
              {{NoteKind::SplitFile, {}}},
              {}});
    return without_reading(file, text);
  }
  const LexedFile lexed{file, text, tokens};
  FileParser parser(lexed, sink, memory);
  parser.run();
  Tree tree = parser.finish(sink.error_count() + sink.dropped_count() > errors_before);
  if (!tree.has_errors()) {
    check_coalesce_parentheses(tree, sink);
  }
  if (memory != nullptr) memory->keep(tree);
  return tree;
}

}  // namespace tarifa::syntax
