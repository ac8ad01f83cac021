#include "compiler/eval/value.h"

#include "compiler/eval/exact.h"
#include "compiler/support/check.h"

namespace tarifa::eval {

namespace {

template <class T>
const T& as(const Value& value) {
  const T* held = std::get_if<T>(&value.data);
  TARIFA_CHECK(held != nullptr);
  return *held;
}

bool same_values(const std::vector<Value>& a, const std::vector<Value>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!same_value(a[i], b[i])) return false;
  }
  return true;
}

}  // namespace

bool Value::truth() const { return as<bool>(*this); }
const Number& Value::number() const { return as<Number>(*this); }
const std::string& Value::text() const { return as<std::string>(*this); }
int64_t Value::civil() const { return as<Civil>(*this).value; }
int32_t Value::date() const { return static_cast<int32_t>(as<Civil>(*this).value); }
PeriodSpan Value::period() const { return as<PeriodSpan>(*this); }
uint32_t Value::member() const { return as<Member>(*this).index; }
const std::vector<Value>& Value::fields() const { return as<RecordFields>(*this).fields; }
const std::vector<Value>& Value::items() const { return as<ListItems>(*this).items; }
const LadderEntry& Value::ladder() const { return as<LadderEntry>(*this); }

Value missing_value() { return {}; }
Value truth_value(bool truth) { return {truth}; }
Value number_value(ir::Int128 mantissa, int scale) { return {Number{decimal(mantissa, scale), {}}}; }
Value number_value(mpq_class value) { return {Number{std::move(value), {}}}; }
Value text_value(std::string text) { return {std::move(text)}; }
Value civil_value(int64_t value) { return {Civil{value}}; }
Value period_value(int32_t start, int32_t end) { return {PeriodSpan{start, end}}; }
Value member_value(uint32_t index) { return {Member{index}}; }
Value record_value(std::vector<Value> fields) { return {RecordFields{std::move(fields)}}; }
Value list_value(std::vector<Value> items) { return {ListItems{std::move(items)}}; }

bool same_value(const Value& a, const Value& b) {
  if (a.data.index() != b.data.index()) return false;
  if (a.missing()) return true;
  if (const auto* truth = std::get_if<bool>(&a.data)) return *truth == b.truth();
  if (const auto* number = std::get_if<Number>(&a.data)) return number->value == b.number().value;
  if (const auto* text = std::get_if<std::string>(&a.data)) return *text == b.text();
  if (const auto* civil = std::get_if<Civil>(&a.data)) return civil->value == b.civil();
  if (const auto* period = std::get_if<PeriodSpan>(&a.data)) return *period == b.period();
  if (const auto* member = std::get_if<Member>(&a.data)) return member->index == b.member();
  if (const auto* record = std::get_if<RecordFields>(&a.data)) return same_values(record->fields, b.fields());
  if (const auto* list = std::get_if<ListItems>(&a.data)) return same_values(list->items, b.items());
  const LadderEntry &x = a.ladder(), &y = b.ladder();
  return x.param == y.param && x.timeline == y.timeline && x.entry == y.entry;
}

int compare_values(const Value& a, const Value& b) {
  if (const auto* number = std::get_if<Number>(&a.data)) return cmp(number->value, b.number().value);
  const int64_t x = a.civil(), y = b.civil();
  return x < y ? -1 : x > y ? 1 : 0;
}

}  // namespace tarifa::eval
