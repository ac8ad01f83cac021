// tarifa completions: scripts for shells, made from the parser itself, so that they name every
// command and option.
#include "cli/command.h"

namespace tarifa::cli {
namespace {

struct Word {
  std::string name;  // `--accounts`
  std::string description;
  std::vector<std::string> values;  // of a closed list
  bool takes_value = false;
};

struct CommandWords {
  std::string name;
  std::string description;
  std::vector<Word> options;
};

// `table|json|jsonl|csv` as words; empty for a name like FILE.
std::vector<std::string> values_of(const std::string& type_name) {
  std::vector<std::string> values;
  if (type_name.find('|') == std::string::npos) return values;
  for (size_t begin = 0; begin <= type_name.size();) {
    const size_t end = std::min(type_name.find('|', begin), type_name.size());
    values.push_back(type_name.substr(begin, end - begin));
    begin = end + 1;
  }
  return values;
}

std::vector<Word> options_of(const CLI::App& app) {
  std::vector<Word> words;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty() || option->get_lnames().empty()) continue;  // hidden, or named by its place
    const bool takes_value = option->get_items_expected_max() > 0;
    for (const std::string& name : option->get_lnames()) {
      words.push_back({"--" + name, option->get_description(), values_of(option->get_type_name()), takes_value});
    }
  }
  return words;
}

std::vector<CommandWords> commands_of(const CLI::App& app) {
  std::vector<CommandWords> commands;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back({command->get_name(), command->get_description(), options_of(*command)});
  }
  return commands;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string bash_script(const std::vector<CommandWords>& commands, const std::vector<Word>& global) {
  std::string names;
  std::string globals;
  for (const CommandWords& command : commands) names += (names.empty() ? "" : " ") + command.name;
  for (const Word& word : global) globals += " " + word.name;
  std::string values;
  std::string cases;
  for (const CommandWords& command : commands) {
    cases += "    " + command.name + ") words=\"";
    for (const Word& word : command.options) {
      cases += word.name + " ";
      if (word.values.empty()) continue;
      values += "    " + command.name + ":" + word.name + ") COMPREPLY=($(compgen -W \"" + joined(word.values) +
                "\" -- \"$now\")); return ;;\n";
    }
    cases += "\" ;;\n";
  }
  return "# tarifa completions bash > /etc/bash_completion.d/tarifa\n"
         "_tarifa() {\n"
         "  local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} "
         "command=${COMP_WORDS[1]} words=\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W \"" +
         names + globals +
         "\" -- \"$now\")); return; fi\n"
         "  case \"$command:$before\" in\n" +
         values +
         "  esac\n"
         "  case \"$command\" in\n" +
         cases +
         "  esac\n"
         "  case \"$now\" in\n"
         "    -*) COMPREPLY=($(compgen -W \"$words" +
         globals +
         "\" -- \"$now\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$now\")) ;;\n"
         "  esac\n"
         "}\n"
         "complete -o filenames -F _tarifa tarifa\n";
}

// Quoted for zsh's _arguments: `'--out[File to write]:value:_files'`.
std::string zsh_option(const Word& word) {
  std::string text = "'" + word.name + "[";
  for (const char c : word.description) {
    if (c == '[' || c == ']' || c == ':') text += '\\';
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  text += "]";
  if (word.takes_value) text += word.values.empty() ? ":value:_files" : ":value:(" + joined(word.values) + ")";
  return text + "'";
}

std::string zsh_script(const std::vector<CommandWords>& commands, const std::vector<Word>& global) {
  std::string names;
  std::string cases;
  std::string globals;
  for (const Word& word : global) globals += " " + zsh_option(word);
  for (const CommandWords& command : commands) {
    names += "    '" + command.name + ":" + command.description + "'\n";
    cases += "    " + command.name + ") _arguments";
    for (const Word& word : command.options) cases += " " + zsh_option(word);
    cases += globals + " '*:file:_files' ;;\n";
  }
  return "#compdef tarifa\n"
         "# tarifa completions zsh > \"${fpath[1]}/_tarifa\"\n"
         "_tarifa() {\n"
         "  local -a commands=(\n" +
         names +
         "  )\n"
         "  if (( CURRENT == 2 )); then _describe command commands; return; fi\n"
         "  local command=$words[2]\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case \"$command\" in\n" +
         cases +
         "  esac\n"
         "}\n"
         "_tarifa \"$@\"\n";
}

std::string fish_option(const Word& word) {
  std::string text = " -l " + word.name.substr(2);
  if (word.takes_value) text += word.values.empty() ? " -r" : " -x -a '" + joined(word.values) + "'";
  text += " -d '";
  for (const char c : word.description) text += c == '\'' ? std::string("\\'") : std::string(1, c);
  return text + "'\n";
}

std::string fish_script(const std::vector<CommandWords>& commands, const std::vector<Word>& global) {
  std::string out = "# tarifa completions fish > ~/.config/fish/completions/tarifa.fish\n";
  for (const Word& word : global) out += "complete -c tarifa" + fish_option(word);
  for (const CommandWords& command : commands) {
    out += "complete -c tarifa -n __fish_use_subcommand -f -a " + command.name + " -d '" + command.description + "'\n";
    for (const Word& word : command.options) {
      out += "complete -c tarifa -n '__fish_seen_subcommand_from " + command.name + "'" + fish_option(word);
    }
  }
  return out;
}

int completions(const std::string& shell, const CLI::App& app) {
  const auto commands = commands_of(app);
  const auto global = options_of(app);
  const std::string script = shell == "bash"  ? bash_script(commands, global)
                             : shell == "zsh" ? zsh_script(commands, global)
                                              : fish_script(commands, global);
  return print(script) ? kOk : kBadUse;
}

}  // namespace

void add_completions(Commands& commands) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command =
      commands.app.add_subcommand("completions", "Print a script that completes commands and options in a shell");
  command->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->footer(
      "Examples:\n  tarifa completions bash > ~/.local/share/bash-completion/completions/tarifa\n"
      "  tarifa completions fish > ~/.config/fish/completions/tarifa.fish");
  command->callback(
      [&commands, shell] { commands.chosen = [&commands, shell] { return completions(*shell, commands.app); }; });
}

}  // namespace tarifa::cli
