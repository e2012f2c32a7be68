// What is shown while a bench lasts: a line for the phase that goes on, rewritten in place on a terminal; elsewhere a line when
// it begins and one when it ends.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "load/conductor/conductor.hpp"
#include "reports/writers/style.hpp"

namespace redial::load {

class LiveDisplay final : public Audience {
 public:
  // `phases`: how many there will be. `out` must outlive it.
  LiveDisplay(std::size_t phases, const reports::Style& style, std::ostream& out) : phases_(phases), style_(style), out_(out) {}

  void began(const PhaseSpec& phase, std::size_t number) override;
  void stands(const Progress& progress, Duration since_begin) override;
  void ended(const Phase& phase) override;
  // Removes the live line; call before anything else is printed.
  void clear();

 private:
  std::string label() const;
  void show(const std::string& line);

  std::size_t phases_;
  reports::Style style_;
  std::ostream& out_;
  std::string name_;
  std::size_t number_ = 0;
  std::uint64_t last_connected_ = 0;
  Duration last_at_{};
  double rate_ = 0;  // of connects, a second, of late
};

// "online 4711/9500  connects 4711/9500 (980/s)  lost 9500": what is nothing is left out.
std::string progress_text(const Progress& progress, double connects_per_second);

}  // namespace redial::load
