// Rows of a CSV file that is read through a moving window.
#pragma once

#include "compiler/data/csv_rows.h"
#include "runtime/data/data_words.h"
#include "runtime/data/text_stream.h"

namespace tarifa::runtime {

using CsvRows = data::CsvRows<TextStream>;

}  // namespace tarifa::runtime
