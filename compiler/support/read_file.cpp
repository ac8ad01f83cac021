#include "compiler/support/read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tarifa {
namespace {

Result<std::string> read_descriptor(int descriptor, const std::string& path, uint64_t limit) {
  struct stat status{};
  if (fstat(descriptor, &status) != 0) return fail(DiagKind::CannotReadFile, path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return fail(DiagKind::CannotReadFile, path, std::strerror(EISDIR));
  std::string text;
  if (S_ISREG(status.st_mode)) text.reserve(std::min<uint64_t>(static_cast<uint64_t>(status.st_size), limit) + 1);
  char buffer[1U << 16U];
  for (;;) {
    const ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(DiagKind::CannotReadFile, path, std::strerror(errno));
    if (got == 0) return text;
    if (text.size() + static_cast<size_t>(got) > limit) {
      return fail(DiagKind::CannotReadFile, path, "larger than " + std::to_string(limit) + " bytes");
    }
    text.append(buffer, static_cast<size_t>(got));
  }
}

}  // namespace

Result<std::string> read_file(const std::string& path, uint64_t limit) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(DiagKind::CannotReadFile, path, std::strerror(errno));
  auto text = read_descriptor(descriptor, path, limit);
  close(descriptor);
  return text;
}

}  // namespace tarifa
