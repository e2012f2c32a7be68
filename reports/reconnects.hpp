// From a trace to the reconnects in it: when a client lost its connection, and where the time went until it was back. Pure.
// It judges nothing: whether a reconnect was due, or quick enough, is the judge's business.
#pragma once

#include <vector>

#include "core/trace/event.hpp"
#include "reports/model.hpp"

namespace redial::reports {

// The reconnects of all clients in `trace` (one result's, in time order), by the time of their loss.
//
// A reconnect begins when a client that had been told to be connected loses the connection, and ends when it is told so again. A
// connection that never comes back gives none, nor does one that the app or a terminal status ended.
//
// The link is *lost* with the first of: a fault that ends the connection (reset, close, cut, …) or that silences it for good
// (blackhole, pings unanswered; not if a later ping is answered), a DISCONNECT sent, the server's or the client's end of the
// socket closed. It is *noticed* when the client's socket closes, the client tells suspended, or it dials anew, whichever is
// first. Phases, each from the end of the one before:
//   notice           until the loss is noticed
//   backoff          until the first attempt begins
//   failed-attempts  until the attempt that succeeds begins, with the back-off between attempts
//   navigation       until navigation answered; zero if that attempt asked none
//   dial             until the socket is open
//   login            until the app is told that it is connected
// An attempt is a dial with the navigation request before it, if any, or a navigation request that leads to no dial.
// Where no dial of the client was observed, everything after "notice" is one phase, "unobserved".
//
// The server does not know the scenario's name of a client. Its connection is recognised by the one successful login, of the user
// whom connect gave the client, between that client's dial and its being told connected. If there is none or more than one such
// login, or if two apps of the trace share the connection's number, the server's facts are left out and the loss is when the
// client noticed it.
std::vector<Reconnect> find_reconnects(const std::vector<trace::Event>& trace);

}  // namespace redial::reports
