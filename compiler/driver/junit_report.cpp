#include <map>

#include "compiler/driver/run_tests.h"
#include "compiler/driver/xml_text.h"
#include "compiler/ir/print.h"

namespace tarifa::driver {
std::string junit_report(const ir::Module& module, const std::vector<TestCase>& cases) {
  std::map<std::string, std::vector<const TestCase*>> suites;
  size_t failed = 0;
  for (const TestCase& one : cases) {
    suites[one.module].push_back(&one);
    failed += one.passed() ? 0 : 1;
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"" + std::to_string(cases.size()) +
                    "\" failures=\"" + std::to_string(failed) + "\">\n";
  for (const auto& [name, members] : suites) {
    size_t suite_failed = 0;
    for (const TestCase* one : members) suite_failed += one->passed() ? 0 : 1;
    out += "  <testsuite name=\"" + xml_text(name) + "\" tests=\"" + std::to_string(members.size()) + "\" failures=\"" +
           std::to_string(suite_failed) + "\">\n";
    for (const TestCase* one : members) {
      out += "    <testcase classname=\"" + xml_text(name) + "\" name=\"" + xml_text(one->name) + "\"";
      if (one->passed()) {
        out += "/>\n";
        continue;
      }
      std::string text;
      for (const std::string& line : failure_lines(module, *one)) text += line + "\n";
      out += ">\n      <failure message=\"" + xml_text(one->failures.front().message) + "\">" +
             xml_text(ir::place_text(module, one->at)) + "&#10;" + xml_text(text) + "</failure>\n    </testcase>\n";
    }
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace tarifa::driver
