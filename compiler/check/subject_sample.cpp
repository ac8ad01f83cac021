#include "compiler/check/subject_sample.h"

#include <algorithm>

#include "compiler/check/types.h"
#include "compiler/numeric/date_text.h"
#include "compiler/numeric/decimal_text.h"

namespace tarifa::check {
namespace {

constexpr int32_t kPlainDay = 18'262;  // 2020-01-01
constexpr uint64_t kStep = 0x9E3779B97F4A7C15ULL;

class Sampler {
 public:
  Sampler(const ir::Module& module, const Conditions& conditions, const Box& box, uint64_t seed)
      : module_(module), conditions_(conditions), box_(box), seed_(seed) {}

  Sample make(ir::RecordId entity) {
    Sample sample;
    std::vector<uint32_t> path;
    sample.subject = record(entity, path, true);
    sample.effective_date = date_of(ir::DateKind::Effective, kPlainDay);
    sample.context.period_start = date_of(ir::DateKind::PeriodStart, sample.effective_date);
    sample.context.period_end = sample.context.period_start + 30;
    sample.context.issued = date_of(ir::DateKind::Issued, sample.context.period_end);
    sample.context.issued_given = true;
    sample.context.as_of = date_of(ir::DateKind::AsOf, *sample.context.issued);
    sample.text = text_;
    return sample;
  }

 private:
  uint64_t draw(uint64_t below) {
    seed_ += kStep;
    uint64_t z = (seed_ ^ (seed_ >> 31U)) * 0xBF58476D1CE4E5B9ULL;
    z ^= z >> 29U;
    return below == 0 ? 0 : z % below;
  }
  [[nodiscard]] bool random() const { return seed_ != 0; }

  void say(const std::string& what) { text_ += (text_.empty() ? "" : ", ") + what; }

  int32_t date_of(ir::DateKind kind, int32_t otherwise) {
    for (size_t i = 0; i < conditions_.variables().size(); ++i) {
      const Variable& variable = conditions_.variables()[i];
      if (variable.context != kind) continue;
      const auto found = box_.spans.find(static_cast<uint32_t>(i));
      if (found == box_.spans.end()) return otherwise;
      const auto chosen = static_cast<int32_t>(inside(found->second, otherwise));
      static constexpr const char* kNames[] = {"effective date", "period.start", "period.last", "issued", "as_of"};
      say(std::string(kNames[static_cast<size_t>(kind)]) + " = " + numeric::to_string(numeric::Date{chosen}));
      return chosen;
    }
    return otherwise;
  }

  static Int128 inside(const Span128& span, Int128 wanted) {
    if (span.low && wanted < *span.low) return *span.low;
    if (span.high && wanted > *span.high) return *span.high;
    return wanted;
  }

  const Variable* find(const std::vector<uint32_t>& path, bool known, uint32_t& index) const {
    for (size_t i = 0; i < conditions_.variables().size(); ++i) {
      const Variable& variable = conditions_.variables()[i];
      if (!variable.path.empty() && variable.path == path && variable.known == known) {
        index = static_cast<uint32_t>(i);
        return &variable;
      }
    }
    return nullptr;
  }

  eval::Value record(ir::RecordId id, std::vector<uint32_t>& path, bool named) {
    std::vector<eval::Value> fields;
    const ir::Record& record = module_.records[id.index()];
    for (uint32_t i = 0; i < record.fields_list.size(); ++i) {
      path.push_back(i);
      fields.push_back(field(record.fields_list[i], path, named));
      path.pop_back();
    }
    return eval::record_value(std::move(fields));
  }

  eval::Value field(const ir::Field& field, std::vector<uint32_t>& path, bool named) {
    const ir::Type& type = module_.type(field.type);
    uint32_t index = 0;
    bool present = !type.optional || (random() && draw(2) == 0);
    if (named && type.optional) {
      const bool spoken_of = find(path, false, index) != nullptr && box_.spans.contains(index);
      if (find(path, true, index) != nullptr) {
        const auto chosen = box_.choices.find(index);
        if (chosen != box_.choices.end()) present = chosen->second[1] && (!chosen->second[0] || present);
        else present = present || spoken_of;
      } else {
        present = present || spoken_of;
      }
      if (!present) {
        if (find(path, true, index) != nullptr) say(field.name + " is not known");
        return eval::missing_value();
      }
    }
    if (!present) return eval::missing_value();
    return value(type, field, path, named);
  }

  eval::Value value(const ir::Type& type, const ir::Field& field, std::vector<uint32_t>& path, bool named) {
    uint32_t index = 0;
    const Variable* variable = named ? find(path, false, index) : nullptr;
    switch (type.kind) {
      case ir::TypeKind::Bool: case ir::TypeKind::Enum: {
        const size_t members = type.kind == ir::TypeKind::Bool ? 2 : module_.enums[type.enumeration.index()].members.size();
        size_t chosen = random() ? draw(members) : 0;
        const auto allowed = variable == nullptr ? box_.choices.end() : box_.choices.find(index);
        if (allowed != box_.choices.end()) {
          while (!allowed->second[chosen]) chosen = (chosen + 1) % members;
          say(type.kind == ir::TypeKind::Bool
                  ? (chosen == 1 ? field.name : "not " + field.name)
                  : field.name + " = " + module_.enums[type.enumeration.index()].members[chosen]);
        }
        if (type.kind == ir::TypeKind::Bool) return eval::truth_value(chosen == 1);
        return eval::member_value(static_cast<uint32_t>(chosen));
      }
      case ir::TypeKind::Number: {
        const Int128 chosen = number(field, variable, index, 0);
        if (variable != nullptr && box_.spans.contains(index)) {
          const std::string& unit = module_.units[type.unit.index()].name;
          say(field.name + " = " + numeric::to_string(numeric::Decimal{chosen, type.scale}) + (unit.empty() ? "" : " " + unit));
        }
        return eval::number_value(chosen, type.scale);
      }
      case ir::TypeKind::Date: {
        const Int128 chosen = number(field, variable, index, kPlainDay);
        if (variable != nullptr && box_.spans.contains(index)) {
          say(field.name + " = " + numeric::to_string(numeric::Date{static_cast<int32_t>(chosen)}));
        }
        return eval::civil_value(static_cast<int64_t>(chosen));
      }
      case ir::TypeKind::Month: return eval::civil_value(static_cast<int64_t>(number(field, variable, index, 12 * 2020)));
      case ir::TypeKind::Time: case ir::TypeKind::DateTime: case ir::TypeKind::Days: case ir::TypeKind::Months:
        return eval::civil_value(static_cast<int64_t>(number(field, variable, index, 0)));
      case ir::TypeKind::Text: return eval::text_value(field.key ? "example" : "");
      case ir::TypeKind::Period: return eval::period_value(kPlainDay, kPlainDay + 30);
      case ir::TypeKind::Record: return record(type.record, path, named);
      case ir::TypeKind::List: {
        std::vector<eval::Value> items;
        const uint64_t count = random() ? std::min<uint64_t>(draw(4), type.bound) : 0;
        for (uint64_t i = 0; i < count; ++i) items.push_back(value(module_.type(type.element), field, path, false));
        return eval::list_value(std::move(items));
      }
      case ir::TypeKind::Ladder: return eval::missing_value();
    }
    return eval::missing_value();
  }

  Int128 number(const ir::Field& field, const Variable* variable, uint32_t index, Int128 plain) {
    Span128 span{field.least, field.greatest};
    if (variable != nullptr) {
      if (const auto found = box_.spans.find(index); found != box_.spans.end()) {
        if (found->second.low && (!span.low || *found->second.low > *span.low)) span.low = found->second.low;
        if (found->second.high && (!span.high || *found->second.high < *span.high)) span.high = found->second.high;
      }
    }
    if (random()) {
      switch (draw(4)) {
        case 0: return span.low ? *span.low : inside(span, -1'000);
        case 1: return span.high ? *span.high : inside(span, 1'000'000);
        case 2: return inside(span, plain + static_cast<Int128>(draw(1'000)));
        default: break;
      }
    }
    return inside(span, plain);
  }

  const ir::Module& module_;
  const Conditions& conditions_;
  const Box& box_;
  uint64_t seed_;
  std::string text_;
};

}  // namespace

Sample sample_subject(const ir::Module& module, ir::RecordId entity, const Conditions& conditions, const Box& box,
                      uint64_t seed) {
  return Sampler(module, conditions, box, seed).make(entity);
}

}  // namespace tarifa::check
