// Numbers out of lists and records: of the account, and made in the expression.
#include <algorithm>

#include "tests/diff/expressions.h"

namespace tarifa::diff {

// Where an item is bound to `i`.
Scope Expressions::of_items(const Scope& scope) const {
  Scope item = without_fractions(scope);
  item.items = false;
  item.lines = false;
  item.names.clear();
  for (const Named& name : scope.names) {
    if (!name.fraction) item.names.push_back(name);
  }
  for (const GeneratedField& field : program_.item_fields) {
    item.names.push_back({"i." + field.name, field.sort, field.scale, field.optional, false});
  }
  return item;
}

TextTree Expressions::aggregate(Sort sort, const Scope& scope) {
  if (!scope.items || program_.item_fields.empty()) return leaf_number(sort, scope, 3);
  const Scope item = of_items(scope);
  if (sort == Sort::Int) {
    TextTree where = boolean(item);
    return node(sort, {"count(i for i in items where ", ")"}, {std::move(where)});
  }
  TextTree body = number(sort, item, 8);
  TextTree where = boolean(item);
  TextTree other = literal(sort, 2, true);
  const int scale = std::max(body.scale, other.scale);
  TextTree out;
  switch (random_.below(6)) {
    case 0:
    case 1: out = node(sort, {"sum(", " for i in items where ", ")"}, {std::move(body), std::move(where)}); return out;
    case 2:
    case 3:
      out = node(sort,
                 {std::string("(") + (random_.chance(50) ? "min(" : "max("), " for i in items where ", ") ?? ", ")"},
                 {std::move(body), std::move(where), std::move(other)});
      break;
    case 4:
      out = node(sort,
                 {std::string("(") + (random_.chance(50) ? "first(" : "last("), " for i in items where ",
                  " by i.day) ?? ", ")"},
                 {std::move(body), std::move(where), std::move(other)});
      break;
    default:
      out = node(sort, {"round(avg(", " for i in items where ", ") ?? ", ", 0.01 half_even)"},
                 {std::move(body), std::move(where), std::move(other)});
      out.scale = 2;
      return out;
  }
  out.scale = scale;
  return out;
}

// x, or an error of the row in the author's words.
TextTree Expressions::guarded(Sort sort, const Scope& scope, int scale_budget) {
  TextTree when = boolean(without_fractions(scope));
  return node(sort, {"(if ", " then ", " else fail \"no value\")"},
              {std::move(when), number(sort, shallower(scope), scale_budget)});
}

TextTree Expressions::number_of_records(Sort sort, const Scope& scope) {
  if (sort != Sort::Money && sort != Sort::Energy && sort != Sort::Ratio) return leaf_number(sort, scope, 3);
  switch (random_.below(5)) {
    case 0: return number_of_made_list(sort, scope);
    case 1: return number_of_last_items(sort, scope);
    case 2:
    case 3: return field_of(record(scope), sort);
    default: {
      TextTree changed = node(Sort::None, {"(", " with { paid: ", " })"},
                              {record(scope), within(program_.item_fields[1], rounded(Sort::Money, "0.01", scope))});
      return field_of(std::move(changed), sort);
    }
  }
}

TextTree Expressions::number_of_made_list(Sort sort, const Scope& scope) {
  static const std::vector<std::string> kWays = {"sum(", "(min(", "(max(", "(median(", "(first(", "(last("};
  const size_t way = random_.below(kWays.size());
  const std::string head = kWays[way] + "x for x in [";
  std::vector<TextTree> kids;
  for (int k = 0; k < 3; ++k) kids.push_back(rounded(sort, "0.01", scope));
  if (way == 0) return node(sort, {head, ", ", ", ", "])"}, std::move(kids));
  kids.push_back(literal(sort, 2, false));
  kids.push_back(literal(sort, 2, true));
  const std::string by = way >= 4 && random_.chance(60) ? " by x" : "";
  TextTree out = node(sort, {head, ", ", ", ", "] where x > ", by + ") ?? ", ")"}, std::move(kids));
  out.scale = 3;
  return out;
}

TextTree Expressions::number_of_last_items(Sort sort, const Scope& scope) {
  if (!scope.items || program_.item_fields.empty()) return leaf_number(sort, scope, 3);
  const std::string chosen = "last(" + std::to_string(random_.between(1, 4)) + ", i for i in items where ";
  TextTree list = node(Sort::None, {chosen, random_.chance(70) ? " by i.day)" : ")"}, {boolean(of_items(scope))});
  TextTree out = node(sort, {"sum(", " for j in ", ")"}, {field_of(leaf(Sort::None, "j"), sort), std::move(list)});
  out.scale = 3;
  return out;
}

// Mostly inside the range of the field: what never is, is refused.
TextTree Expressions::within(const GeneratedField& field, TextTree value) {
  if (!field.ranged || random_.chance(5)) return value;
  const std::string unit = unit_of(field.sort);
  const std::string greatest = decimal_text(field.greatest, field.scale) + unit;
  const std::string least = decimal_text(field.least, field.scale) + unit;
  return node(field.sort, {"max(min(", ", " + greatest + "), " + least + ")"}, {std::move(value)});
}

// Item(day: .., paid: .., used: .., flag: ..)
TextTree Expressions::record(const Scope& scope) {
  std::vector<TextTree> kids;
  kids.push_back(date(scope));
  kids.push_back(within(program_.item_fields[1], rounded(Sort::Money, "0.01", scope)));
  kids.push_back(within(program_.item_fields[2], rounded(Sort::Energy, "0.001", scope)));
  kids.push_back(boolean(scope));
  return node(Sort::None, {"Item(day: ", ", paid: ", ", used: ", ", flag: ", ")"}, std::move(kids));
}

TextTree Expressions::rounded(Sort sort, const std::string& step, const Scope& scope) {
  return node(sort, {"round(", ", " + step + " half_up)"}, {leaf_number(sort, scope, 8)});
}

// Through a field with a range: what lies outside it fails.
TextTree Expressions::boxed(const Scope& scope) {
  TextTree value = number(Sort::Money, without_fractions(scope), 8);
  TextTree out = random_.chance(50)
                     ? node(Sort::Money, {"Boxed(amount: round(", ", 0.01 half_up)).amount"}, {std::move(value)})
                     : node(Sort::Money, {"(Boxed(amount: 1.00 USD) with { amount: round(", ", 0.01 floor) }).amount"},
                            {std::move(value)});
  out.scale = 2;
  return out;
}

// Money: what was paid; energy: what was used; a ratio: one of both as a plain number.
TextTree Expressions::field_of(TextTree record, Sort sort) {
  const bool money = sort == Sort::Money || (sort == Sort::Ratio && random_.chance(50));
  const GeneratedField& field = program_.item_fields[money ? 1 : 2];
  std::string text = money ? ".paid" : ".used";
  std::string before;
  if (field.optional) {
    before = "(";
    text += money ? " ?? 1.5 USD)" : " ?? 2 kWh)";
  }
  if (sort == Sort::Ratio) {
    before = "number(" + before;
    text += money ? ", 1 USD)" : ", 1 kWh)";
  }
  TextTree out = node(sort, {before, text}, {std::move(record)});
  out.scale = 3;
  return out;
}

}  // namespace tarifa::diff
