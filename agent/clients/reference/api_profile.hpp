// What an app sees of the client's machine through one vendor API: return codes, callbacks, promises, listeners, as observations.
// It neither connects nor reads clocks; who calls it stamps time, client and epoch on what it gives back.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agent/clients/reference/local_data.hpp"
#include "core/control/client_command.hpp"
#include "core/session/client_session.hpp"
#include "core/trace/event.hpp"
#include "payload/chat_payloads.hpp"

namespace redial::agent::reference {

using Observations = std::vector<trace::Event>;

// An API call has given back control: what was seen of it until then, and what it returned.
struct Returned {
  Observations observations;
  control::ClientReply reply;
};

class ApiProfile {
 public:
  virtual ~ApiProfile() = default;

  virtual std::string_view name() const = 0;
  // Puts in what the API documents of reconnecting: the back-off, whether a first connect is retried, the heartbeat level.
  virtual void configure(session::client::Config& config) const = 0;
  // The time limit that a connect call asks for; nothing: none.
  virtual std::optional<Duration> limit(const control::Connect& call) const = 0;

  Returned initialise_called() const;
  Observations listeners_registered();

  // `refusal`: the code with which the machine refused, 0 if it accepted. To be told before anything else that the call brings
  // about.
  virtual Returned connect_called(const control::Connect& call, std::int32_t refusal) = 0;
  Returned disconnect_called(const control::Disconnect& call) const;
  Returned send_called(const control::SendText& call, std::int32_t refusal) const;
  Returned destroy_called(const control::DestroyClient& call) const;

  // What the machine tells.
  virtual Observations connecting() = 0;
  virtual Observations connected(const session::client::Connected& told) = 0;
  virtual Observations suspended(const session::client::Suspended& told) = 0;
  virtual Observations network_unavailable() const { return {}; }  // only some APIs have a status for it
  virtual Observations disconnected(const session::client::Disconnected& told) = 0;
  virtual Observations sent(CallId call, std::int32_t code) const = 0;

  Observations received(const payload::TextMessage& message) const;

 protected:
  // What every API call gives back at once where the API has return codes; nothing where it has promises.
  virtual std::optional<std::int32_t> at_once(std::int32_t code) const = 0;

  Returned called(std::string_view name, CallId call, std::int32_t code) const;
  bool listening() const { return listening_; }

 private:
  bool listening_ = false;
};

// By the name of the profile: one of control::kApiProfiles. Null for any other. `data` must outlive it.
std::unique_ptr<ApiProfile> make_api(std::string_view profile, LocalData& data);

// The two shapes that the profiles are of. Null for a profile of the other shape.
std::unique_ptr<ApiProfile> make_two_stage_api(std::string_view profile, LocalData& data);
std::unique_ptr<ApiProfile> make_promise_api(std::string_view profile);

}  // namespace redial::agent::reference
