#include "runtime/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "compiler/support/check.h"

namespace tarifa::runtime {
namespace {

// The one path a signal handler may have to remove: plain bytes, published by the flag.
constexpr size_t kPathBytes = 4096;
std::array<char, kPathBytes> pending_path;
std::atomic<bool> pending{false};

void note_pending(const std::string& path) {
  if (path.size() >= kPathBytes) return;
  std::memcpy(pending_path.data(), path.c_str(), path.size() + 1);
  pending.store(true, std::memory_order_release);
}

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Result<void> refused(const std::string& path) { return fail(DiagKind::CannotWriteFile, path, std::strerror(errno)); }

void sync_folder(const std::string& path) {
  const int folder = open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  fsync(folder);  // where the file system has nothing to sync, the rename stands all the same
  close(folder);
}

}  // namespace

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(descriptor, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    text.remove_prefix(static_cast<size_t>(wrote));
  }
  return true;
}

void remove_pending_output() {
  if (pending.exchange(false)) unlink(pending_path.data());
}

OutputFile::OutputFile(std::string path, std::string temporary, int descriptor)
    : path_(std::move(path)), temporary_(std::move(temporary)), descriptor_(descriptor) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      target_(other.target_) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) {
    pending.store(false);
    unlink(temporary_.c_str());
  }
}

Result<OutputFile> OutputFile::create(const std::string& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return fail(DiagKind::CannotWriteFile, path, std::strerror(errno));
    return OutputFile(path, "", descriptor);
  }
  std::string temporary = path + ".partial-XXXXXX";
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return fail(DiagKind::CannotWriteFile, path, std::strerror(errno));
  note_pending(temporary);
  const mode_t mask = umask(0);
  umask(mask);
  fchmod(descriptor, 0666 & ~mask);
  return OutputFile(path, temporary, descriptor);
}

Result<OutputFile> OutputFile::held_back_from(int target) {
  const char* folder = std::getenv("TMPDIR");
  std::string temporary = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/tarifa-XXXXXX";
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return fail(DiagKind::CannotWriteFile, temporary, std::strerror(errno));
  unlink(temporary.c_str());
  OutputFile file(temporary, "", descriptor);
  file.target_ = target;
  return file;
}

Result<void> OutputFile::write(std::string_view text) {
  if (!write_all(descriptor_, text)) return refused(path_);
  return {};
}

Result<void> OutputFile::copy_to_target() {
  std::string buffer(1U << 16U, '\0');
  for (off_t at = 0;;) {
    const ssize_t got = pread(descriptor_, buffer.data(), buffer.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(DiagKind::CannotReadFile, path_, std::strerror(errno));
    if (got == 0) return {};
    if (!write_all(target_, {buffer.data(), static_cast<size_t>(got)})) return refused("stdout");
    at += got;
  }
}

Result<void> OutputFile::commit() {
  if (target_ >= 0) return copy_to_target();
  if (temporary_.empty()) return {};
  if (fsync(descriptor_) != 0) return refused(path_);
  if (rename(temporary_.c_str(), path_.c_str()) != 0) return refused(path_);
  temporary_.clear();
  pending.store(false);
  sync_folder(path_);
  return {};
}

}  // namespace tarifa::runtime
