#include "runtime/data/text_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace tarifa::runtime {
namespace {

constexpr size_t kChunk = 1U << 18U;

}  // namespace

Result<TextStream> TextStream::open(const std::string& path) {
  TextStream stream;
  stream.path_ = path;
  stream.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (stream.descriptor_ < 0) return fail(DiagKind::CannotReadFile, path, std::strerror(errno));
  struct stat status{};
  if (fstat(stream.descriptor_, &status) != 0) return fail(DiagKind::CannotReadFile, path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return fail(DiagKind::CannotReadFile, path, std::strerror(EISDIR));
  if (S_ISREG(status.st_mode)) stream.file_size_ = static_cast<uint64_t>(status.st_size);
  stream.buffer_.resize(kChunk + kPadding);
  return stream;
}

TextStream TextStream::over(std::string_view text) {
  TextStream stream;
  stream.path_ = "memory";
  stream.buffer_.assign(text.begin(), text.end());
  stream.buffer_.resize(text.size() + kPadding);
  stream.end_ = text.size();
  stream.bytes_read_ = text.size();
  return stream;
}

TextStream::TextStream(TextStream&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      end_(other.end_),
      bytes_read_(other.bytes_read_),
      file_size_(other.file_size_),
      failure_(std::move(other.failure_)) {}

TextStream::~TextStream() {
  if (descriptor_ >= 0) close(descriptor_);
}

bool TextStream::more() {
  if (descriptor_ < 0 || failure_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < kChunk / 2 + kPadding) buffer_.resize(buffer_.size() * 2);
  for (;;) {
    const ssize_t got = read(descriptor_, buffer_.data() + end_, buffer_.size() - end_ - kPadding);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) failure_ = Failure{DiagKind::CannotReadFile, {path_, std::strerror(errno)}};
    if (got <= 0) return false;
    end_ += static_cast<size_t>(got);
    bytes_read_ += static_cast<uint64_t>(got);
    return true;
  }
}

bool TextStream::ensure(size_t bytes) {
  while (end_ - begin_ < bytes) {
    if (!more()) return false;
  }
  return true;
}

void TextStream::drop(size_t bytes) {
  begin_ += bytes;
  if (begin_ == end_) begin_ = end_ = 0;
}

}  // namespace tarifa::runtime
