#include "compiler/check/subject_sample.h"

#include <algorithm>

#include "compiler/eval/civil.h"
#include "compiler/eval/value_text.h"
#include "compiler/ir/ranges.h"

namespace tarifa::check {
namespace {

constexpr int kMonthDays = 30;
constexpr size_t kMostWords = 200;  // of an example

uint64_t mixed(uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

Int128 inside(const Span128& span, Int128 wanted) {
  if (span.low && wanted < *span.low) return *span.low;
  if (span.high && wanted > *span.high) return *span.high;
  return wanted;
}

class Sampler {
 public:
  Sampler(const ir::Module& module, const Conditions& conditions, const Box& box, uint64_t seed)
      : module_(module), conditions_(conditions), box_(box), seed_(seed), say_all_(has_opaque_parts(conditions, box)) {}

  Sample make(ir::RecordId entity) {
    point_ = point_in(conditions_.variables(), box_, [this](uint32_t variable, const Span128& span) {
      const Variable& about = conditions_.variables()[variable];
      return chosen(span, about.plain, key_of(about));
    });
    Sample sample;
    std::vector<uint32_t> path;
    sample.subject = record(entity, path);
    const auto effective = date_of(ir::DateKind::Effective, "effective_date");
    const auto start = date_of(ir::DateKind::PeriodStart, "period.start");
    const auto last = date_of(ir::DateKind::PeriodLast, "period.last");
    const auto issued = date_of(ir::DateKind::Issued, "issued");
    const auto as_of = date_of(ir::DateKind::AsOf, "as_of");
    sample.effective_date = effective.value_or(start.value_or(last.value_or(kPlainDay)));
    sample.context.period_start = start.value_or(last ? *last + 1 - kMonthDays : sample.effective_date);
    sample.context.period_end = last ? *last + 1 : sample.context.period_start + kMonthDays;
    sample.context.issued = issued.value_or(sample.context.period_end);
    sample.context.issued_given = true;
    sample.context.as_of = as_of.value_or(*sample.context.issued);
    sample.text = std::move(text_);
    return sample;
  }

 private:
  [[nodiscard]] uint64_t draw(uint64_t key, uint64_t below) const {
    return below == 0 ? 0 : mixed(mixed(seed_) + key * 0x9E3779B97F4A7C15ULL) % below;
  }
  static uint64_t key_of(const Variable& about) {
    uint64_t key = about.context ? 1'000 + static_cast<uint64_t>(*about.context) : 0;
    for (const uint32_t part : about.path) key = mixed(key + part + 1);
    return key;
  }
  static uint64_t key_of(const std::vector<uint32_t>& path) {
    uint64_t key = 0;
    for (const uint32_t part : path) key = mixed(key + part + 1);
    return key;
  }

  void say(const std::string& what) {
    if (text_.size() < kMostWords) text_ += (text_.empty() ? "" : ", ") + what;
  }

  [[nodiscard]] Int128 chosen(const Span128& span, Int128 plain, uint64_t key) const {
    if (seed_ == 0) return inside(span, plain);
    switch (draw(key, 4)) {
      case 0: return span.low ? *span.low : inside(span, plain - 1'000);
      case 1: return span.high ? *span.high : inside(span, plain + 1'000'000);
      case 2: return inside(span, plain + static_cast<Int128>(draw(key + 1, 1'000)));
      default: return inside(span, plain);
    }
  }

  std::optional<int32_t> date_of(ir::DateKind kind, const char* name) {
    for (const auto& [variable, value] : point_) {
      if (conditions_.variables()[variable].context != kind) continue;
      const auto day = static_cast<int32_t>(value);
      say(std::string(name) + " = " + eval::date_text(day));
      return day;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<uint32_t> variable_of(const std::vector<uint32_t>& path, bool known) const {
    const Variables& variables = conditions_.variables();
    for (size_t i = 0; i < variables.size(); ++i) {
      if (!variables[i].path.empty() && variables[i].path == path && variables[i].known == known) {
        return static_cast<uint32_t>(i);
      }
    }
    return std::nullopt;
  }

  eval::Value record(ir::RecordId id, std::vector<uint32_t>& path) {
    std::vector<eval::Value> fields;
    const ir::Record& about = module_.records[id.index()];
    for (uint32_t i = 0; i < about.fields_list.size(); ++i) {
      path.push_back(i);
      fields.push_back(field(about.fields_list[i], path));
      path.pop_back();
    }
    return eval::record_value(std::move(fields));
  }

  // Whether an optional field has a value: as the box says, else where the box speaks of the value.
  [[nodiscard]] bool present(const std::vector<uint32_t>& path) const {
    const auto known = variable_of(path, true);
    const auto allowed = known ? box_.choices.find(*known) : box_.choices.end();
    if (allowed != box_.choices.end() && allowed->second[0] != allowed->second[1]) return allowed->second[1];
    const auto value = variable_of(path, false);
    if (value && (point_.contains(*value) || box_.choices.contains(*value))) return true;
    return seed_ != 0 && draw(key_of(path), 2) == 0;
  }

  eval::Value field(const ir::Field& about, std::vector<uint32_t>& path) {
    const ir::Type& type = module_.type(about.type);
    const auto known = variable_of(path, true);
    const bool spoken_known = known && box_.choices.contains(*known);
    if (type.optional && !present(path)) {
      if (spoken_known || say_all_) say(about.name + " is not known");
      return eval::missing_value();
    }
    const auto variable = variable_of(path, false);
    const bool spoken = variable && (point_.contains(*variable) || box_.choices.contains(*variable));
    eval::Value made = value(type, about, path, variable);
    const bool whole = type.kind != ir::TypeKind::Record && type.kind != ir::TypeKind::List;
    if (whole && (spoken || spoken_known || (say_all_ && !about.key))) say(named(type, about, made));
    return made;
  }

  [[nodiscard]] std::string named(const ir::Type& type, const ir::Field& about, const eval::Value& made) const {
    if (type.kind == ir::TypeKind::Bool) return (made.truth() ? "" : "not ") + about.name;
    return about.name + " = " + eval::value_text(module_, about.type, made);
  }

  eval::Value value(const ir::Type& type, const ir::Field& about, std::vector<uint32_t>& path,
                    std::optional<uint32_t> variable) {
    const auto point = variable ? point_.find(*variable) : point_.end();
    switch (type.kind) {
      case ir::TypeKind::Bool: return eval::truth_value(member(2, path, variable) == 1);
      case ir::TypeKind::Enum: {
        const size_t members = module_.enums[type.enumeration.index()].members.size();
        return eval::member_value(static_cast<uint32_t>(member(members, path, variable)));
      }
      case ir::TypeKind::Text:
        return text(type, about, point == point_.end() ? std::nullopt : std::optional(point->second));
      case ir::TypeKind::Number:
        return eval::number_value(point == point_.end() ? free_number(about, 0, path) : point->second, type.scale);
      case ir::TypeKind::Date:
      case ir::TypeKind::Month:
      case ir::TypeKind::Time:
      case ir::TypeKind::DateTime:
      case ir::TypeKind::Days:
      case ir::TypeKind::Months: {
        const bool free = point == point_.end();
        return eval::civil_value(
            static_cast<int64_t>(free ? free_number(about, plain_value(type.kind), path) : point->second));
      }
      case ir::TypeKind::Period: return eval::period_value(kPlainDay, kPlainDay + kMonthDays);
      case ir::TypeKind::Record: return record(type.record, path);
      case ir::TypeKind::List: return eval::list_value({});
      case ir::TypeKind::Ladder: return eval::missing_value();
    }
    return eval::missing_value();
  }

  [[nodiscard]] size_t member(size_t members, const std::vector<uint32_t>& path,
                              std::optional<uint32_t> variable) const {
    size_t out = seed_ == 0 ? 0 : draw(key_of(path), members);
    const auto allowed = variable ? box_.choices.find(*variable) : box_.choices.end();
    for (size_t tried = 0; allowed != box_.choices.end() && !allowed->second[out] && tried < members; ++tried) {
      out = (out + 1) % members;
    }
    return out;
  }

  [[nodiscard]] Int128 free_number(const ir::Field& about, Int128 plain, const std::vector<uint32_t>& path) const {
    const ir::Interval range = ir::range_of_field(module_, about);
    Int128 out = chosen({about.least, about.greatest}, plain, key_of(path));
    if (!range.empty() && range.bounded()) out = inside({range.low(), range.high()}, out);
    return out;
  }

  [[nodiscard]] eval::Value text(const ir::Type& type, const ir::Field& about, std::optional<Int128> number) const {
    const auto& texts = conditions_.texts();
    if (number && *number >= 0 && *number < static_cast<Int128>(texts.size())) {
      return eval::text_value(texts[static_cast<size_t>(*number)]);
    }
    std::string other = about.key ? "example" : "";
    if (number) other = "x" + std::to_string(static_cast<int64_t>(*number < 0 ? -*number : *number));
    return eval::text_value(other.substr(0, type.bound));
  }

  const ir::Module& module_;
  const Conditions& conditions_;
  const Box& box_;
  uint64_t seed_;
  bool say_all_;
  std::map<uint32_t, Int128> point_;
  std::string text_;
};

}  // namespace

Sample sample_subject(const ir::Module& module, ir::RecordId entity, const Conditions& conditions, const Box& box,
                      uint64_t seed) {
  return Sampler(module, conditions, box, seed).make(entity);
}

bool has_opaque_parts(const Conditions& conditions, const Box& box) {
  const auto opaque = [&](uint32_t variable) { return conditions.variables()[variable].opaque; };
  return std::any_of(box.spans.begin(), box.spans.end(), [&](const auto& part) { return opaque(part.first); }) ||
         std::any_of(box.choices.begin(), box.choices.end(), [&](const auto& part) { return opaque(part.first); }) ||
         std::any_of(box.differences.begin(), box.differences.end(),
                     [&](const DifferenceBound& d) { return opaque(d.x) || opaque(d.y); });
}

}  // namespace tarifa::check
