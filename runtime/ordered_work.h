// Work done by several threads, its results taken in the order in which it was given. At most
// `threads * 2` pieces wait, so memory is flat. One thread: done where it is given.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tarifa::runtime {

template <class Result>
class OrderedWork {
 public:
  explicit OrderedWork(unsigned threads) {
    if (threads < 2) return;
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
  }
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;
  ~OrderedWork() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  [[nodiscard]] bool full() const { return results_.size() >= 2 * threads_.size() + 1; }
  [[nodiscard]] bool empty() const { return results_.empty(); }

  void give(std::function<Result()> work) {
    std::packaged_task<Result()> task(std::move(work));
    results_.push_back(task.get_future());
    if (threads_.empty()) {
      task();
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(task));
    }
    ready_.notify_one();
  }

  // The result of the piece given first; waits for it.
  [[nodiscard]] Result take() {
    Result result = results_.front().get();
    results_.pop_front();
    return result;
  }

 private:
  void serve() {
    for (;;) {
      std::packaged_task<Result()> task;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
        if (closing_) return;
        task = std::move(waiting_.front());
        waiting_.pop_front();
      }
      task();
    }
  }

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::packaged_task<Result()>> waiting_;
  bool closing_ = false;
  std::deque<std::future<Result>> results_;
  std::vector<std::thread> threads_;
};

}  // namespace tarifa::runtime
