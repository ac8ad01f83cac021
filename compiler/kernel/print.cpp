#include <string>

#include "compiler/kernel/program.h"
#include "compiler/numeric/int128.h"

namespace tarifa::kernel {

namespace {

const char* name_of(Slot slot) {
  switch (slot) {
    case Slot::Amount: return "amount";
    case Slot::Present: return "present";
    case Slot::Quantity: return "quantity";
    case Slot::Rate: return "rate";
    case Slot::Total: return "total";
    case Slot::Due: return "due";
    case Slot::DuePresent: return "due_present";
    case Slot::Error: return "error";
  }
  return "?";
}

const char* name_of(Part part) {
  switch (part) {
    case Part::Data: return "data";
    case Part::Second: return "second";
    case Part::Valid: return "valid";
    case Part::Offsets: return "offsets";
  }
  return "?";
}

class Printer {
 public:
  explicit Printer(const Program& program) : p_(program) {}

  std::string run() {
    tables();
    region(RegionId(0), 0);
    return std::move(out_);
  }

 private:
  static std::string number(size_t n) { return std::to_string(n); }

  void tables() {
    for (size_t k = 0; k < p_.sources.size(); ++k) {
      out_ += "source " + number(k);
      if (k > 0) out_ += " = " + number(p_.sources[k].parent) + "." + number(p_.sources[k].column);
      out_ += "\n";
    }
    for (size_t k = 0; k < p_.inputs.size(); ++k) {
      const Input& input = p_.inputs[k];
      out_ += "input " + number(k) + " = " + number(input.source) + "." + number(input.column) + " " +
              name_of(input.part) + " p" + number(static_cast<size_t>(input.physical)) + "\n";
    }
    for (size_t k = 0; k < p_.derived.size(); ++k) {
      const Derived& derived = p_.derived[k];
      out_ += "derived " + number(k) + " = " + number(derived.source) + "." + number(derived.column) +
              (derived.interned ? " interned" : "");
      for (const std::string& text : derived.texts) out_ += " " + number(text.size()) + ":" + text;
      out_ += "\n";
    }
    for (size_t k = 0; k < p_.arrays.size(); ++k) {
      out_ += "array " + number(k) + " =";
      for (const Int128 item : p_.arrays[k].items) out_ += " " + numeric::to_string(item);
      out_ += "\n";
    }
    for (size_t k = 0; k < p_.decisions.size(); ++k) decision(k);
    for (size_t k = 0; k < p_.buffers.size(); ++k) {
      out_ += "buffer " + number(k) + " = " + number(p_.buffers[k].items) + " " + kernel::name_of(p_.buffers[k].kind) +
              "\n";
    }
    for (size_t k = 0; k < p_.sorts.size(); ++k) {
      out_ += "sort " + number(k) + " = " + number(p_.sorts[k].key) + " " + number(p_.sorts[k].order) + "\n";
    }
    for (size_t k = 1; k < p_.sites.size(); ++k) {
      const ErrorSite& site = p_.sites[k];
      out_ += "site " + number(k) + " = error " + number(static_cast<size_t>(site.code)) + " at " +
              number(site.at.file) + ":" + number(site.at.line) + ":" + number(site.at.column) + "\n";
    }
  }

  void decision(size_t k) {
    out_ += "decision " + number(k) + "\n";
    for (const auto& row : p_.decisions[k].rows) {
      for (const DecisionCell& cell : row) {
        out_ += " |";
        for (const auto& [low, high] : cell.intervals)
          out_ += " " + numeric::to_string(low) + ".." + numeric::to_string(high);
      }
      out_ += "\n";
    }
  }

  void region(RegionId id, size_t depth) {
    const Region& region = p_.regions[id.index()];
    size_t next = 0;
    for (size_t k = 0; k < region.body.size(); ++k) {
      if (depth == 0 && next < p_.function_ends.size() && p_.function_ends[next] == k) {
        out_ += "--- function\n";
        ++next;
      }
      value(region.body[k], depth);
    }
    if (depth == 0) return;
    out_ += std::string(depth * 2, ' ') + "yield";
    for (const ValueId v : region.yields) out_ += " %" + number(v.value);
    out_ += "\n";
  }

  void value(ValueId id, size_t depth) {
    const Value& value = p_.value(id);
    out_ += std::string(depth * 2, ' ');
    if (value.kind != Kind::None) out_ += "%" + number(id.value) + ": " + kernel::name_of(value.kind) + " = ";
    out_ += kernel::name_of(value.op);
    immediate(value);
    for (uint32_t k = 0; k < value.operand_count; ++k) out_ += " %" + number(p_.operand(value, k).value);
    if (value.guarded) out_ += " guarded";
    if (is_integer(value.kind) && value.op != Op::Const) out_ += "  ; " + numeric::to_string(value.range);
    out_ += "\n";
    if (value.op != Op::PerLane && value.op != Op::Loop) return;
    for (const ValueId param : p_.regions[value.imm].params) {
      out_ += std::string(depth * 2 + 2, ' ') + "%" + number(param.value) + ": " +
              kernel::name_of(p_.value(param).kind) + " = Param\n";
    }
    region(RegionId(value.imm), depth + 1);
  }

  void immediate(const Value& value) {
    switch (value.op) {
      case Op::Const: out_ += " " + numeric::to_string(p_.constants[value.imm]); return;
      case Op::Output: {
        const OutputSlot& slot = p_.outputs[value.imm];
        out_ += std::string(" ") + name_of(slot.slot) + " " + number(slot.line) + (slot.wide ? " wide" : "");
        return;
      }
      case Op::ColumnData:
      case Op::ColumnValid:
      case Op::ListFirst:
      case Op::ListEnd:
      case Op::Derived:
      case Op::DivRound:
      case Op::Lookup:
      case Op::Search:
      case Op::Match:
      case Op::Raise:
      case Op::Result:
      case Op::BufferStore:
      case Op::BufferLoad:
      case Op::BufferSort: out_ += " " + number(value.imm); return;
      default: return;
    }
  }

  const Program& p_;
  std::string out_;
};

}  // namespace

std::string print(const Program& program) { return Printer(program).run(); }

}  // namespace tarifa::kernel
