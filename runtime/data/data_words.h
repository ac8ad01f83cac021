// What compiler/data names, as the readers here call it.
#pragma once

#include "compiler/data/printable_text.h"
#include "compiler/data/record_plan.h"
#include "compiler/data/row_value.h"
#include "compiler/data/scalar_reader.h"

namespace tarifa::runtime {

using data::FieldPlan;
using data::is_missing;
using data::is_scalar;
using data::kNoValue;
using data::mantissa_text;
using data::plan_record;
using data::printable_text;
using data::RawKind;
using data::RawRow;
using data::RawValue;
using data::RecordPlan;
using data::RowStep;
using data::Scalar;
using data::ScalarReader;
using data::shown_value;
using data::ValueProblem;

}  // namespace tarifa::runtime
