#include "compiler/syntax/part_memory.h"

#include <algorithm>

namespace tarifa::syntax {
namespace {

// The lexed tokens of a region's window: [first, end).
struct LexedWindow {
  uint32_t first = 0;
  uint32_t end = 0;
};

LexedWindow lexed_window(const LexedFile& file, std::span<const StreamToken> region) {
  const auto size = static_cast<uint32_t>(file.tokens.size());
  const uint32_t first = region.front().source;
  const uint32_t after = std::max(region.back().source, first) + 1;
  return {first > 0 ? first - 1 : 0, std::min(after + 1, size)};
}

bool same_lexed(const LexedToken& a, const LexedToken& b) {
  return a.kind == b.kind && a.bad == b.bad && a.begin == b.begin && a.end == b.end;
}

bool same_token(const StreamToken& a, const StreamToken& b) {
  return a.kind == b.kind && a.source == b.source && a.missing == b.missing;
}

bool same_region(const MendedRegion& a, const MendedRegion& b) {
  return a.start == b.start && a.first == b.first && a.last == b.last && a.window == b.window &&
         std::equal(a.lexed.begin(), a.lexed.end(), b.lexed.begin(), b.lexed.end(), same_lexed) &&
         std::equal(a.region.begin(), a.region.end(), b.region.begin(), b.region.end(), same_token);
}

template <class Parts>
auto find_begin(Parts& parts, uint32_t begin) {
  const auto found =
      std::lower_bound(parts.begin(), parts.end(), begin, [](const auto& p, uint32_t b) { return p.begin < b; });
  return found != parts.end() && found->begin == begin ? found : parts.end();
}

}  // namespace

void PartMemory::begin(std::span<const TokenKind> kinds) {
  last_ = std::move(now_);
  now_ = {};
  now_.kinds.assign(kinds.begin(), kinds.end());
  now_.reads.reserve(last_.reads.size() + 1);
  const auto first = std::mismatch(kinds.begin(), kinds.end(), last_.kinds.begin(), last_.kinds.end());
  const auto last = std::mismatch(kinds.rbegin(), kinds.rend(), last_.kinds.rbegin(), last_.kinds.rend());
  same_first_ = static_cast<size_t>(first.first - kinds.begin());
  same_last_ = static_cast<size_t>(last.first - kinds.rbegin());
}

std::vector<uint32_t> PartMemory::places_before(uint32_t begin) const {
  std::vector<uint32_t> places{begin};
  const int64_t from_end =
      static_cast<int64_t>(begin) + static_cast<int64_t>(last_.kinds.size()) - static_cast<int64_t>(now_.kinds.size());
  if (from_end >= 0 && from_end != begin) places.push_back(static_cast<uint32_t>(from_end));
  return places;
}

std::optional<ReadPart> PartMemory::find_read(StartRule start, uint32_t begin) const {
  for (const uint32_t place : places_before(begin)) {
    const auto found = find_begin(last_.reads, place);
    if (found == last_.reads.end() || found->start != start) continue;
    const bool before_changes = place == begin && found->reach < same_first_;
    const bool after_changes =
        begin + same_last_ >= now_.kinds.size() && begin + last_.kinds.size() == place + now_.kinds.size();
    if (!before_changes && !after_changes) continue;
    ReadPart part = *found;
    part.end = part.end - part.begin + begin;
    part.reach = part.reach - part.begin + begin;
    part.begin = begin;
    return part;
  }
  return std::nullopt;
}

std::optional<MendedRegion> PartMemory::take_mended(const MendedRegion& wanted) {
  for (const uint32_t place : places_before(wanted.begin)) {
    const auto found = find_begin(last_.mended, place);
    if (found == last_.mended.end() || !same_region(*found, wanted)) continue;
    MendedRegion region = std::move(*found);
    region.begin = wanted.begin;
    return region;
  }
  return std::nullopt;
}

uint32_t window_begin(const LexedFile& file, std::span<const StreamToken> region) {
  if (region.front().source == 0) return 0;
  const uint32_t begin = file.tokens[lexed_window(file, region).first].begin;
  const size_t line = begin == 0 ? std::string_view::npos : file.text.rfind('\n', begin - 1);
  return static_cast<uint32_t>(line == std::string_view::npos ? 0 : line + 1);
}

MendedRegion describe_region(const LexedFile& file, StartRule start, std::span<const StreamToken> stream,
                             uint32_t begin, uint32_t end) {
  const auto tokens = stream.subspan(begin, end - begin);
  const LexedWindow lexed = lexed_window(file, tokens);
  const uint32_t from = window_begin(file, tokens);
  MendedRegion out;
  out.begin = begin;
  out.start = start;
  out.first = tokens.front().source == 0;
  out.last = lexed.end == file.tokens.size();
  const size_t to = out.last || lexed.end == 0 ? file.text.size() : file.tokens[lexed.end - 1].end;
  out.window = file.text.substr(from, to - from);
  for (StreamToken token : tokens) {
    token.source -= tokens.front().source;
    out.region.push_back(token);
  }
  for (uint32_t i = lexed.first; i < lexed.end; ++i) {
    LexedToken token = file.tokens[i];
    token.begin -= from;
    token.end -= from;
    out.lexed.push_back(token);
  }
  return out;
}

}  // namespace tarifa::syntax
