#include "compiler/codegen/bind_columns.h"

#include <algorithm>
#include <cstring>

#include "compiler/codegen/abi.h"
#include "compiler/support/check.h"

namespace tarifa::codegen {

using kernel::Column;
using kernel::Part;
using kernel::RecordColumns;

namespace {

// What an absent or empty column reads: a batch of rows of the widest kind.
alignas(64) constexpr uint8_t kZeros[(kBatchRows + kBlockRows) * 16] = {};

std::string_view text_at(const Column& column, size_t row) {
  const uint32_t from = column.offsets[row];
  return std::string_view(column.text).substr(from, column.offsets[row + 1] - from);
}

}  // namespace

BoundColumns::BoundColumns(const kernel::Program& program, const RecordColumns& accounts, size_t first_row,
                           size_t count)
    : program_(program), first_row_(first_row), count_(count) {
  bind_sources(accounts);
  for (const kernel::Input& input : program.inputs) bind_input(input);
  for (const kernel::Derived& derived : program.derived) bind_derived(derived);
  pointers_.resize(bound_.size() * 2);
}

void BoundColumns::bind_sources(const RecordColumns& accounts) {
  sources_.push_back({&accounts, first_row_, first_row_ + count_});
  for (size_t k = 1; k < program_.sources.size(); ++k) {
    const SourceRows parent = sources_[program_.sources[k].parent];
    SourceRows rows;
    if (parent.columns != nullptr) {
      const Column& column = parent.columns->columns[program_.sources[k].column];
      rows.columns = column.items.empty() ? nullptr : &column.items[0];
      const bool list = column.physical == kernel::Physical::U32 && column.offsets.size() > parent.end;
      rows.first = list ? column.offsets[parent.first] : parent.first;
      rows.end = list ? column.offsets[parent.end] : parent.end;
    }
    sources_.push_back(rows);
  }
}

void BoundColumns::bind_input(const kernel::Input& input) {
  const SourceRows& rows = sources_[input.source];
  Bound bound;
  uint64_t last = 0;
  if (rows.columns != nullptr && rows.columns->rows > 0) {
    const Column& column = rows.columns->columns[input.column];
    last = rows.columns->rows - 1;
    switch (input.part) {
      case Part::Data:
      case Part::Second:
        bound.all = column.data.data();
        bound.zeros = column.data.empty();
        bound.stride = kernel::physical_size(input.physical);
        break;
      case Part::Valid:
        bound.all = column.valid.data();
        bound.zeros = column.valid.empty();
        bound.stride = 1;
        break;
      case Part::Offsets: {
        bound.all = reinterpret_cast<const uint8_t*>(column.offsets.data());
        bound.zeros = column.offsets.empty();
        if (bound.zeros) break;
        bound.has_padded = true;
        bound.padded.reserve(count_ + kBlockRows + 1);
        for (size_t k = 0; k <= count_; ++k) {
          bound.padded.push_back(column.offsets[std::min(first_row_ + k, column.offsets.size() - 1)]);
        }
        bound.padded.resize(count_ + kBlockRows + 1, bound.padded.back());
        break;
      }
    }
  } else {
    bound.zeros = true;
  }
  last_rows_.push_back(bound.zeros ? 0 : last);
  bound_.push_back(std::move(bound));
}

void BoundColumns::bind_derived(const kernel::Derived& derived) {
  const SourceRows& rows = sources_[derived.source];
  Bound bound;
  uint64_t last = 0;
  const size_t count = rows.columns == nullptr ? 0 : rows.end - rows.first;
  if (count > 0) {
    const Column& column = rows.columns->columns[derived.column];
    kernel::Bytes bytes((count + kBlockRows) * sizeof(int32_t));
    for (size_t k = 0; k < count; ++k) {
      const std::string_view text = text_at(column, rows.first + k);
      int32_t number = -1;
      if (derived.interned) {
        number = interned_.emplace(text, static_cast<int32_t>(interned_.size())).first->second;
      } else {
        const auto found = std::lower_bound(derived.texts.begin(), derived.texts.end(), text);
        if (found != derived.texts.end() && *found == text)
          number = static_cast<int32_t>(found - derived.texts.begin());
      }
      std::memcpy(bytes.data() + k * sizeof(int32_t), &number, sizeof(number));
    }
    made_.push_back(std::move(bytes));
    bound.all = made_.back().data() - rows.first * sizeof(int32_t);
    bound.stride = sizeof(int32_t);
    last = rows.end - 1;
  } else {
    bound.zeros = true;
  }
  last_rows_.push_back(last);
  bound_.push_back(std::move(bound));
}

const void* const* BoundColumns::inputs_at(size_t row) {
  for (size_t k = 0; k < bound_.size(); ++k) {
    const Bound& bound = bound_[k];
    pointers_[2 * k] = bound.zeros ? kZeros : bound.all + (first_row_ + row) * bound.stride;
    if (bound.has_padded) pointers_[2 * k] = bound.padded.data() + row;
    pointers_[2 * k + 1] = bound.zeros ? kZeros : bound.all;
  }
  return pointers_.data();
}

}  // namespace tarifa::codegen
