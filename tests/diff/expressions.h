// Random expressions of a wanted sort. Scales are tracked so that products stay within 18 digits after the point.
#pragma once

#include <string>
#include <vector>

#include "tests/diff/generator.h"

namespace tarifa::diff {

struct Named {  // something an expression may name
  std::string text;
  Sort sort;
  int scale = 0;
  bool optional = false;
  bool fraction = false;
};

struct Scope {
  std::vector<Named> names;
  bool lines = false;      // inside a tariff: prorations are allowed
  bool items = true;       // lists of the account can be named
  bool quotients = false;  // the place allows a written quotient (S32)
  bool fractions = false;  // the place allows a fraction of proration (S24)
  int depth = 4;
};

class Expressions {
 public:
  Expressions(Random& random, GeneratedProgram& program) : random_(random), program_(program) {}

  TextTree number(Sort sort, const Scope& scope, int scale_budget);
  TextTree boolean(const Scope& scope);
  TextTree date(const Scope& scope);
  TextTree member(const Scope& scope);  // of enum Class
  // A literal of a sort, remembered for the rows.
  TextTree literal(Sort sort, int scale_budget, bool positive);
  TextTree date_literal();
  TextTree tiers(Sort rate_result, const Scope& scope, int scale_budget);

  // Names of what was declared so far, by kind.
  std::vector<Named> tables;  // text is `name`: called with (class, energy)
  std::vector<Named> keyed;   // params by Class: called with (class)
  std::vector<Named> dated;   // params without key that may be read `at:` a date
  bool has_ladder = false;

 private:
  TextTree leaf_number(Sort sort, const Scope& scope, int scale_budget);
  TextTree combine(Sort sort, const Scope& scope, int scale_budget);
  TextTree product(Sort sort, const Scope& scope, int scale_budget);
  TextTree tie(Sort sort, const Scope& scope);
  TextTree closed(Sort sort, const Scope& scope);  // round(..)
  TextTree aggregate(Sort sort, const Scope& scope);
  // expressions_of_lists.cpp
  [[nodiscard]] Scope of_items(const Scope& scope) const;
  TextTree guarded(Sort sort, const Scope& scope, int scale_budget);
  TextTree number_of_records(Sort sort, const Scope& scope);
  TextTree number_of_made_list(Sort sort, const Scope& scope);
  TextTree number_of_last_items(Sort sort, const Scope& scope);
  TextTree record(const Scope& scope);
  TextTree boxed(const Scope& scope);
  TextTree within(const GeneratedField& field, TextTree value);
  TextTree rounded(Sort sort, const std::string& step, const Scope& scope);
  TextTree field_of(TextTree record, Sort sort);
  // expressions_of_dates.cpp
  TextTree moved_date(const Scope& scope);
  TextTree small_int(const Scope& scope);
  TextTree period(const Scope& scope);
  TextTree month(const Scope& scope);
  TextTree length(const Scope& scope);
  TextTree number_of_dates(const Scope& scope);
  TextTree condition_of_dates(const Scope& scope);
  TextTree condition_of_texts();
  TextTree call(Sort sort, const Scope& scope);
  TextTree prorated(Sort sort, const Scope& scope, int scale_budget);
  TextTree node(Sort sort, std::vector<std::string> parts, std::vector<TextTree> kids);
  bool named(Sort sort, const Scope& scope, int scale_budget, TextTree& out);

  Random& random_;
  GeneratedProgram& program_;
};

[[nodiscard]] Scope shallower(const Scope& scope);
[[nodiscard]] Scope without_fractions(const Scope& scope);
[[nodiscard]] const char* unit_of(Sort sort);  // " USD", "" ..
[[nodiscard]] std::string decimal_text(int64_t mantissa, int scale);

}  // namespace tarifa::diff
