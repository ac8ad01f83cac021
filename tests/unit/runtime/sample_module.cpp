#include "sample_module.h"

namespace tarifa::runtime {
namespace {

ir::TypeId add_type(ir::Module& module, ir::Type type) {
  module.types.push_back(type);
  return ir::TypeId(module.types.size() - 1);
}

ir::Field field(std::string name, ir::TypeId type, uint32_t line) {
  ir::Field out;
  out.column = name;
  out.name = std::move(name);
  out.type = type;
  out.at = {0, line, 3, line, 9};
  return out;
}

ir::Field ranged(ir::Field out, ir::Int128 least, ir::Int128 greatest) {
  out.least = least;
  out.greatest = greatest;
  return out;
}

struct Types {
  explicit Types(ir::Module& module) {
    using enum ir::TypeKind;
    const ir::UnitId plain(size_t{0});
    id = add_type(module, {.kind = Text, .bound = 8});
    member = add_type(module, {.kind = Enum, .enumeration = ir::EnumId(size_t{0})});
    metres = add_type(module, {.kind = Number, .scale = 0, .unit = plain});
    energy = add_type(module, {.kind = Number, .scale = 3, .unit = plain});
    money = add_type(module, {.kind = Number, .scale = 2, .unit = plain});
    date = add_type(module, {.kind = Date});
    maybe_date = add_type(module, {.kind = Date, .optional = true});
    maybe_note = add_type(module, {.kind = Text, .optional = true, .bound = 4});
    invoice = add_type(module, {.kind = Record, .record = ir::RecordId(size_t{0})});
    invoices = add_type(module, {.kind = List, .bound = 3, .element = invoice});
  }
  ir::TypeId id, member, metres, energy, money, date, maybe_date, maybe_note, invoice, invoices;
};

Sample base() {
  Sample sample;
  ir::Module& module = sample.module;
  module.files.push_back({"rules/a.rule", ""});
  module.units.emplace_back();
  module.enums.push_back({"Class", "m", {"Home", "Shop"}, "", {}});
  return sample;
}

}  // namespace

Sample sample_module() {
  Sample sample = base();
  ir::Module& module = sample.module;
  const Types types(module);
  ir::Record invoice{"Invoice", "m", false, {}, "", {}};
  invoice.fields_list = {field("due", types.date, 20), ranged(field("unpaid", types.money, 21), 0, 100'000)};
  module.records.push_back(invoice);
  ir::Record account{"Account", "m", true, {}, "", {0, 1, 1, 1, 9}};
  ir::Field id = field("id", types.id, 2);
  id.key = true;
  ir::Field note = field("note", types.maybe_note, 8);
  note.column = "remark";
  account.fields_list = {id,
                         field("class", types.member, 3),
                         ranged(field("altitude", types.metres, 4), 0, 5'000),
                         ranged(field("usage", types.energy, 5), 0, 1'000'000'000),
                         field("invoices", types.invoices, 6),
                         field("medical_until", types.maybe_date, 7),
                         note,
                         field("big", types.money, 9)};
  module.records.push_back(account);
  sample.account = ir::RecordId(size_t{1});
  return sample;
}

Sample flat_module() {
  Sample sample = sample_module();
  auto& fields = sample.module.records[1].fields_list;
  fields = {fields[0], fields[3], fields[5], fields[6]};
  return sample;
}

}  // namespace tarifa::runtime
