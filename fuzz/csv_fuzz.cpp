// Any bytes as accounts in CSV.
#include "fuzz/accounts_module.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tarifa;
  static const fuzz::AccountsModule accounts = fuzz::make_accounts_module();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  fuzz::read_all(text, runtime::AccountsForm::Csv, accounts.module, accounts.flat);
  return 0;
}
