// See status_tables.hpp.
#include "core/wire/status_tables.hpp"

#include <algorithm>
#include <span>

namespace redial::wire {
namespace {

struct Row {
  std::uint16_t status;
  StatusMeaning meaning;
};

constexpr Row kConnAck[] = {
    {0, {0, Reaction::succeed, "logged in"}},
    {1, {31001, Reaction::terminal, "protocol version not supported"}},
    {2, {31002, Reaction::terminal, "identifier rejected, usually a wrong AppKey"}},
    {3, {31003, Reaction::terminal, "service not enabled for this platform"}},
    {4, {31004, Reaction::terminal, "token incorrect"}},
    {5, {31005, Reaction::terminal, "app check failed"}},
    {6, {0, Reaction::redirect, "go to another node"}},
    {7, {31007, Reaction::terminal, "package name invalid"}},
    {8, {31008, Reaction::terminal, "app blocked or deleted"}},
    {9, {31009, Reaction::terminal, "user blocked"}},
    {10, {31020, Reaction::terminal, "token expired"}},
    {11, {31021, Reaction::terminal, "token belongs to another device"}},
    {12, {31022, Reaction::terminal, "host name not among the allowed domains"}},
    {13, {31023, Reaction::terminal, "same kind of client already online"}},
    {14, {31024, Reaction::terminal, "connection quota used up"}},
    {15, {31025, Reaction::terminal, "wrong cluster or environment"}},
    {16, {31026, Reaction::terminal, "not passed by the app server"}},
    {17, {31027, Reaction::terminal, "one-time token already used"}},
    {18, {31028, Reaction::terminal, "token belongs to another platform"}},
    {19, {31029, Reaction::terminal, "account cancelled"}},
    {20, {31030, Reaction::terminal, "licence expired"}},
};

constexpr Row kDisconnect[] = {
    {1, {31010, Reaction::terminal, "kicked by another login"}},
    {2, {31011, Reaction::terminal, "disconnected by the server, user blocked"}},
    {5, {31011, Reaction::terminal, "disconnected by the server, user blocked"}},
    {6, {31006, Reaction::redirect, "go to another node"}},
    {7, {31020, Reaction::terminal, "token expired"}},
    {8, {31001, Reaction::terminal, "protocol version not supported"}},
    {9, {31029, Reaction::terminal, "account cancelled"}},
};

StatusMeaning find(std::span<const Row> table, std::uint16_t status) {
  const auto row = std::ranges::find(table, status, &Row::status);
  return row == table.end() ? StatusMeaning{} : row->meaning;
}

}  // namespace

StatusMeaning connack_meaning(std::uint16_t status) { return find(kConnAck, status); }
StatusMeaning disconnect_meaning(std::uint16_t status) { return find(kDisconnect, status); }

}  // namespace redial::wire
