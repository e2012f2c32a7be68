// What single signs mean, as tables: a code or status, how a connection failed, what a server of ours said. Which sign counts,
// and what speaks against it, is decided elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doctor/diagnosis/cause.hpp"
#include "doctor/diagnosis/symptoms.hpp"

namespace redial::doctor {

// The causes that a token is refused for without saying which: CONNACK 4, navigation's 401 and 403, code 31004. Those that a
// service tells by a status of their own are not among them.
const std::vector<Cause>& unnamed_token_causes();

// What a code that the app was told stands for: one cause where the code names it, several where it does not, none where it names
// no trouble that we know. Source: docs/PROTOCOL.md, status tables; docs/CONTRACT.md.
const std::vector<Cause>& causes_of_code(std::int32_t code);

// What the app is told for a refusal or an end on the wire; nothing for statuses that no table has.
std::optional<std::int32_t> code_of_refusal(const Attempt& attempt);
std::optional<std::int32_t> code_of_disconnect(std::int32_t status);

// Why an attempt failed, by its Failure and how far it had come: one cause, or all that look alike from where it was seen.
std::vector<Cause> causes_of_failure(const Attempt& attempt);

// What a server of ours knew of the token; nothing for "valid" and for other texts.
std::optional<Cause> cause_of_verdict(std::string_view verdict);
// What a fault of a test stands for; nothing for those that make nothing fail by themselves.
std::optional<Cause> cause_of_fault(std::string_view kind, const Attempt& attempt);

}  // namespace redial::doctor
