// From the typed IR to a kernel program (internal to compiler/kernel). The period, the dates of the run and so every
// effective date are constants here: timelines, windows, prorations and parts of weighted lines fold away (own code,
// never eval). How errors go (S37): a Scope holds the mask under which code is reached and the first error so far;
// whatever can fail raises under the mask, in the order of evaluation. Rules and lets are evaluated once, for every
// row, with an error of their own that counts at each use under the use's mask. Functions are grouped by file:
// lower_expr dispatch, context, logic; lower_numbers; lower_compare; lower_dates; lower_values (constants, choices);
// lower_records; lower_text; lower_params; lower_tables; lower_rules; lower_lists, lower_aggregates; lower_tiers;
// lower_lines; lower_bill.
#pragma once

#include <map>

#include "compiler/kernel/context.h"
#include "compiler/kernel/number.h"
#include "compiler/kernel/reach.h"

namespace tarifa::kernel {

enum class Form : uint8_t { Number, Integer, Bool, Text, Period, Record, List, Ladder };

// A lowered value. Numbers are exact (number.h); dates, lengths, enums and the like are one integer.
struct Val {
  Form form = Form::Bool;
  ValueId valid;     // optional types: it is there; none: always
  Num num;           // Number
  ValueId a;         // Integer, Bool; Period: start; Ladder: index of the entry
  ValueId b;         // Period: end
  uint32_t ref = 0;  // Text, Record, List, Ladder: index into the lowering's store
};

// Texts are only compared: a choice over constants and fields.
struct TextVal {
  enum class Kind : uint8_t { Constants, Field, Choice };
  Kind kind = Kind::Constants;
  std::vector<std::string> set;  // Constants: set[index]
  ValueId index;
  uint32_t source = 0;  // Field
  uint32_t column = 0;
  std::optional<ValueId> row;
  ValueId condition;  // Choice
  uint32_t left = 0;
  uint32_t right = 0;
  bool top = true;  // everything it holds stands outside regions
};

struct RecordVal {
  enum class Kind : uint8_t { Columns, Fields, Choice };
  Kind kind = Kind::Fields;
  ir::RecordId record;
  uint32_t source = 0;         // Columns
  std::optional<ValueId> row;  // Columns: index, none at the row itself
  std::vector<Val> fields;     // Fields
  ValueId condition;           // Choice
  uint32_t left = 0;
  uint32_t right = 0;
  bool top = true;  // everything it holds stands outside regions
};

struct ListVal {
  enum class Kind : uint8_t { Column, Items, Buffered, Indexes };
  Kind kind = Kind::Items;
  ir::TypeId element;
  Input input;                    // Column: its offsets
  uint32_t items = 0;             // Column: source of the items
  ir::Field field;                // Column: the list's field
  std::optional<ValueId> row;     // Column
  std::vector<Val> values;        // Items
  std::vector<uint32_t> buffers;  // Buffered: components of an item; Indexes: one, of indexes into `base`
  std::optional<uint32_t> order;  // Buffered, Indexes: buffer of positions in sorted order
  ValueId first;                  // Buffered, Indexes: positions first..first + count - 1
  ValueId count;
  uint32_t base = 0;  // Indexes: the list they are of
  uint32_t most = 0;  // items
};

// One of several entries of a parameter: where index = k.
struct LadderVal {
  std::vector<std::vector<ir::LadderStep>> entries;
  uint8_t limit_scale = 0;
  uint8_t rate_scale = 0;
};

struct Scope {
  std::vector<Val> locals;
  uint32_t subject = 0;  // record
  int32_t date = 0;      // effective date
  ValueId mask;
  ValueId error;
};

struct LineState {
  ValueId present;
  Num amount;
};

class Lowering {
 public:
  Lowering(const ir::Module& module, ir::BillId bill, const RunContext& run);
  Program bill();

 private:
  // lower_expr.cpp
  Val lower(ir::NodeId id, Scope& s);
  Val operand(const ir::Node& node, uint32_t k, Scope& s) { return lower(module_.operand(node, k), s); }
  Val dispatch(ir::NodeId id, const ir::Node& node, Scope& s);
  Val context_value(const ir::Node& node, const Scope& s);
  Val logic(const ir::Node& node, Scope& s);
  Val option(const ir::Node& node, Scope& s);
  Val choice(const ir::Node& node, Scope& s);
  template <class F>
  auto under(Scope& s, ValueId condition, const F& make) {
    const ValueId saved = s.mask;
    s.mask = b_.both(saved, condition);
    auto value = make();
    s.mask = saved;
    return value;
  }
  void raise(Scope& s, ValueId where, ir::RowError code, ir::Place at, uint32_t text = ir::kNoText);
  void too_complex(Scope& s) { b_.punt(s.mask); }

  // lower_values.cpp
  Val boolean(ValueId v) { return {Form::Bool, {}, {}, v, {}, 0}; }
  Val integer(ValueId v) { return {Form::Integer, {}, {}, v, {}, 0}; }
  Val integer(Int128 v) { return integer(b_.constant(v)); }
  Val number(Num n) { return {Form::Number, {}, std::move(n), {}, {}, 0}; }
  Val period(ValueId start, ValueId end) { return {Form::Period, {}, {}, start, end, 0}; }
  Val constant(ir::ConstId id);
  Val nothing(ir::TypeId type);  // some value of the type, missing if it is optional
  Val select(ValueId c, const Val& a, const Val& b);
  // consts[items[index]]; none: missing or not covered.
  Val one_of(ir::TypeId type, const std::vector<ir::ConstId>& items, ValueId index);
  ValueId there(const Val& v) { return v.valid.valid() ? v.valid : b_.boolean(true); }
  bool at_top(const Val& v) const;
  void identity(const Val& v, std::vector<uint32_t>& key) const;

  // lower_numbers.cpp
  Val numeric(ir::NodeId id, const ir::Node& node, Scope& s);
  Val quotient(ir::NodeId id, const ir::Node& node, Scope& s);
  Val extreme(const ir::Node& node, Scope& s);
  Val rounded(const ir::Node& node, Scope& s);
  Val prorated(const ir::Node& node, Scope& s);
  Val widened(const ir::Node& node, Scope& s);
  void judge(const Num& value, const ir::Type& type, Int128 denominator, ir::Place at, Scope& s);
  Reached divisor_key(ir::DivisorId divisor, const Scope& s) const;

  // lower_compare.cpp
  ValueId compare(ir::Op op, const Val& a, const Val& b);
  ValueId equal(const Val& a, const Val& b);
  Val comparison(const ir::Node& node, Scope& s);

  // lower_dates.cpp
  Val dates(const ir::Node& node, Scope& s);
  Val add_months(const ir::Node& node, Scope& s);
  Val make_period(const ir::Node& node, Scope& s);
  Val date_part(const ir::Node& node, Scope& s);
  Val length(ValueId v, ir::Place at, Scope& s);
  Val extreme_length(const ir::Node& node, Scope& s);
  ValueId clamp(ValueId v, Int128 low, Int128 high);
  struct CivilValues {
    ValueId year, month, day;
  };  // month 1..12, day 1..31
  CivilValues civil(ValueId date);
  ValueId first_day_of(ValueId month);  // of a month index

  // lower_records.cpp
  Val member(const Val& record, uint32_t field);
  Val read_column(const ir::Field& field, uint32_t source, uint32_t column, std::optional<ValueId> row);
  Val make_record(const ir::Node& node, Scope& s);
  Val with(const ir::Node& node, Scope& s);
  Val record(RecordVal v);

  // lower_text.cpp
  Val text(TextVal v);
  ValueId text_equal(uint32_t a, uint32_t b);
  ValueId text_class(uint32_t text, const std::vector<std::string>& classes);  // index in the ascending classes, or -1

  // lower_params.cpp
  Val read_param(const ir::Node& node, Scope& s);
  using Entries = std::vector<const ir::TimelineEntry*>;  // null: nothing covers
  ValueId param_index(const ir::Param& param, std::span<const Val> keys, ValueId date, Entries& entries);
  Val ladder_of(const ir::Param& param, const Entries& entries, ValueId index);

  // lower_tables.cpp, table_rows.cpp
  struct TableRows {
    std::vector<ValueId> keys;  // as integers on the grid of their columns
    Decision decision;          // without `otherwise`
    std::vector<const ir::Row*> rows;
    const ir::Row* otherwise = nullptr;
    bool complete = false;  // shown: some row matches
    bool disjoint = false;  // shown: not more than one
  };
  Val read_table(const ir::Node& node, Scope& s);
  ValueId outside_range(const ir::Table& table, const std::vector<Val>& keys);
  Val read_version(const ir::Table& table, const ir::TableVersion& version, const std::vector<Val>& keys,
                   const ir::Node& node, Scope& s);
  Val one_row(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s);
  std::optional<Val> grid(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s);
  Val indexed_rows(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s);
  Val collected(const ir::Table& table, const TableRows& t, const ir::Node& node, Scope& s);
  Val row_value(const ir::Table& table, const ir::Row& row, Scope& s);
  bool is_constant(const ir::Row& row) const;
  Val constant_rows(const ir::Table& table, const std::vector<const ir::Row*>& rows, ValueId index);
  std::vector<ValueId> matches(const TableRows& t);
  TableRows table_rows(const ir::Table& table, const ir::TableVersion& version, const std::vector<Val>& keys);

  // lower_rules.cpp
  Val call_rule(const ir::Node& node, Scope& s);
  Val call_let(const ir::Node& node, Scope& s);
  Val rule_value(const ir::Rule& rule, Scope& s);
  Val exception_node(const ir::Rule& rule, uint32_t at, Scope& s);
  ValueId conflict_of(const ir::Rule& rule, const std::vector<uint32_t>& children, const std::vector<ValueId>& applies);
  Val cumulative_sum(const ir::Rule& rule, const std::vector<uint32_t>& children, const std::vector<ValueId>& applies,
                     Scope& s);
  bool window_covers(const ir::Window& window, int32_t date) const;
  struct Shared {
    Val value;
    ValueId error;
  };
  Val shared(std::vector<uint32_t> key, bool top, Scope& s, const std::function<Val(Scope&)>& make);

  // lower_lists.cpp
  // Yields what is carried on; `position` is that of the item in the list.
  using ItemBody = std::function<std::vector<ValueId>(ValueId position, std::span<const ValueId> carried, Scope& s)>;
  std::vector<ValueId> for_each(const Val& list, Scope& s, std::vector<Builder::Carried> carried, const ItemBody& body);
  Val item_at(const Val& list, ValueId position);
  Val make_list(const ir::Node& node, Scope& s);
  Val list(ListVal v);
  bool can_flatten(ir::TypeId type) const;
  void flatten(const Val& v, ir::TypeId type, std::vector<ValueId>& out);
  Val unflatten(ir::TypeId type, std::span<const ValueId> parts, size_t& at);
  std::vector<uint32_t> store_all(std::span<const ValueId> parts, ValueId position, std::vector<uint32_t> buffers,
                                  uint32_t most);
  ValueId load(uint32_t buffer, ValueId position);
  Val select_list(ValueId c, const Val& a, const Val& b, Scope& s);
  // Items of several lists after each other, each where its condition holds.
  Val gathered(ir::TypeId element, const std::vector<std::pair<ValueId, Val>>& parts, Scope& s);

  // lower_aggregates.cpp, lower_selections.cpp
  // The number or civil value of a body as one integer of a form that is the same for all items.
  struct Common {
    Fraction factor{1, 1};
    std::vector<Reached> divisors;
    bool is_number = false;
  };
  Val aggregate(const ir::Node& node, Scope& s);
  Val total(const ir::Node& node, const ir::Aggregate& a, const Val& list, Scope& s);
  Val quantifier(const ir::Aggregate& a, const Val& list, Scope& s);
  Val extreme_of(const ir::Aggregate& a, const Val& list, Scope& s);
  Val first_or_last(const ir::Node& node, const ir::Aggregate& a, const Val& list, Scope& s);
  Val selection(const ir::Node& node, const ir::Aggregate& a, const Val& list, Scope& s);
  Val median(const ir::Aggregate& a, const Val& list, Scope& s);
  ValueId passes(const ir::Aggregate& a, const Val& list, ValueId position, Scope& s);
  ValueId common_form(ir::NodeId body, const Val& v, const Val& list, Common& form, Scope& s);
  Val from_common(ValueId x, const Common& form, ValueId reached);

  // lower_tiers.cpp
  struct Block {
    std::optional<Num> limit;                // none: above
    ValueId limited;                         // the block has its limit; none: as `limit` says
    ValueId exists;                          // ladders by key have unlike many blocks; none: it is there
    const ir::TierBlock* written = nullptr;  // in a tariff
    std::optional<Num> rate;                 // of a ladder parameter
  };
  struct Ladder {
    Num quantity;
    std::vector<Block> blocks;
  };
  Val tiers(const ir::Node& node, Scope& s);
  Ladder ladder(const ir::Node& node, Scope& s);
  std::vector<Num> tier_blocks(const ir::Node& node, Scope& s);  // amounts, one a block
  std::optional<Num> plain_ladder(const ir::Tiers& tiers, const std::vector<Block>& blocks, const Num& quantity);
  std::vector<Block> written_blocks(const std::vector<ir::TierBlock>& blocks, Scope& s);
  std::vector<Block> ladder_blocks(const Val& ladder);
  std::vector<Num> rate_ladder(ir::TierMode mode, const std::vector<Block>& blocks, const Num& quantity, ir::Place at,
                               Scope& s);
  Num block_amount(const Block& block, const Num& held, ValueId selected, ir::Place at, Scope& s);

  // lower_lines.cpp
  struct LinePart {
    int32_t first_day;
    int32_t days;
  };
  // The exact amount of each block of a line; where no part is there, nothing is.
  struct Blocks {
    std::map<std::pair<uint32_t, uint32_t>, Num> amounts;
    ValueId present;
  };
  void rate_line(ir::LineId id, ValueId applies, Scope& bill);
  std::optional<std::vector<LinePart>> line_parts(const ir::Line& line);
  Blocks part_blocks(bool by_block, ir::NodeId id, Scope& s);
  Blocks exact_blocks(const ir::Line& line, ir::NodeId when, Scope& s);
  LineState block_line(const ir::Line& line, Scope& s);
  LineState limit_line(const ir::Line& line, Scope& s);
  Num round_amount(const ir::Line& line, const Num& exact, Scope& s);
  Val line_amount(const ir::Node& node, Scope& s);
  Val line_sum(const ir::Node& node, Scope& s);
  void at_rate_columns(const ir::Line& line, uint32_t cell, ValueId present, Scope& s);

  // lower_bill.cpp
  void rate_group(const ir::TariffGroup& group, Scope& s);
  ValueId tariff_applies(const ir::Tariff& tariff, Scope& s);
  void total_up(const ir::Bill& bill, Scope& s);
  void lay_out(const ir::Bill& bill);
  void write_number(Slot slot, uint32_t line, const Num& value, NumberFormat& format);

  Scope fresh(int32_t date, uint32_t locals);

  const ir::Module& module_;
  const ir::BillId bill_;
  const RunContext run_;
  Builder b_;
  Numbers n_;
  Reach reach_;
  std::vector<TextVal> texts_;
  std::vector<RecordVal> records_;
  std::vector<ListVal> lists_;
  std::vector<LadderVal> ladders_;
  std::map<std::vector<uint32_t>, Shared> shared_;
  std::vector<std::optional<LineState>> lines_;
  std::map<ir::LineId, uint32_t> cell_of_line_;
};

}  // namespace tarifa::kernel
