// Module files from anywhere. The first byte chooses: 0, the rest is a module file; 1, the rest is
// the IR inside a file whose frame is right; else the rest are edits (position 2 bytes, new byte)
// of the IR of a real module. What decodes must come back as the same bytes; what verifies must
// print and bill an account, whatever it says. Never a crash, a hang or memory without bound.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/driver/load_package.h"
#include "compiler/eval/interpreter.h"
#include "compiler/ir/print.h"
#include "compiler/ir/serialize.h"
#include "compiler/ir/verify.h"
#include "runtime/data/account_reader.h"
#include "runtime/module_file.h"
#include "runtime/subject_value.h"

namespace {

using namespace tarifa;

constexpr const char* kManifest = "[package]\nname = \"p\"\nversion = \"1.0.0\"\nedition = \"2026\"\nentry = [\"p\"]\n";
constexpr const char* kRules = R"(module p
use std.money.{EUR}
use std.units.{kWh}
rounding half_up
enum Class { Home, Shop }
record Invoice { due: date, unpaid: EUR(2) in 0..1_000 }
entity Account {
  key id: text(8),
  class: Class,
  usage: kWh(3) in 0..1_000,
  invoices: list of Invoice max 3,
  note: text(4)?,
}
param price: EUR/kWh(4) { from 2020-01-01: 0.2000 from 2020-04-11: 0.2500 open }
table share(class: Class) -> ratio(4) { | Home => 60% | Shop => 0% }
rule basic for Account: kWh = 100 kWh { except shops = 50 kWh when class = Shop }
tariff T for Account {
  currency EUR
  round lines to 0.01 EUR
  values weighted by days
  let overdue = sum(i.unpaid for i in invoices where i.due < period.start)
  line energy = usage @ price
  line less = -(min(usage, basic) @ (price * share(class))) when class = Home
  line blocks = tiers usage { | up to 100 kWh @ 0.10 EUR/kWh | above @ 0.20 EUR/kWh }
  line late = 1% of overdue when overdue > 0 EUR
  line fixed = 3 EUR per month prorated calendar
  minimum least = 5 EUR for energy, less, fixed
  tax vat = 19% of all
}
bill Monthly for Account { all of T round total to 0.05 EUR due issued + 15 days }
)";
constexpr std::string_view kAccount =
    R"({"id": "A", "class": "Home", "usage": 150.5, "invoices": [{"due": "2020-01-01", "unpaid": 7.25}]})";

void stop(const char* why) {
  std::fprintf(stderr, "%s\n", why);
  std::abort();
}

const std::string& real_ir() {
  static const std::string bytes = [] {
    check::PackageInput input;
    input.manifest = kManifest;
    input.files.push_back({"rules/p.rule", kRules});
    const auto loaded = driver::load_package(input, 1);
    if (!loaded->result.ok) stop("the fuzzer's own package has errors");
    return ir::serialize(loaded->result.module);
  }();
  return bytes;
}

void bill_an_account(const ir::Module& module) {
  eval::RunContext dates;  // April 2020
  dates.period_start = 18353;
  dates.period_end = 18383;
  dates.as_of = 18383;
  for (size_t i = 0; i < module.bills.size(); ++i) {
    const ir::RecordId entity = module.bills[i].entity;
    auto reader = runtime::AccountReader::over(runtime::TextStream::over(kAccount), runtime::AccountsForm::JsonLines,
                                               module, entity);
    runtime::Batch batch;
    if (!reader || !reader->next(batch).value_or(false) || !batch.failures.empty()) continue;
    eval::Interpreter interpreter(module);
    static_cast<void>(interpreter.bill(ir::BillId(i), runtime::subject_value(module, batch.columns, 0), dates));
  }
}

void judge_ir(std::string_view bytes) {
  const auto module = ir::deserialize(bytes);
  if (!module) return;
  if (ir::serialize(*module) != bytes) stop("two texts of bytes for one module");
  if (ir::verify(*module)) return;
  const auto again = runtime::decode_module_file(runtime::encode_module_file(*module), "fuzz");
  if (!again || ir::serialize(*again) != bytes) stop("a module file does not come back");
  static_cast<void>(ir::print(*module));
  bill_an_account(*module);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 0) {
    static_cast<void>(runtime::decode_module_file(bytes, "fuzz"));
  } else if (data[0] == 1) {
    judge_ir(bytes);
  } else {
    std::string changed = real_ir();
    for (size_t at = 0; at + 3 <= bytes.size(); at += 3) {
      const size_t place = static_cast<uint8_t>(bytes[at]) * 256U + static_cast<uint8_t>(bytes[at + 1]);
      changed[place % changed.size()] = bytes[at + 2];
    }
    judge_ir(changed);
  }
  return 0;
}
