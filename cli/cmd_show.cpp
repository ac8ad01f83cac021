// tarifa show: the exceptions of a rule, or the timeline of a parameter, as text or as a picture.
#include "cli/command.h"
#include "cli/program.h"
#include "compiler/driver/param_timeline.h"
#include "compiler/driver/rule_tree.h"
#include "compiler/numeric/date_text.h"
#include "runtime/output_file.h"

namespace tarifa::cli {
namespace {

struct Options {
  std::string what;
  std::string program = ".";
  std::string name;
  std::string svg;
  std::string today;
};

struct Shown {
  std::string text;
  std::string svg;
};

// By name, or by module and name: `co.retailer.energy.subsistence`.
template <class Declaration>
std::optional<size_t> find_named(const std::vector<Declaration>& all, const std::string& name) {
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name || all[i].module + "." + all[i].name == name) return i;
  }
  return std::nullopt;
}

std::optional<Shown> shown(const Options& options, const ir::Module& module, Language language,
                           std::optional<int32_t> today) {
  constexpr auto kColors = driver::SvgColors::Plain;
  if (options.what == "exceptions") {
    const auto rule = find_named(module.rules, options.name);
    if (!rule) return std::nullopt;
    const driver::RuleTree tree = driver::rule_tree(module, ir::RuleId(*rule), language);
    return Shown{driver::rule_tree_text(tree, language), driver::rule_tree_svg(tree, language, kColors)};
  }
  const auto param = find_named(module.params, options.name);
  if (!param) return std::nullopt;
  const driver::ParamTimeline timeline = driver::param_timeline(module, ir::ParamId(*param), language);
  return Shown{driver::timeline_text(timeline, language, today),
               driver::timeline_svg(timeline, language, kColors, today)};
}

int show(const Options& options, const Console& console) {
  std::optional<int32_t> today;
  if (!options.today.empty()) {
    const auto date = numeric::parse_date(options.today);
    if (!date) return console.refuse({DiagKind::BadDate, {options.today}});
    today = date->days;
  }
  int status = kOk;
  const auto program = load_program(options.program, console, status);
  if (program == nullptr) return status;
  const auto found = shown(options, program->module(), console.language, today);
  if (!found) {
    const bool rules = options.what == "exceptions";
    console.say(std::string(rules ? console.pick("there is no rule `", "no existe la regla `")
                                  : console.pick("there is no parameter `", "no existe el parámetro `")) +
                options.name + "`");
    return kBadUse;
  }
  if (options.svg.empty()) return print(found->text) ? kOk : kBadUse;
  auto file = runtime::OutputFile::create(options.svg);
  if (!file) return console.refuse(file.error());
  if (auto done = file->write(found->svg); !done) return console.refuse(done.error());
  if (auto done = file->commit(); !done) return console.refuse(done.error());
  return kOk;
}

}  // namespace

void add_show(Commands& commands) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      commands.app.add_subcommand("show", "Show the exceptions of a rule, or the timeline of a parameter");
  command->add_option("WHAT", options->what, "exceptions or timeline")
      ->required()
      ->check(CLI::IsMember({"exceptions", "timeline"}));
  command->add_option("NAME", options->name, "The rule or parameter, with its module before it if need be")->required();
  command->add_option("PROGRAM", options->program, "Package folder or module file")->capture_default_str();
  command->add_option("--svg", options->svg, "Write a picture instead of text")->type_name("FILE");
  command->add_option("--today", options->today, "Mark what holds on this day")->type_name("DATE");
  command->footer(
      "Examples:\n  tarifa show exceptions subsistence examples/01-colombia-energy\n"
      "  tarifa show timeline unit_cost examples/01-colombia-energy --svg unit-cost.svg");
  command->callback(
      [&commands, options] { commands.chosen = [&commands, options] { return show(*options, commands.console); }; });
}

}  // namespace tarifa::cli
