// Mutations of a session with the language server: one message a line. They keep most messages well formed: a random
// value inside one changes its kind or size, messages are copied, dropped, swapped, cut, and new requests and edits
// come in between. Used by libFuzzer builds only.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/server/handlers.h"

namespace tarifa::fuzz {

class MessageMutator {
 public:
  explicit MessageMutator(unsigned seed) : random_(seed) {}

  std::string mutate(std::string_view session) {
    std::vector<std::string> lines = lines_of(session);
    for (size_t count = 1 + below(3); count > 0; --count) change(lines);
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }

 private:
  using Json = lsp::Json;

  size_t below(size_t end) { return end == 0 ? 0 : random_() % end; }

  static std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      lines.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
  }

  void change(std::vector<std::string>& lines) {
    const auto any = [&] { return lines.begin() + static_cast<std::ptrdiff_t>(below(lines.size())); };
    if (lines.empty()) {
      lines.push_back(any_request());
      return;
    }
    switch (below(8)) {
      case 0: lines.erase(any()); break;
      case 1: lines.insert(any(), std::string(*any())); break;
      case 2: std::swap(*any(), *any()); break;
      case 3: lines.insert(any(), any_request()); break;
      case 4:
      case 5: lines.insert(any(), any_edit()); break;
      case 6: *any() += "\n"; break;  // an empty line: nothing waits
      default: {
        auto line = any();
        Json message = Json::parse(*line, nullptr, false);
        if (message.is_discarded()) {
          line->resize(below(line->size() + 1));
        } else {
          change_value(message, 0);
          *line = message.dump(-1, ' ', false, Json::error_handler_t::replace);
        }
      }
    }
  }

  void change_value(Json& value, int depth) {
    if (value.is_structured() && !value.empty() && depth < 6 && below(8) != 0) {
      auto item = value.begin();
      std::advance(item, static_cast<std::ptrdiff_t>(below(value.size())));
      change_value(*item, depth + 1);
      return;
    }
    switch (below(10)) {
      case 0: value = nullptr; break;
      case 1: value = -1; break;
      case 2: value = UINT32_MAX; break;
      case 3: value = 1e300; break;
      case 4: value = Json::array({value}); break;
      case 5: value = Json::object(); break;
      case 6: value = "\xF0\x9F\x98\x80{"; break;
      case 7: value = value.is_number_integer() ? Json(value.get<int64_t>() ^ 1) : Json(true); break;
      default: value = below(100); break;
    }
  }

  Json document() {
    static constexpr const char* kUris[] = {"file:///W/rules/energy.rule", "file:///W/rules/new.rule",
                                            "file:///W/tarifa.toml",       "file:///W/data/unit-cost.csv",
                                            "file:///W/../loose.rule",     "tarifa-std:/std/units.rule"};
    return {{"uri", kUris[below(4) != 0 ? 0 : below(std::size(kUris))]}, {"version", below(50)}};
  }
  Json position() { return {{"line", below(110)}, {"character", below(120)}}; }
  Json range() {
    Json start = position();
    Json end = start;
    if (below(3) != 0) end["character"] = start["character"].get<size_t>() + below(12);
    if (below(8) == 0) end = position();
    return {{"start", start}, {"end", end}};
  }

  std::string any_request() {
    const auto handlers = lsp::request_handlers();
    Json message = {{"jsonrpc", "2.0"}, {"id", below(1000)}, {"method", handlers[below(handlers.size())].method}};
    message["params"] = {{"textDocument", document()},
                         {"position", position()},
                         {"range", range()},
                         {"newName", below(4) == 0 ? "unit_cost" : "other"},
                         {"query", "s"},
                         {"ch", below(2) == 0 ? "}" : "\n"},
                         {"positions", Json::array({position(), position()})},
                         {"context", {{"includeDeclaration", below(2) == 0}, {"diagnostics", Json::array()}}},
                         {"options", {{"tabSize", 2}, {"insertSpaces", true}}}};
    return message.dump();
  }

  std::string any_edit() {
    static constexpr const char* kTexts[] = {"",      " ",       "\n",      "{",        "}",       "\"",
                                             "rule ", "usage",   "(",       " when ",   "/// a\n", "0.5 kWh",
                                             "=",     "tariff ", "module ", "\xC3\xA9", "except ", "| any => 1\n"};
    Json change = {{"range", range()}, {"text", kTexts[below(std::size(kTexts))]}};
    if (below(40) == 0) change.erase("range");
    return Json{{"jsonrpc", "2.0"},
                {"method", "textDocument/didChange"},
                {"params", {{"textDocument", document()}, {"contentChanges", Json::array({change})}}}}
        .dump();
  }

  std::minstd_rand random_;
};

}  // namespace tarifa::fuzz
