#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

/**
 * A thread that does one piece of work after another. What computes always runs on the same one: OpenMP keeps threads of its own for
 * each thread that starts parallel work, which wait for more by spinning; from the many threads of libuv's pool, those of one piece of work
 * would take the processor from the next one's.
 */
class ComputeThread {
public:
  /** `isBackground`: for work that nobody waits for. The system prefers other programs, as far as it lets us say so. */
  explicit ComputeThread(bool isBackground);
  ~ComputeThread() { End(); }
  ComputeThread(const ComputeThread&) = delete;
  ComputeThread& operator=(const ComputeThread&) = delete;

  void Queue(std::function<void()> work);
  /** Waits for what runs; what has not begun is dropped. */
  void End();

private:
  void Run(bool isBackground);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool ends_ = false;
  std::thread thread_;
};
