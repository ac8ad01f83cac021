// Texts are only compared (S43). Constants are numbered, and fields are compared by what the caller derives from them.
#include <algorithm>

#include "compiler/kernel/lowering.h"
#include "compiler/support/check.h"

namespace tarifa::kernel {

namespace {

void make_ascending(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

}  // namespace

Val Lowering::text(TextVal v) {
  switch (v.kind) {
    case TextVal::Kind::Constants: v.top = b_.stands_at_top(v.index); break;
    case TextVal::Kind::Field: v.top = !v.row || b_.stands_at_top(*v.row); break;
    case TextVal::Kind::Choice:
      v.top = b_.stands_at_top(v.condition) && texts_[v.left].top && texts_[v.right].top;
      break;
  }
  texts_.push_back(std::move(v));
  return {Form::Text, {}, {}, {}, {}, static_cast<uint32_t>(texts_.size() - 1)};
}

ValueId Lowering::text_class(uint32_t id, const std::vector<std::string>& classes) {
  const TextVal t = texts_[id];
  switch (t.kind) {
    case TextVal::Kind::Constants: {
      std::vector<Int128> numbers;
      for (const std::string& text : t.set) {
        const auto found = std::lower_bound(classes.begin(), classes.end(), text);
        const bool there = found != classes.end() && *found == text;
        numbers.push_back(there ? Int128{found - classes.begin()} : Int128{-1});
      }
      return b_.lookup(numbers, t.index);
    }
    case TextVal::Kind::Field: {
      const auto last = static_cast<Int128>(classes.size()) - 1;
      return b_.derived({t.source, t.column, false, classes}, t.row, Interval::of(-1, last));
    }
    case TextVal::Kind::Choice:
      return b_.select(t.condition, text_class(t.left, classes), text_class(t.right, classes));
  }
  TARIFA_UNREACHABLE();
}

ValueId Lowering::text_equal(uint32_t a, uint32_t b) {
  const TextVal left = texts_[a];
  const TextVal right = texts_[b];
  if (left.kind == TextVal::Kind::Choice) {
    return b_.select(left.condition, text_equal(left.left, b), text_equal(left.right, b));
  }
  if (right.kind == TextVal::Kind::Choice) return text_equal(b, a);
  if (left.kind == TextVal::Kind::Field && right.kind == TextVal::Kind::Field) {
    const Interval any = Interval::of(0, Int128{1} << 31);
    const ValueId x = b_.derived({left.source, left.column, true, {}}, left.row, any);
    return b_.eq(x, b_.derived({right.source, right.column, true, {}}, right.row, any));
  }
  std::vector<std::string> classes;
  for (const TextVal* t : {&left, &right}) {
    if (t->kind == TextVal::Kind::Constants) classes.insert(classes.end(), t->set.begin(), t->set.end());
  }
  make_ascending(classes);
  return b_.eq(text_class(a, classes), text_class(b, classes));
}

}  // namespace tarifa::kernel
