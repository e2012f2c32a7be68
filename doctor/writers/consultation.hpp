// One case with its diagnosis: what every writer of the doctor is given. It computes nothing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "doctor/case/case.hpp"
#include "doctor/diagnosis/diagnose.hpp"
#include "doctor/probe/probe.hpp"

namespace redial::doctor {

struct Consultation {
  Case one;
  Diagnosis diagnosis;
  std::vector<StageReport> stages;  // of a probe; of an artefact there are none
  std::string file;                 // that the case was read from; of a probe there is none
};

inline constexpr Named<Diagnosis::Answer> kAnswers[] = {{Diagnosis::Answer::found, "found"},
                                                        {Diagnosis::Answer::cannot_tell, "cannot-tell"},
                                                        {Diagnosis::Answer::nothing_wrong, "nothing-wrong"},
                                                        {Diagnosis::Answer::nothing_seen, "nothing-seen"}};
constexpr std::string_view to_name(Diagnosis::Answer answer) { return name_of(kAnswers, answer); }

// The events around those that the diagnosis rests on, as places in the trace: `around` before and behind each; the last ones
// where it rests on none. In order.
std::vector<std::size_t> shown_events(const Consultation& consultation, std::size_t around);

}  // namespace redial::doctor
