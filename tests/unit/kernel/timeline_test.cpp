// S5: the entry that decides, as it was known.
#include "compiler/kernel/timeline.h"

#include <gtest/gtest.h>

namespace tarifa::kernel {
namespace {

ir::TimelineEntry entry(int32_t from, std::optional<int32_t> until = {}, std::optional<int32_t> published = {}) {
  ir::TimelineEntry e;
  e.from = from;
  e.until = until;
  e.published = published;
  return e;
}

// 0.98 from June (100), 0.97 from July (130), then 0.979 from June published in August (160).
ir::Timeline corrected() { return {{}, {entry(100), entry(130), entry(100, {}, 160)}}; }

TEST(Timeline, ACorrectionIsSeenWhenItIsPublished) {
  const ir::Timeline t = corrected();
  EXPECT_EQ(entry_at(t, 110, 159), 0U);
  EXPECT_EQ(entry_at(t, 110, 160), 2U);
}

TEST(Timeline, ACorrectionEndsAtTheNextUnpublishedFrom) {
  const ir::Timeline t = corrected();
  EXPECT_EQ(entry_at(t, 129, 200), 2U);
  EXPECT_EQ(entry_at(t, 130, 200), 1U);
}

TEST(Timeline, ACorrectionOfTheLastEntryEndsWithTheTimeline) {
  const ir::Timeline t{{}, {entry(100), entry(130, 150), entry(130, {}, 10)}};
  EXPECT_EQ(entry_at(t, 149, 20), 2U);
  EXPECT_EQ(entry_at(t, 150, 20), std::nullopt);
}

TEST(Timeline, ItsOwnEndLetsTheEarlierValueResume) {
  const ir::Timeline t{{}, {entry(100), entry(110, 120, 10)}};
  EXPECT_EQ(entry_at(t, 115, 20), 1U);
  EXPECT_EQ(entry_at(t, 120, 20), 0U);
}

TEST(Timeline, TheLatestPublishedDecides) {
  const ir::Timeline t{{}, {entry(100), entry(110, 120, 10), entry(112, 120, 15)}};
  EXPECT_EQ(entry_at(t, 113, 14), 1U);
  EXPECT_EQ(entry_at(t, 113, 15), 2U);
}

TEST(Timeline, NothingCoversBeforeTheFirstEntry) { EXPECT_EQ(entry_at(corrected(), 99, 200), std::nullopt); }

TEST(Timeline, SegmentsDifferFromTheirNeighbours) {
  const auto found = segments(corrected(), 200);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].from, 100);
  EXPECT_EQ(found[0].entry, 2U);
  EXPECT_EQ(found[1].from, 130);
  EXPECT_EQ(found[1].entry, 1U);
}

// Every day of every segment is what the day by itself gives.
TEST(Timeline, SegmentsAgreeWithDays) {
  const ir::Timeline t{{}, {entry(10), entry(20, 30), entry(35), entry(12, 25, 5), entry(22, {}, 7), entry(40, 41, 6)}};
  for (int32_t as_of = 4; as_of < 9; ++as_of) {
    const auto found = segments(t, as_of);
    for (int32_t day = 0; day < 60; ++day) {
      std::optional<uint32_t> by_segment;
      for (const Segment& s : found) {
        if (s.from <= day) by_segment = s.entry;
      }
      EXPECT_EQ(by_segment, entry_at(t, day, as_of)) << day << " as of " << as_of;
    }
  }
}

}  // namespace
}  // namespace tarifa::kernel
