// What one parse of a file leaves for the next: the parts the grammar read, and the regions that were mended. A part is
// taken over only where reading it again could not come out otherwise.
//
// INVARIANT: what the grammar makes of a part depends on the kinds of the tokens from its first to the furthest one it
//   looked at, and on nothing else. What mending makes of a region depends on the bytes and tokens of its window (the
//   region, the token before with its line, the token after), unless the budget of the file ran out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/syntax/grammar_parser.h"
#include "compiler/syntax/mend.h"
#include "compiler/syntax/token_stream.h"
#include "compiler/syntax/tree_builder.h"

namespace tarifa::syntax {

struct ReadPart {
  StartRule start = StartRule::Declaration;
  uint32_t begin = 0;  // in the stream
  uint32_t end = 0;    // if ok: one past its last token
  uint32_t reach = 0;  // the furthest token looked at; the size of the stream: its end was seen
  bool ok = false;
  bool plain = false;  // none of its tokens is missing, bad or left out: `built` is all that a tree holds of it
  BuiltPart built;
};

// Sources of tokens count from the region's first lexed token, places from the window's begin.
struct MendedRegion {
  uint32_t begin = 0;  // in the stream
  StartRule start = StartRule::Declaration;
  std::vector<StreamToken> region;
  std::vector<LexedToken> lexed;  // of the window
  std::string window;
  bool first = false;  // nothing stands before the window..
  bool last = false;   // ..or after it
  uint64_t followed = 0;
  MendedPart part;
  std::vector<Diagnostic> diagnostics;
};

class PartMemory {
 public:
  // What was kept since the last begin() is the last parse from now on.
  void begin(std::span<const TokenKind> kinds);
  [[nodiscard]] std::optional<ReadPart> find_read(StartRule start, uint32_t begin) const;
  void keep(ReadPart part) { now_.reads.push_back(part); }
  // What is taken is gone: whoever takes it keeps it again. Its place is that of the new text already.
  [[nodiscard]] std::optional<MendedRegion> take_mended(const MendedRegion& wanted);
  void keep(MendedRegion region) { now_.mended.push_back(std::move(region)); }
  // What the parts were built into: last.
  void keep(const Tree& tree) { now_.tree = tree; }
  [[nodiscard]] const Tree& last_tree() const { return last_.tree; }

 private:
  struct Version {
    std::vector<TokenKind> kinds;
    std::vector<ReadPart> reads;       // by begin
    std::vector<MendedRegion> mended;  // by begin
    Tree tree;
  };
  // Where the token at `begin` stood if all changes are after it, and if all are before it.
  [[nodiscard]] std::vector<uint32_t> places_before(uint32_t begin) const;

  Version last_;
  Version now_;
  size_t same_first_ = 0;  // kinds at the beginning that are the same as before
  size_t same_last_ = 0;   // and at the end
};

// The region as a key for take_mended: everything but what mending makes of it.
[[nodiscard]] MendedRegion describe_region(const LexedFile& file, StartRule start, std::span<const StreamToken> stream,
                                           uint32_t begin, uint32_t end);
// Where the window of the region begins in the text.
[[nodiscard]] uint32_t window_begin(const LexedFile& file, std::span<const StreamToken> region);

}  // namespace tarifa::syntax
