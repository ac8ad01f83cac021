"""What the programs of this folder need to compute their bills without Tarifa: exact fractions, civil dates, timelines, ladders, and the
rules for data. Written from docs/semantics.md; numbers in brackets are its rules."""
