#include "lsp/workspace/sample_accounts.h"

#include <algorithm>
#include <charconv>

#include "compiler/data/check_csv_columns.h"
#include "compiler/data/record_reader.h"
#include "compiler/driver/run_tests.h"
#include "compiler/driver/test_setting.h"
#include "compiler/ir/print.h"
#include "lsp/workspace/account_files.h"

namespace tarifa::lsp {
namespace {

std::string pick(Language language, std::string_view english, std::string_view spanish) {
  return std::string(language == Language::English ? english : spanish);
}

tl::unexpected<AccountProblem> no_such(const std::string& id, Language language) {
  return tl::unexpected<AccountProblem>(
      AccountProblem{{}, pick(language, "there is no account `", "no existe la cuenta `") + id + "`"});
}

std::string test_id(const ir::Module& module, driver::TestCaseId id) {
  const ir::Test& test = module.tests[id.test];
  return "test:" + test.module + "/" + test.name + (id.row ? "#" + std::to_string(*id.row + 1) : "");
}

bool is_account(const ir::Module& module, const ir::Let& let) {
  const ir::Type& type = module.type(let.type);
  return let.params.empty() && let.owner.empty() && type.kind == ir::TypeKind::Record && !type.optional &&
         module.records[type.record.index()].entity;
}

std::string let_id(const ir::Let& let) { return "let:" + let.module + "/" + let.name; }

// What rows of data may be: what bills are made for, else any entity.
std::vector<ir::RecordId> entities(const ir::Module& module) {
  std::vector<ir::RecordId> found;
  const auto add = [&](ir::RecordId id) {
    if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
  };
  for (const ir::Bill& bill : module.bills) add(bill.entity);
  for (const ir::Tariff& tariff : module.tariffs) add(tariff.entity);
  for (const ir::Rule& rule : module.rules) add(rule.entity);
  return found;
}

AccountProblem problem_of(const ir::Module& module, const data::RowProblem& problem, Language language) {
  return {std::string(eval::row_error_code(problem.error)), note_message(problem.note, language),
          ir::place_text(module, problem.at), problem.field, problem.value};
}

AccountProblem problem_of(const ir::Module& module, const eval::RowFailure& failure, Language language) {
  std::string text = eval::failure_text(failure, language);
  const std::string code(eval::row_error_code(failure.code));
  return {
      code,          text.substr(std::min(text.size(), code.size() + 1)), ir::place_text(module, failure.at), {}, {},
      failure.inputs};
}

AccountProblem problem_of(const Failure& failure, Language language) {
  return {{}, diag_message(to_diagnostic(failure), language)};
}

// Whether the file can hold the entity at all, and its header says so: what `tarifa bill` asks first.
Result<void> check_columns(const ir::Module& module, ir::RecordId entity, const AccountRows& rows,
                           const std::string& path) {
  if (!rows.columns) return {};
  const ir::Record& record = module.records[entity.index()];
  const data::RecordPlan plan = data::plan_record(module, entity);
  if (auto can = data::check_csv_can_hold(path, record, plan); !can) return can;
  return data::check_csv_columns(path, *rows.columns, record, plan);
}

// The entity whose form the row has; of several, the first of those.
tl::expected<Account, AccountProblem> account_in(const ir::Module& module, const AccountRows& rows,
                                                 const data::RawRow& row, const std::string& path, Language language) {
  std::optional<AccountProblem> problem;
  for (const ir::RecordId entity : entities(module)) {
    if (auto fits = check_columns(module, entity, rows, path); !fits) {
      if (!problem) problem = problem_of(fits.error(), language);
      continue;
    }
    data::RecordReader reader(module, entity);
    auto subject = reader.read(row);
    if (subject) {
      Account account;
      account.entity = entity;
      account.subject = *std::move(subject);
      account.sample.entity = module.records[entity.index()].name;
      account.sample.name = reader.key_of(row);
      return account;
    }
    if (!problem) problem = problem_of(module, subject.error(), language);
  }
  if (problem) return tl::unexpected<AccountProblem>(*std::move(problem));
  return tl::unexpected<AccountProblem>(
      AccountProblem{{}, pick(language, "the package bills no entity", "el paquete no factura ninguna entidad")});
}

std::string row_name(const ir::Module& module, const data::RawRow& row, size_t number, Language language) {
  for (const ir::RecordId entity : entities(module)) {
    const std::string key = data::RecordReader(module, entity).key_of(row);
    if (!key.empty()) return key;
  }
  return pick(language, "row ", "fila ") + std::to_string(number);
}

void add_tests(const Snapshot& snapshot, const Places& places, Language language, SampleAccounts& out) {
  const ir::Module& module = snapshot.ir();
  for (const driver::TestCaseId id : driver::test_cases(module)) {
    const ir::Test& test = module.tests[id.test];
    if (!test.subject.valid()) continue;
    const Span at = places.span_of(id.row ? test.rows[*id.row].at : test.at);
    if (!at.valid() || snapshot.is_standard(at.file)) continue;
    const ir::Type& type = module.type_of(test.subject);
    out.accounts.push_back({AccountKind::Test,
                            test_id(module, id),
                            driver::test_case_name(module, id, language),
                            module.records[type.record.index()].name,
                            at,
                            {},
                            0});
  }
}

void add_lets(const Snapshot& snapshot, const Places& places, SampleAccounts& out) {
  const ir::Module& module = snapshot.ir();
  for (const ir::Let& let : module.lets) {
    if (!is_account(module, let)) continue;
    const Span at = places.span_of(let.at);
    if (!at.valid() || snapshot.is_standard(at.file)) continue;
    const ir::Type& type = module.type(let.type);
    out.accounts.push_back(
        {AccountKind::Let, let_id(let), let.name, module.records[type.record.index()].name, at, {}, 0});
  }
}

void add_data(const Snapshot& snapshot, Language language, SampleAccounts& out) {
  const ir::Module& module = snapshot.ir();
  const std::vector<ir::RecordId> known = entities(module);
  for (const std::string& path : account_files(snapshot.root())) {
    AccountFile file{path, {}};
    auto rows = read_account_file(snapshot.root(), path, kMostListed);
    if (!rows) {
      file.problem = diag_message(to_diagnostic(rows.error()), language);
    } else {
      const auto fitting = std::find_if(known.begin(), known.end(), [&](ir::RecordId id) {
        return check_columns(module, id, *rows, path).has_value();
      });
      if (rows->columns && fitting == known.end()) continue;  // it holds parameters, or rows of a table
      const std::string entity = fitting == known.end() ? "" : module.records[fitting->index()].name;
      size_t number = 0;
      for (const AccountRow& row : rows->rows) {
        ++number;
        const auto line = path.ends_with(".json") ? 0 : static_cast<uint32_t>(row.raw.line);
        out.accounts.push_back({AccountKind::Data,
                                "data:" + path + "#" + std::to_string(number),
                                row_name(module, row.raw, number, language),
                                entity,
                                {},
                                path,
                                line});
      }
      if (rows->broken_at_line) {
        file.problem = note_message({NoteKind::RowNotJson, {std::to_string(*rows->broken_at_line)}}, language);
      } else if (rows->more) {
        file.problem = pick(language, "only the first accounts are listed: ", "solo se listan las primeras cuentas: ") +
                       std::to_string(kMostListed);
      }
    }
    out.files.push_back(std::move(file));
  }
}

tl::expected<Account, AccountProblem> test_account(const Snapshot& snapshot, driver::TestCaseId id, Language language) {
  const ir::Module& module = snapshot.ir();
  const ir::Test& test = module.tests[id.test];
  eval::Interpreter interpreter(module);
  const ir::TestRow* row = id.row ? &test.rows[*id.row] : nullptr;
  driver::TestSetting setting = driver::test_setting(module, test, row, interpreter);
  if (setting.failure) return tl::unexpected<AccountProblem>(problem_of(module, *setting.failure, language));
  Account account;
  account.entity = module.type_of(test.subject).record;
  account.subject = *std::move(setting.subject);
  account.context = setting.context;
  account.effective = setting.effective;
  account.has_dates = test.period.valid() || test.as_of.valid();
  account.sample.kind = AccountKind::Test;
  account.sample.name = driver::test_case_name(module, id, language);
  account.sample.entity = module.records[account.entity.index()].name;
  return account;
}

tl::expected<Account, AccountProblem> let_account(const Snapshot& snapshot, const ir::Let& let, Language language) {
  const ir::Module& module = snapshot.ir();
  eval::RunContext context;
  context.has_period = false;
  auto subject =
      eval::Interpreter(module).expression(let.body, context, 0, nullptr, std::vector<eval::Value>(let.local_count));
  if (!subject) return tl::unexpected<AccountProblem>(problem_of(module, subject.error(), language));
  Account account;
  account.entity = module.type(let.type).record;
  account.subject = *std::move(subject);
  account.sample.kind = AccountKind::Let;
  account.sample.name = let.name;
  account.sample.entity = module.records[account.entity.index()].name;
  return account;
}

tl::expected<Account, AccountProblem> data_account(const Snapshot& snapshot, const std::string& id, Language language) {
  const size_t hash = id.rfind('#');
  if (hash == std::string::npos) return no_such(id, language);
  const std::string path = id.substr(5, hash - 5);
  size_t number = 0;
  const auto read = std::from_chars(id.data() + hash + 1, id.data() + id.size(), number);
  const std::vector<std::string> files = account_files(snapshot.root());  // no other file is ever read
  if (read.ec != std::errc() || std::find(files.begin(), files.end(), path) == files.end())
    return no_such(id, language);
  auto rows = read_account_file(snapshot.root(), path, kMostListed);
  if (!rows) return tl::unexpected<AccountProblem>(problem_of(rows.error(), language));
  if (number == 0 || number > rows->rows.size()) return no_such(id, language);
  auto account = account_in(snapshot.ir(), *rows, rows->rows[number - 1].raw, path, language);
  if (!account) return account;
  account->sample.kind = AccountKind::Data;
  account->sample.file = path;
  return account;
}

}  // namespace

std::string problem_text(const AccountProblem& problem) {
  return problem.message + (problem.value ? " (" + problem.field + " " + *problem.value + ")" : "");
}

tl::expected<Account, AccountProblem> account_in_file(const Snapshot& snapshot, const std::string& path,
                                                      const std::string& key, Language language) {
  using Failed = tl::unexpected<AccountProblem>;
  auto rows = read_account_file(snapshot.root(), path, kMostSearched);
  if (!rows) return Failed(problem_of(rows.error(), language));
  size_t number = 0;
  for (const AccountRow& row : rows->rows) {
    if (row_name(snapshot.ir(), row.raw, ++number, language) != key) continue;
    auto account = account_in(snapshot.ir(), *rows, row.raw, path, language);
    if (account) {
      account->sample.kind = AccountKind::Data;
      account->sample.file = path;
    }
    return account;
  }
  const Failure none{DiagKind::NoSuchAccount, {path, key}};
  return Failed(AccountProblem{{}, diag_message(to_diagnostic(none), language)});
}

SampleAccounts sample_accounts(const Snapshot& snapshot, Language language) {
  SampleAccounts out;
  const Places places(snapshot);
  add_tests(snapshot, places, language, out);
  add_lets(snapshot, places, out);
  add_data(snapshot, language, out);
  return out;
}

tl::expected<Account, AccountProblem> account_of(const Snapshot& snapshot, const std::string& id, Language language) {
  const ir::Module& module = snapshot.ir();
  auto account = tl::expected<Account, AccountProblem>(no_such(id, language));
  if (id.starts_with("data:")) account = data_account(snapshot, id, language);
  if (id.starts_with("test:")) {
    for (const driver::TestCaseId one : driver::test_cases(module)) {
      if (!module.tests[one.test].subject.valid() || test_id(module, one) != id) continue;
      account = test_account(snapshot, one, language);
      break;
    }
  }
  if (id.starts_with("let:")) {
    const auto let = std::find_if(module.lets.begin(), module.lets.end(),
                                  [&](const ir::Let& one) { return is_account(module, one) && let_id(one) == id; });
    if (let != module.lets.end()) account = let_account(snapshot, *let, language);
  }
  if (account) account->sample.id = id;
  return account;
}

}  // namespace tarifa::lsp
