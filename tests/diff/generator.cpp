#include "tests/diff/generator.h"

#include "tests/diff/expressions.h"

namespace tarifa::diff {
namespace {

class Programs {
 public:
  Programs(uint64_t seed, const std::string& lead) : random_(seed, lead), expressions_(random_, program_) {}

  GeneratedProgram make() {
    choose_period();
    add("module main\nuse std.money.{USD}\nuse std.units.{kWh}\nuse std.dates.{next_date}\nrounding " +
        std::string(random_.chance(70) ? "half_up" : "half_even") +
        "\n\nenum Class { Home, Shop, Farm }\nrecord Boxed { amount: USD(2) in -10_000..1_000_000 }\n");
    declare_item();
    declare_account();
    declare_params();
    declare_tables();
    account_names();
    const auto rules = random_.between(0, 3);
    for (int64_t i = 0; i < rules; ++i) declare_rule(static_cast<int>(i));
    declare_tariffs();
    declare_bill();
    return std::move(program_);
  }

 private:
  void add(std::string text) {
    TextTree tree;
    tree.parts = {std::move(text)};
    program_.text.parts.emplace_back();
    program_.text.kids.push_back(std::move(tree));
  }
  void add(TextTree tree) {
    program_.text.parts.emplace_back();
    program_.text.kids.push_back(std::move(tree));
  }

  void choose_period() {
    struct Choice {
      const char* from;
      const char* through;
      const char* issued;
    };
    static const std::vector<Choice> kPeriods = {
        {"2020-04-01", "2020-04-30", "2020-05-04"}, {"2020-02-01", "2020-02-29", "2020-03-01"},
        {"2020-03-20", "2020-04-18", "2020-04-20"}, {"2020-01-31", "2020-03-30", "2020-04-01"},
        {"2020-04-16", "2020-04-16", "2020-04-17"}, {"2019-12-15", "2020-01-14", "2020-01-20"}};
    const Choice& choice = random_.pick(kPeriods);
    program_.from = choice.from;
    program_.through = choice.through;
    program_.issued = choice.issued;
    program_.dates = {"2019-12-31", "2020-01-31", "2020-02-29",  "2020-03-01",    "2020-03-15",
                      "2020-03-31", "2020-04-01", "2020-04-10",  "2020-04-11",    "2020-04-16",
                      "2020-04-30", "2020-05-01", program_.from, program_.through};
  }

  static std::string type_text(const GeneratedField& field) {
    std::string text;
    switch (field.sort) {
      case Sort::Money: text = "USD(" + std::to_string(field.scale) + ")"; break;
      case Sort::Energy: text = "kWh(" + std::to_string(field.scale) + ")"; break;
      case Sort::Price: text = "USD/kWh(" + std::to_string(field.scale) + ")"; break;
      case Sort::Ratio: text = "ratio(" + std::to_string(field.scale) + ")"; break;
      case Sort::Int: text = "int"; break;
      case Sort::Bool: text = "bool"; break;
      case Sort::Date: text = "date"; break;
      case Sort::Days: text = "days"; break;
      case Sort::Class: text = "Class"; break;
      case Sort::Text: text = "text(6)"; break;
      case Sort::Month: text = "month"; break;
      case Sort::DateTime: text = "datetime"; break;
      case Sort::None: break;
    }
    if (field.optional) text += "?";
    if (field.ranged)
      text += " in " + decimal_text(field.least, field.scale) + ".." + decimal_text(field.greatest, field.scale);
    return text;
  }

  GeneratedField number_field(std::string name, Sort sort, int scale) {
    static const std::vector<int64_t> kTops = {1,
                                               9,
                                               100,
                                               5'000,
                                               1'000'000,
                                               1'000'000'000,
                                               4'000'000'000'000,
                                               900'000'000'000'000'000,
                                               9'000'000'000'000'000'000};
    GeneratedField field{std::move(name), sort, scale};
    field.ranged = sort == Sort::Int || random_.chance(80);
    field.greatest = random_.pick(kTops);
    if (sort == Sort::Int) field.greatest = random_.between(1, 12);
    if (random_.chance(30)) field.least = -field.greatest;
    if (sort == Sort::Energy) field.least = 0;
    field.optional = random_.chance(15);
    return field;
  }

  static std::string fields_text(const std::vector<GeneratedField>& fields) {
    std::string text;
    for (const GeneratedField& field : fields) text += "  " + field.name + ": " + type_text(field) + ",\n";
    return text;
  }

  void declare_item() {
    program_.item_fields.push_back({"day", Sort::Date});
    program_.item_fields.push_back(number_field("paid", Sort::Money, 2));
    program_.item_fields.push_back(number_field("used", Sort::Energy, 3));
    program_.item_fields.push_back({"flag", Sort::Bool});
    add("record Item {\n" + fields_text(program_.item_fields) + "}\n");
  }

  void declare_account() {
    auto& fields = program_.fields;
    fields.push_back({"class", Sort::Class});
    fields.push_back(number_field("usage", Sort::Energy, 3));
    fields.back().optional = false;
    fields.push_back(number_field("debt", Sort::Money, 2));
    fields.push_back(number_field("share", Sort::Ratio, static_cast<int>(random_.between(0, 6))));
    fields.push_back(number_field("count_of", Sort::Int, 0));
    fields.push_back({"since", Sort::Date, 0, random_.chance(40)});
    fields.push_back({"active", Sort::Bool});
    fields.push_back({"tag", Sort::Text});
    fields.push_back({"note", Sort::Text, 0, true});
    fields.push_back({"began", Sort::Month});
    fields.push_back({"met", Sort::DateTime});
    if (random_.chance(50)) fields.push_back(number_field("extra", Sort::Energy, 0));
    GeneratedField items{"items", Sort::None};
    items.list = true;
    items.max = 5;
    std::string text =
        "entity Account {\n  key id: text(32),\n" + fields_text(fields) + "  items: list of Item max 5,\n}\n";
    fields.push_back(items);
    add(std::move(text));
  }

  std::string timeline(int scale, int64_t most, bool published) {
    static const std::vector<std::string> kFroms = {"2019-01-01", "2020-01-15", "2020-02-10",
                                                    "2020-04-01", "2020-04-11", "2020-05-01"};
    std::string text;
    size_t at = random_.chance(90) ? 0 : 1;
    const auto entries = random_.between(1, 4);
    for (int64_t i = 0; i < entries && at < kFroms.size(); ++i) {
      text += " from " + kFroms[at] + ": " + decimal_text(random_.between(0, most), scale);
      at += 1 + random_.below(2);
    }
    text += random_.chance(85) ? " open" : " until 2020-06-01";
    if (published && random_.chance(40)) {
      text += " from 2020-04-05: " + decimal_text(random_.between(0, most), scale) + " published " +
              (random_.chance(50) ? "2020-04-19" : "2020-06-01");
    }
    return text;
  }

  // Many segments: the kernel looks for the one of a date of the row.
  std::string long_timeline(int scale, int64_t most) {
    std::string text;
    for (int year = 2016; year <= 2020; ++year) {
      for (const char* month : {"01-01", "02-29", "04-01", "04-11", "07-01", "10-01"}) {
        if (year % 4 != 0 && month[4] == '9') continue;
        const std::string from = std::to_string(year) + "-" + month;
        text += " from " + from + ": " + decimal_text(random_.between(0, most), scale);
        if (random_.chance(20)) program_.dates.push_back(from);
      }
    }
    return text + " open";
  }

  void declare_params() {
    if (random_.chance(40)) {
      add("param index: USD/kWh(4) {" + long_timeline(4, 99'999) + " }\n");
      expressions_.dated.push_back({"index", Sort::Price, 4});
    }
    const auto count = random_.between(1, 3);
    for (int64_t i = 0; i < count; ++i) {
      const std::string name = "price" + std::to_string(i);
      add("param " + name + ": USD/kWh(4) {" + timeline(4, 99'999, true) + " }\n");
      params_.push_back({name, Sort::Price, 4});
      expressions_.dated.push_back({name, Sort::Price, 4});
    }
    if (random_.chance(60)) {
      add("param by_class by Class: USD/kWh(4) { | Home" + timeline(4, 9'999, false) + " | Shop" +
          timeline(4, 9'999, false) + " | Farm" + timeline(4, 9'999, false) + " }\n");
      expressions_.keyed.push_back({"by_class", Sort::Price, 4});
    }
    if (random_.chance(50)) {
      add("param fee: USD(2) {" + timeline(2, 500'000, true) + " }\n");
      params_.push_back({"fee", Sort::Money, 2});
    }
    if (random_.chance(40)) {
      add("param ladder: tiers kWh @ USD/kWh(4) { from 2019-01-01: | up to 100 kWh @ 0.1000 | up to 250 kWh @ 0.2500 | "
          "above @ 0.3333 "
          "from 2020-04-11: | up to 130 kWh @ 0.1500 | above @ 0.2999 open }\n");
      expressions_.has_ladder = true;
    }
  }

  // So many rows that the kernel finds them as data.
  void declare_long_table() {
    std::string rows;
    int64_t from = 0;
    for (int row = 0; row < 60; ++row) {
      const int64_t to = from + random_.between(1, 3'000);
      rows += "  | Home | " + decimal_text(from, 3) + " kWh..<" + decimal_text(to, 3) + " kWh => " +
              decimal_text(random_.between(-5'000, 90'000), 2) + "\n";
      if (random_.chance(20)) program_.numbers.push_back(decimal_text(to, 3));
      from = to;
    }
    const bool first = random_.chance(50);
    if (random_.chance(60)) rows += "  | Shop | 1 kWh..100 kWh => 7.00\n";
    if (first) rows += "  | any | > 5 kWh => 3.25\n";
    add("table steps(c: Class, u: kWh(3)) -> USD(2)" + std::string(first ? " first match" : "") + " {\n" + rows +
        "  | otherwise => 1.10\n}\n");
    expressions_.tables.push_back({"steps", Sort::Money, 2});
  }

  // More rows to add up than kernels are made for: they leave it to the interpreter.
  void declare_long_sum() {
    std::string rows;
    for (int row = 0; row < 300; ++row) {
      rows += "  | any | <= " + std::to_string(row) + " kWh => " + decimal_text(row, 2) + "\n";
    }
    add("table added(c: Class, u: kWh(3)) -> USD(2) collect sum {\n" + rows + "}\n");
    expressions_.tables.push_back({"added", Sort::Money, 2});
  }

  void declare_tables() {
    if (random_.chance(15)) declare_long_table();
    if (random_.chance(2)) declare_long_sum();
    if (!random_.chance(60)) return;
    const auto cut = random_.between(1, 900'000);
    const std::string below = decimal_text(cut, 3);
    const std::string from = decimal_text(cut + 1, 3);
    program_.numbers.push_back(below);
    const auto money = [&] { return decimal_text(random_.between(-5'000, 90'000), 2); };
    std::string rows;
    std::string policy;
    switch (random_.below(4)) {
      case 0:
        rows = "  | Home, Farm | <= " + below + " kWh => " + money() + "\n  | Home, Farm | >= " + from + " kWh => " +
               money() + "\n  | Shop | any => " + money() + "\n";
        break;
      case 1:
        rows = "  | Home | any => " + money() + "\n  | any | > " + below + " kWh => " + money() +
               "\n  | otherwise => " + money() + "\n";
        policy = " first match";
        break;
      case 2:
        rows = "  | any | <= " + below + " kWh => " + money() + "\n  | Home | any => " + money() + "\n  | Shop | " +
               "0 kWh.." + from + " kWh => " + money() + "\n";
        policy = random_.chance(50) ? " collect sum" : " collect max";
        break;
      default: rows = "  | Home | any => " + money() + "\n  | otherwise => " + money() + "\n"; break;
    }
    add("table chart(c: Class, u: kWh(3)) -> USD(2)" + policy + " {\n" + rows + "}\n");
    expressions_.tables.push_back({"chart", Sort::Money, 2});
  }

  void account_names() {
    for (const GeneratedField& field : program_.fields) {
      if (!field.list && field.sort != Sort::Class)
        names_.push_back({field.name, field.sort, field.scale, field.optional});
    }
    names_.insert(names_.end(), params_.begin(), params_.end());
  }

  Scope scope(bool lines, int depth) const {
    Scope scope;
    scope.names = names_;
    scope.lines = lines;
    scope.depth = depth;
    return scope;
  }

  void declare_rule(int index) {
    const Sort sort = index == 0 ? Sort::Energy : random_.chance(50) ? Sort::Money : Sort::Ratio;
    const std::string name = "rule" + std::to_string(index);
    const std::string unit = sort == Sort::Energy ? "kWh" : sort == Sort::Money ? "USD" : "ratio";
    TextTree tree;
    tree.parts.push_back("rule " + name + " for Account: " + unit + "(8) = ");
    tree.kids.push_back(expressions_.number(sort, scope(false, 3), 8));
    if (random_.chance(60)) {
      tree.parts.push_back(" {\n");
      TextTree items;
      const bool cumulative = random_.chance(30);
      exception(items, sort, cumulative, "first", "class = Home");
      if (random_.chance(60)) exception(items, sort, cumulative, "second", cumulative ? "active" : "class = Shop");
      if (random_.chance(40)) nested(items, sort);
      items.parts.emplace_back("}\n");
      tree.kids.push_back(std::move(items));
      tree.parts.emplace_back("");
    } else {
      tree.parts.emplace_back("\n");
    }
    tree.removable = true;
    add(std::move(tree));
    names_.push_back({name, sort, 8});
  }

  void exception(TextTree& items, Sort sort, bool cumulative, const std::string& name, const std::string& when) {
    TextTree item;
    item.removable = true;
    item.parts.push_back(std::string("  ") + (cumulative ? "cumulative " : "") + "except " + name + " = ");
    item.kids.push_back(expressions_.number(sort, scope(false, 2), 8));
    const std::string window = random_.chance(30)   ? " from 2020-04-05 until 2020-04-20"
                               : random_.chance(20) ? " from 2020-02-01 open"
                                                    : "";
    item.parts.push_back(window + " when " + when + " and ");
    item.kids.push_back(expressions_.boolean(scope(false, 2)));
    item.parts.emplace_back("\n");
    items.parts.emplace_back("");
    items.kids.push_back(std::move(item));
  }

  void nested(TextTree& items, Sort sort) {
    TextTree item;
    item.removable = true;
    item.parts.emplace_back("  except deeper within first = ");
    item.kids.push_back(expressions_.number(sort, scope(false, 2), 8));
    item.parts.emplace_back(" when ");
    item.kids.push_back(expressions_.boolean(scope(false, 2)));
    item.parts.emplace_back("\n");
    items.parts.emplace_back("");
    items.kids.push_back(std::move(item));
  }

  TextTree line(const std::string& head, Scope inside, bool may_tiers) {
    TextTree tree;
    tree.removable = true;
    std::string values;
    if (random_.chance(30))
      values = random_.chance(60)   ? " values weighted by days"
               : random_.chance(50) ? " values at period.last"
                                    : " values at issued";
    tree.parts.push_back("  " + head + values + " = ");
    inside.quotients = values != " values weighted by days" || random_.chance(50);
    inside.fractions = true;
    if (may_tiers) {
      inside.depth = 1;
      tree.kids.push_back(expressions_.tiers(Sort::Money, inside, 12));
    } else {
      tree.kids.push_back(expressions_.number(Sort::Money, inside, 14));
    }
    if (random_.chance(35)) {
      tree.parts.emplace_back(" when ");
      Scope plain = inside;
      plain.quotients = false;
      plain.fractions = false;
      plain.depth = 2;
      tree.kids.push_back(expressions_.boolean(plain));
      optional_line_ = true;
    } else {
      optional_line_ = false;
    }
    tree.parts.emplace_back("\n");
    return tree;
  }

  void tariff(const std::string& name, const std::string& applies) {
    TextTree tree;
    const bool blocks = random_.chance(20);
    static const std::vector<std::string> kValues = {"at period.start", "at period.last", "weighted by days"};
    static const std::vector<std::string> kSteps = {"0.01 USD", "0.05 USD", "1 USD", "0.01 USD half_even",
                                                    "0.01 USD floor"};
    tree.parts.push_back("tariff " + name + " for Account {\n  currency USD\n  round lines" +
                         (blocks ? " and blocks" : "") + " to " + random_.pick(kSteps) + "\n  values " +
                         random_.pick(kValues) + "\n" + applies);
    Scope inside = scope(true, 3);
    if (random_.chance(40)) {
      TextTree item;
      item.parts.emplace_back("  let part = ");
      Scope in_let = inside;
      in_let.fractions = true;
      item.kids.push_back(expressions_.number(Sort::Energy, in_let, 8));
      item.parts.emplace_back("\n");
      inside.names.push_back({"part", Sort::Energy, item.kids[0].scale, false, item.kids[0].fraction});
      push(tree, std::move(item));
    }
    const auto count = random_.between(1, 4);
    std::string first;
    std::string listed;
    for (int64_t i = 0; i < count; ++i) {
      const std::string line_name = name == "A" ? "a" + std::to_string(i) : "b" + std::to_string(i);
      Scope here = inside;
      if (blocks) here.names = scope(true, 3).names;
      push(tree, line("line " + line_name, here, blocks));
      if (!blocks) inside.names.push_back({line_name, Sort::Money, 2, optional_line_});
      listed += (listed.empty() ? "" : ", ") + line_name;
    }
    if (random_.chance(40)) {
      push(tree, text("  minimum least = " + decimal_text(random_.between(0, 5'000'000), 2) + " USD" +
                      (random_.chance(40) ? " per month prorated calendar" : "") + " for " +
                      (random_.chance(50) ? "all" : listed) + (random_.chance(30) ? " when active" : "") + "\n"));
    }
    if (random_.chance(30)) {
      push(tree,
           text("  maximum most = " + decimal_text(random_.between(0, 90'000'000), 2) + " USD for " + listed + "\n"));
    }
    if (random_.chance(60)) {
      push(tree, text("  tax vat = 19% of " + (random_.chance(50) ? std::string("all") : listed) +
                      (random_.chance(30) ? " rounded to 0.01 USD down" : "") + "\n"));
    }
    tree.parts.emplace_back("}\n");
    add(std::move(tree));
  }

  static TextTree text(std::string line) {
    TextTree item;
    item.removable = true;
    item.parts = {std::move(line)};
    return item;
  }
  static void push(TextTree& tree, TextTree kid) {
    tree.kids.push_back(std::move(kid));
    tree.parts.emplace_back("");
  }

  void declare_tariffs() {
    tariff("A", random_.chance(60) ? "  applies when class in {Home, Shop}\n" : "");
    if (random_.chance(40)) {
      two_ = true;
      tariff("B", random_.chance(60) ? "  applies when class = Farm\n" : "");
    }
  }

  void declare_bill() {
    std::string text = "bill Monthly for Account {\n";
    const bool own = random_.chance(40);
    if (own) text += "  currency USD\n  round lines to 0.01 USD\n  values at period.start\n";
    text += two_ ? (random_.chance(60) ? "  one of A, B\n" : "  all of A, B\n") : "  one of A\n";
    if (own) text += "  line levy = debt * 2% when active\n  tax city = 3% of all\n";
    if (own && program_.fields[2].optional) {
      text.replace(text.find("debt * 2%"), 9, "(debt ?? 1 USD) * 2%");
    }
    if (random_.chance(60))
      text += random_.chance(50) ? "  round total to 1 USD\n" : "  round total to 0.05 USD half_even\n";
    if (random_.chance(40)) text += "  due issued + 15 days\n";
    add(text + "}\n");
  }

  Random random_;
  GeneratedProgram program_;
  Expressions expressions_;
  std::vector<Named> params_;
  std::vector<Named> names_;
  bool optional_line_ = false;
  bool two_ = false;
};

}  // namespace

GeneratedProgram generate_program(uint64_t seed, const std::string& lead) {
  Programs programs(seed, lead);
  GeneratedProgram program = programs.make();
  program.text.parts.emplace_back("");
  return program;
}

}  // namespace tarifa::diff
