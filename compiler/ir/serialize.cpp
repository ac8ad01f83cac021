#include "compiler/ir/serialize.h"

#include <concepts>
#include <set>
#include <type_traits>
#include <typeindex>

#include "compiler/ir/known_enumerators.h"
#include "compiler/support/limits.h"

namespace tarifa::ir {
namespace {

using numeric::UInt128;

template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

// Int128 is no std::integral without GNU extensions.
template <class T>
concept Integer = std::integral<T> || std::same_as<T, Int128>;

template <Integer T>
constexpr bool is_signed_integer() {
  return std::same_as<T, Int128> || std::is_signed_v<T>;
}

UInt128 zigzag(Int128 value) {
  return value < 0 ? ~(static_cast<UInt128>(value) << 1U) : static_cast<UInt128>(value) << 1U;
}
Int128 unzigzag(UInt128 bits) {
  const UInt128 half = bits >> 1U;
  return static_cast<Int128>((bits & 1U) != 0 ? ~half : half);
}

class Writer {
 public:
  template <class... T>
  void operator()(T&... field) {
    (put(field), ...);
  }

  template <class T>
  void put(T& value) {
    if constexpr (std::same_as<T, bool>) {
      out_.push_back(value ? '\1' : '\0');
    } else if constexpr (std::is_enum_v<T>) {
      out_.push_back(static_cast<char>(value));
    } else if constexpr (Integer<T>) {
      if constexpr (is_signed_integer<T>())
        bits(zigzag(value));
      else
        bits(value);
    } else if constexpr (IsId<T>::value) {
      bits(value.valid() ? UInt128{value.value} + 1 : 0);
    } else if constexpr (std::same_as<T, std::string>) {
      bits(value.size());
      out_ += value;
    } else if constexpr (IsVector<T>::value) {
      bits(value.size());
      for (auto& item : value) put(item);
    } else if constexpr (IsOptional<T>::value) {
      out_.push_back(value ? '\1' : '\0');
      if (value) put(*value);
    } else {
      value.fields(*this);
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void bits(UInt128 value) {
    for (; value >= 0x80; value >>= 7U) out_.push_back(static_cast<char>(static_cast<uint8_t>(value) | 0x80U));
    out_.push_back(static_cast<char>(value));
  }

  std::string out_;
};

// RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF.
bool is_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto lead = static_cast<uint8_t>(text[at++]);
    if (lead < 0x80) continue;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < static_cast<size_t>(more)) return false;
    uint32_t point = lead & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i) {
      const auto next = static_cast<uint8_t>(text[at++]);
      if ((next & 0xC0U) != 0x80) return false;
      point = point << 6U | (next & 0x3FU);
    }
    constexpr uint32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < kLeast[more] || surrogate || point > 0x10FFFF) return false;
  }
  return true;
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <class... T>
  void operator()(T&... field) {
    (get(field), ...);
  }

  template <class T>
  void get(T& value) {
    if (bad_) return;
    if constexpr (std::same_as<T, bool>) {
      value = flag();
    } else if constexpr (std::is_enum_v<T>) {
      const auto read = static_cast<T>(byte());
      if (known(read))
        value = read;
      else
        refuse();
    } else if constexpr (Integer<T>) {
      integer(value);
    } else if constexpr (IsId<T>::value) {
      const UInt128 read = bits();
      if (read > T::kNone)
        refuse();
      else if (read != 0)
        value = T(static_cast<size_t>(read - 1));
    } else if constexpr (std::same_as<T, std::string>) {
      const size_t size = count();
      value.assign(bytes_.substr(at_, size));
      if (is_utf8(value))
        at_ += size;
      else
        refuse();
    } else if constexpr (IsVector<T>::value) {
      vector(value);
    } else if constexpr (IsOptional<T>::value) {
      if (flag()) get(value.emplace());
    } else {
      structure(value);
    }
  }

  [[nodiscard]] bool whole() const { return !bad_ && at_ == bytes_.size(); }
  [[nodiscard]] size_t offset() const { return at_; }

 private:
  void refuse() { bad_ = true; }

  uint8_t byte() {
    if (bad_ || at_ >= bytes_.size()) {
      refuse();
      return 0;
    }
    return static_cast<uint8_t>(bytes_[at_++]);
  }

  bool flag() {
    const uint8_t read = byte();
    if (read > 1) refuse();
    return read == 1;
  }

  UInt128 bits() {
    UInt128 value = 0;
    for (unsigned shift = 0; shift < 133; shift += 7) {
      const uint8_t read = byte();
      const UInt128 part = read & 0x7FU;
      if (shift == 126 && part > 3) break;  // past 128 bits
      value |= part << shift;
      if (read < 0x80) {
        if (read == 0 && shift > 0) break;  // not the shortest form
        return value;
      }
    }
    refuse();
    return 0;
  }

  // A number of things of at least one byte each: never more than the bytes that are left.
  size_t count() {
    const UInt128 read = bits();
    if (bad_ || read > bytes_.size() - at_) {
      refuse();
      return 0;
    }
    return static_cast<size_t>(read);
  }

  template <Integer T>
  void integer(T& value) {
    const UInt128 read = bits();
    if constexpr (std::same_as<T, Int128>) {
      value = unzigzag(read);
    } else if constexpr (std::is_signed_v<T>) {
      const Int128 wide = unzigzag(read);
      if (wide < std::numeric_limits<T>::min() || wide > std::numeric_limits<T>::max())
        refuse();
      else
        value = static_cast<T>(wide);
    } else {
      if (read > std::numeric_limits<T>::max())
        refuse();
      else
        value = static_cast<T>(read);
    }
  }

  // Grows item by item, so that memory follows what was really there.
  template <class T>
  void vector(std::vector<T>& value) {
    const size_t size = count();
    for (size_t i = 0; i < size && !bad_; ++i) get(value.emplace_back());
  }

  template <class T>
  void structure(T& value) {
    if (++depth_ > limits::kNesting)
      refuse();
    else
      value.fields(*this);
    --depth_;
  }

  std::string_view bytes_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
  bool bad_ = false;
};

// The shape of the IR as a hash: kinds and sizes of all fields in order, each struct once.
class Shape {
 public:
  template <class... T>
  void operator()(T&... field) {
    (add(field), ...);
  }

  template <class T>
  void add(T& value) {
    if constexpr (std::same_as<T, bool>) {
      mix('b');
    } else if constexpr (std::is_enum_v<T>) {
      mix('e');
      for (unsigned i = 0; i < 256; ++i) mix(known(static_cast<T>(i)) ? 1 : 0);
    } else if constexpr (Integer<T>) {
      mix(is_signed_integer<T>() ? 'i' : 'u');
      mix(sizeof(T));
    } else if constexpr (IsId<T>::value) {
      mix('#');
    } else if constexpr (std::same_as<T, std::string>) {
      mix('s');
    } else if constexpr (IsVector<T>::value) {
      mix('[');
      typename T::value_type item{};
      add(item);
    } else if constexpr (IsOptional<T>::value) {
      mix('?');
      typename T::value_type item{};
      add(item);
    } else {
      mix('{');
      if (seen_.insert(typeid(T)).second) value.fields(*this);
      mix('}');
    }
  }

  void mix(unsigned part) { hash_ = (hash_ ^ part) * 0x100000001b3ULL; }
  void mix_text(std::string_view text) {
    for (const char c : text) mix(static_cast<uint8_t>(c));
    mix(0x100);
  }
  [[nodiscard]] uint64_t hash() const { return hash_; }

 private:
  std::set<std::type_index> seen_;
  uint64_t hash_ = 0xcbf29ce484222325ULL;
};

}  // namespace

std::string serialize(const Module& module) {
  Writer writer;
  const_cast<Module&>(module).fields(writer);  // the lists of fields serve reading too; a Writer changes nothing
  return writer.take();
}

tl::expected<Module, Malformed> deserialize(std::string_view bytes) {
  Module module;
  Reader reader(bytes);
  module.fields(reader);
  if (!reader.whole()) return tl::unexpected(Malformed{reader.offset()});
  return module;
}

uint64_t layout_fingerprint() {
  Shape shape;
  Module module;
  module.fields(shape);
#define TARIFA_OP(name, meaning) shape.mix_text(#name);
#include "compiler/ir/op.def"
#undef TARIFA_OP
  return shape.hash();
}

}  // namespace tarifa::ir
