// An entity with every kind of field, for the fuzzers of account data.
#pragma once

#include <cstdlib>

#include "runtime/data/account_reader.h"
#include "runtime/subject_value.h"

namespace tarifa::fuzz {

struct AccountsModule {
  ir::Module module;
  ir::RecordId with_lists;
  ir::RecordId flat;
};

inline ir::Field field(std::string name, ir::TypeId type) {
  ir::Field out;
  out.column = name;
  out.name = std::move(name);
  out.type = type;
  return out;
}

inline AccountsModule make_accounts_module() {
  using enum ir::TypeKind;
  AccountsModule made;
  ir::Module& module = made.module;
  module.units.emplace_back();
  module.enums.push_back({"Class", "m", {"Home", "Shop"}, "", {}});
  const auto type = [&](ir::Type one) {
    module.types.push_back(one);
    return ir::TypeId(module.types.size() - 1);
  };
  const ir::UnitId plain(size_t{0});
  ir::Record item{"Item", "m", false, {}, "", {}};
  item.fields_list = {field("due", type({.kind = Date})),
                      field("note", type({.kind = Text, .optional = true, .bound = 8}))};
  module.records.push_back(item);
  ir::Field id = field("id", type({.kind = Text, .bound = 16}));
  id.key = true;
  ir::Field usage = field("usage", type({.kind = Number, .scale = 3, .unit = plain}));
  usage.least = 0;
  usage.greatest = 1'000'000;
  ir::Record flat{"Flat", "m", true, {}, "", {}};
  flat.fields_list = {id,
                      usage,
                      field("big", type({.kind = Number, .optional = true, .scale = 2, .unit = plain})),
                      field("count", type({.kind = Number, .optional = true, .integer = true, .unit = plain})),
                      field("class", type({.kind = Enum, .optional = true, .enumeration = ir::EnumId(size_t{0})})),
                      field("flag", type({.kind = Bool, .optional = true})),
                      field("day", type({.kind = Date, .optional = true})),
                      field("month", type({.kind = Month, .optional = true})),
                      field("at", type({.kind = Time, .optional = true})),
                      field("seen", type({.kind = DateTime, .optional = true})),
                      field("wait", type({.kind = Days, .optional = true})),
                      field("span", type({.kind = Period, .optional = true})),
                      field("text", type({.kind = Text, .optional = true, .bound = 8}))};
  module.records.push_back(flat);
  ir::Record lists = flat;
  lists.name = "Lists";
  const ir::TypeId record = type({.kind = Record, .record = ir::RecordId(size_t{0})});
  lists.fields_list.push_back(field("items", type({.kind = List, .bound = 4, .element = record})));
  lists.fields_list.push_back(
      field("plain", type({.kind = List, .optional = true, .bound = 3, .element = usage.type})));
  lists.fields_list.push_back(
      field("one", type({.kind = Record, .optional = true, .record = ir::RecordId(size_t{0})})));
  module.records.push_back(lists);
  made.flat = ir::RecordId(size_t{1});
  made.with_lists = ir::RecordId(size_t{2});
  return made;
}

// Reads all rows and looks at every value of the good ones. Aborts where a row is neither good nor
// failed, or is both.
inline void read_all(std::string_view text, runtime::AccountsForm form, const ir::Module& module, ir::RecordId entity) {
  auto reader = runtime::AccountReader::over(runtime::TextStream::over(text), form, module, entity);
  if (!reader) return;
  runtime::Batch batch;
  for (;;) {
    auto more = reader->next(batch);
    if (!more || !*more) return;
    if (batch.accounts.size() != batch.columns.rows) std::abort();
    auto failure = batch.failures.begin();
    for (size_t row = 0; row < batch.columns.rows; ++row) {
      static_cast<void>(runtime::subject_value(module, batch.columns,
                                               row));  // zeros of a failed row are readable too
      const bool failed = failure != batch.failures.end() && failure->row == batch.first_row + row;
      if (failed &&
          (failure->error == ir::RowError::None || runtime::failure_message(*failure, Language::Spanish).empty())) {
        std::abort();
      }
      if (failed) ++failure;
    }
    if (failure != batch.failures.end()) std::abort();
  }
}

}  // namespace tarifa::fuzz
