#include "runtime/data/account_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "sample_module.h"

namespace tarifa::runtime {
namespace {

constexpr std::string_view kGood =
    R"({"id": "A", "class": "Home", "altitude": 1, "usage": 2, "invoices": [], "big": 3})";

// One line a row: `A ok`, `B R0201 usage=-1`; a file error is its name.
std::string read(const Sample& sample, std::string_view text, AccountsForm form) {
  auto reader = AccountReader::over(TextStream::over(text), form, sample.module, sample.account);
  if (!reader) return std::string(diag_name(reader.error().kind)) + "\n";
  std::string out;
  Batch batch;
  for (;;) {
    auto more = reader->next(batch);
    if (!more) return out + std::string(diag_name(more.error().kind)) + "\n";
    if (!*more) return out;
    auto failure = batch.failures.begin();
    for (size_t row = 0; row < batch.columns.rows; ++row) {
      if (failure == batch.failures.end() || failure->row != batch.first_row + row) {
        out += batch.accounts[row] + " ok\n";
        continue;
      }
      out += row_name(*failure) + " " + std::string(row_error_code(failure->error));
      if (!failure->field.empty()) out += " " + failure->field;
      if (failure->value) out += "=" + *failure->value;
      out += "\n";
      ++failure;
    }
  }
}

std::string lines(std::string_view text) { return read(sample_module(), text, AccountsForm::JsonLines); }
std::string array(std::string_view text) { return read(sample_module(), text, AccountsForm::Json); }
std::string csv(std::string_view text) { return read(flat_module(), text, AccountsForm::Csv); }

// kGood with one member put in place of another.
std::string with(std::string_view name, std::string_view value) {
  std::string row = "{";
  for (const auto& [member, usual] : {std::pair{"id", "\"A\""},
                                      {"class", "\"Home\""},
                                      {"altitude", "1"},
                                      {"usage", "2"},
                                      {"invoices", "[]"},
                                      {"big", "3"}}) {
    row +=
        std::string(row.size() > 1 ? ", " : "") + "\"" + member + "\": " + std::string(name == member ? value : usual);
  }
  const bool extra = name == "medical_until" || name == "remark";
  return row + (extra ? ", \"" + std::string(name) + "\": " + std::string(value) : "") + "}";
}

TEST(AccountReader, PresenceThenFormThenRangeInTheOrderOfDeclaration) {  // S37
  EXPECT_EQ(lines(kGood), "A ok\n");
  EXPECT_EQ(lines(R"({"big": "x", "usage": -1, "altitude": "9", "class": "Mill", "id": "A", "invoices": []})"),
            "A R0202 class=Mill\n");
  EXPECT_EQ(lines(with("usage", "null")), "A R0203 usage\n");
  EXPECT_EQ(lines(with("usage", "\"1.2345\"")), "A R0202 usage=1.2345\n");
  EXPECT_EQ(lines(with("usage", "1000000.001")), "A R0201 usage=1000000.001\n");
  EXPECT_EQ(lines(with("usage", "-0.0015")), "A R0202 usage=-0.0015\n");  // digits before range
  EXPECT_EQ(lines(with("usage", "1000000")), "A ok\n");
  EXPECT_EQ(lines(with("id", "\"123456789\"")), "row 1 R0201 id=123456789\n");
}

TEST(AccountReader, NumbersOfData) {  // S55
  for (const char* good :
       {"1.5e3", "-0", "130.5000", "\"12.5\"", "\"1.5E-2\"", "0", "\"-0.000\"", "1e0", "100000e-3"}) {
    EXPECT_EQ(lines(with("usage", good)), "A ok\n") << good;
  }
  for (const char* bad : {"\" 12\"", "\"12,5\"", "\"0x10\"", "true", "\"\"", "\"1.\"", "\".5\"", "\"+1\"", "\"01\"",
                          "[]", "{}", "\"1_000\"", "\"NaN\"", "\"12 \""}) {
    EXPECT_EQ(lines(with("usage", bad)).substr(0, 7), "A R0202") << bad;
  }
  const std::string forty(40, '9');
  EXPECT_EQ(lines(with("usage", forty)), "A R0202 usage=" + forty + "\n");
  EXPECT_EQ(lines(with("big", "\"" + forty + "\"")), "A R0202 big=" + forty + "\n");
  EXPECT_EQ(lines(with("big", "1e400")), "A R0202 big=1e400\n");
  EXPECT_EQ(lines(with("big", std::string(36, '9') + ".99")), "A ok\n");
}

TEST(AccountReader, ListsAndTheirItems) {
  EXPECT_EQ(lines(R"({"id": "A", "class": "Home", "altitude": 1, "usage": 2, "big": 3})"), "A R0203 invoices\n");
  EXPECT_EQ(lines(with("invoices", "null")), "A R0203 invoices\n");
  EXPECT_EQ(lines(with("invoices", "{}")), "A R0202 invoices={...}\n");
  const std::string item = R"({"due": "2020-02-29", "unpaid": 1})";
  EXPECT_EQ(lines(with("invoices", "[" + item + "]")), "A ok\n");
  // More than `max` items is judged before the items.
  EXPECT_EQ(lines(with("invoices", "[1, " + item + "," + item + "," + item + "]")), "A R0201 invoices=[...]\n");
  EXPECT_EQ(lines(with("invoices", "[" + item + ", 7]")), "A R0202 invoices[1]=7\n");
  EXPECT_EQ(lines(with("invoices", "[null]")), "A R0203 invoices[0]\n");
  EXPECT_EQ(lines(with("invoices", R"([{"due": "2020-02-30", "unpaid": 1}])")), "A R0202 invoices[0].due=2020-02-30\n");
  EXPECT_EQ(lines(with("invoices", R"([{"due": "2020-02-28"}])")), "A R0203 invoices[0].unpaid\n");
  EXPECT_EQ(lines(with("invoices", R"([{"due": "2020-02-28", "unpaid": 1000.01}])")),
            "A R0201 invoices[0].unpaid=1000.01\n");
}

TEST(AccountReader, KeysSeenBeforeAlsoInFailedRows) {  // S55
  EXPECT_EQ(lines(std::string(kGood) + "\n" + std::string(kGood)), "A ok\nA R0204 id=A\n");
  EXPECT_EQ(lines(with("usage", "-1") + "\n" + std::string(kGood) + "\n" + with("big", "\"x\"")),
            "A R0201 usage=-1\nA R0204 id=A\nA R0204 id=A\n");
}

TEST(AccountReader, RowsWithoutAReadableKeyAreNamedByTheirNumber) {  // S55
  EXPECT_EQ(lines(std::string(kGood) + "\n" + with("id", "null") + "\n" + with("id", "7") + "\n{\n[1]\n"),
            "A ok\nrow 2 R0203 id\nrow 3 R0202 id=7\nrow 4 R0202\nrow 5 R0202\n");
}

TEST(AccountReader, OptionalFieldsColumnsAndUnknownOnes) {
  EXPECT_EQ(lines(with("medical_until", "null")), "A ok\n");
  EXPECT_EQ(lines(with("medical_until", "\"2020-1-1\"")), "A R0202 medical_until=2020-1-1\n");
  EXPECT_EQ(lines(with("remark", "\"abcde\"")), "A R0201 note=abcde\n");  // `column "remark"`
  EXPECT_EQ(lines(with("remark", "\"e\\u0301\\u0301\"")),
            "A ok\n");  // NFC: e-acute and one more accent, 4 bytes
  std::string unknown(kGood);
  unknown.insert(1, R"("colour": {"deep": [1, 2]}, )");
  EXPECT_EQ(lines(unknown), "A ok\n");
}

TEST(AccountReader, ArraysStandOrFallAsAWhole) {
  const std::string good(kGood);
  EXPECT_EQ(array(" [ " + good + " , " + with("id", "\"B\"") + " ]\n"), "A ok\nB ok\n");
  EXPECT_EQ(array("[" + good + ", 7, \"x,]\", " + with("id", "\"B\"") + "]"), "A ok\nrow 2 R0202\nrow 3 R0202\nB ok\n");
  for (const std::string& bad :
       std::vector<std::string>{"[", "[" + good, "[" + good + ",]", "[" + good + " " + good + "]", "[,]", "{}",
                                "[" + good + "] x", "[{\"id\": }]", "[" + good + "}", "]"}) {
    EXPECT_THAT(array(bad), testing::EndsWith("JsonFileBroken\n")) << bad;
  }
}

TEST(AccountReader, EmptyFiles) {
  EXPECT_EQ(lines(""), "NoAccounts\n");
  EXPECT_EQ(lines("\n \n"), "NoAccounts\n");
  EXPECT_EQ(array(""), "JsonFileBroken\n");
  EXPECT_EQ(array("[]"), "NoAccounts\n");
  EXPECT_EQ(csv(""), "NoAccounts\n");
  EXPECT_EQ(csv("id,usage\n"), "NoAccounts\n");
}

TEST(AccountReader, CsvCells) {
  EXPECT_EQ(csv("id,usage,medical_until,remark\nA,1.5,,\nB,\"2\",2020-01-01,\"\"\n"), "A ok\nB ok\n");
  EXPECT_EQ(csv("usage,id\n,A\n"), "A R0203 usage\n");
  EXPECT_EQ(csv("usage,id\n 1,A\n"), "A R0202 usage= 1\n");
  EXPECT_EQ(csv("usage,id\n1,\n"), "row 1 R0203 id\n");
  EXPECT_EQ(csv("usage,id\n1,\xFF\n"), "row 1 R0202 id=\xEF\xBF\xBD\n");
}

TEST(AccountReader, CsvColumnsMustBeFields) {
  EXPECT_EQ(csv("id,usge\nA,1\n"), "AccountsMisspeltColumn\n");
  EXPECT_EQ(csv("id,usage,quite_another\nA,1,2\n"), "AccountsUnknownColumn\n");
  EXPECT_EQ(csv("id\nA\n"), "AccountsMissingColumn\n");
  EXPECT_EQ(read(sample_module(), "id\nA\n", AccountsForm::Csv), "AccountsNeedLists\n");  // S55
}

TEST(AccountReader, FailedRowsAreZerosAndOthersAreUntouched) {
  const Sample sample = sample_module();
  const std::string text = with("invoices", R"([{"due": "1970-01-02", "unpaid": 4}])") + "\n" +
                           R"({"id": "B", "class": "Shop", "altitude": 8, "usage": 9, "invoices": )" +
                           R"([{"due": "1970-01-09", "unpaid": 5}, {"due": "x", "unpaid": 6}], "big": 7})" + "\n" +
                           R"({"id": "C", "class": "Shop", "altitude": 3, "usage": 4, "invoices": )" +
                           R"([{"due": "1970-01-03", "unpaid": 5}], "medical_until": "1970-01-04", "big": "-7.5"})";
  auto reader = AccountReader::over(TextStream::over(text), AccountsForm::JsonLines, sample.module, sample.account);
  ASSERT_TRUE(reader);
  Batch batch;
  ASSERT_TRUE(reader->next(batch).value());
  ASSERT_EQ(batch.columns.rows, 3U);
  const auto& columns = batch.columns.columns;
  const auto* altitude = reinterpret_cast<const int64_t*>(columns[2].data.data());
  EXPECT_EQ((std::vector<int64_t>{altitude[0], altitude[1], altitude[2], altitude[3]}),
            (std::vector<int64_t>{1, 0, 3, 0}));
  EXPECT_EQ(columns[2].data.size(), 64 * sizeof(int64_t));  // whole blocks
  EXPECT_EQ(columns[4].offsets[1], 1U);
  EXPECT_EQ(columns[4].offsets[2], 1U);
  EXPECT_EQ(columns[4].offsets[3], 2U);
  const kernel::RecordColumns& items = columns[4].items[0];
  ASSERT_EQ(items.rows, 2U);
  const auto* due = reinterpret_cast<const int32_t*>(items.columns[0].data.data());
  EXPECT_EQ(due[0], 1);
  EXPECT_EQ(due[1], 2);
  EXPECT_EQ(columns[5].valid[0], 0);
  EXPECT_EQ(columns[5].valid[2], 1);
  const auto* big = reinterpret_cast<const ir::Int128*>(columns[7].data.data());
  EXPECT_TRUE(big[2] == -750);
  EXPECT_EQ(columns[0].text, "AC");
}

}  // namespace
}  // namespace tarifa::runtime
