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
  TextTree boxed(const Scope& scope);
  TextTree call(Sort sort, const Scope& scope);
  TextTree prorated(Sort sort, const Scope& scope, int scale_budget);
  TextTree node(Sort sort, std::vector<std::string> parts, std::vector<TextTree> kids);
  bool named(Sort sort, const Scope& scope, int scale_budget, TextTree& out);

  Random& random_;
  GeneratedProgram& program_;
};

[[nodiscard]] const char* unit_of(Sort sort);  // " USD", "" ..
[[nodiscard]] std::string decimal_text(int64_t mantissa, int scale);

}  // namespace tarifa::diff
