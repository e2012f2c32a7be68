// A capture of a network interface, pcap or pcapng: its TCP conversations, decrypted where the TLS secrets are known, read as
// navigation and chat connections. It reads the file once, from front to back, in bounded memory.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/result.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

// `key_log`: a file as SSLKEYLOGFILE has it; empty where the capture has the secrets inside, or none are known. Errors: neither
// pcap nor pcapng, unreadable, no chat connection or navigation in it (says what there was: so many packets, TLS without
// secrets). A file that breaks off is read up to there.
Result<Case> read_capture(const std::string& path, const std::string& key_log = {});

}  // namespace redial::doctor
