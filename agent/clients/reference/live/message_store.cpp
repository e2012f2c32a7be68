// The SQLite side: a file for each user, opened for real, so that "database opened" is an observation.
#include "agent/clients/reference/live/message_store.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

namespace redial::agent::reference {
namespace {

// Durability is not wanted: the store lives as long as the agent.
constexpr const char* kSchema =
    "PRAGMA synchronous = OFF;"
    "CREATE TABLE IF NOT EXISTS message(uid TEXT PRIMARY KEY, sender TEXT NOT NULL, text TEXT NOT NULL, time_ms INTEGER NOT "
    "NULL);";

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Statement prepare(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
  return Statement(statement);
}

void bind(const Statement& statement, int position, const std::string& text) {
  sqlite3_bind_text(statement.get(), position, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

// User ids and AppKeys may hold what a file name may not.
std::string in_hex(std::string_view text) {
  std::string hex;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 0x0f];
  }
  return hex;
}

}  // namespace

void MessageStore::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

std::string MessageStore::file(const std::string& directory, const AppKey& app_key, const std::string& user) {
  return std::filesystem::path(directory) / (in_hex(app_key.value) + "-" + in_hex(user) + ".db");
}

Result<MessageStore> MessageStore::open(const std::string& file) {
  sqlite3* database = nullptr;
  const int status = sqlite3_open(file.c_str(), &database);
  MessageStore store(database);  // SQLite hands out a database to close even when it could not open one
  if (status != SQLITE_OK) return store.error("cannot open");
  if (const auto created = store.run(kSchema); !created) return created.error();
  return store;
}

Result<bool> MessageStore::keep(const payload::TextMessage& message) {
  const auto insert = prepare(database_.get(), "INSERT OR IGNORE INTO message VALUES(?, ?, ?, ?)");
  bind(insert, 1, message.message_uid);
  bind(insert, 2, message.from);
  bind(insert, 3, message.text);
  sqlite3_bind_int64(insert.get(), 4, message.time_ms);
  if (sqlite3_step(insert.get()) != SQLITE_DONE) return error("cannot keep a message");
  return sqlite3_changes(database_.get()) > 0;
}

Result<std::size_t> MessageStore::count() {
  const auto select = prepare(database_.get(), "SELECT count(*) FROM message");
  if (sqlite3_step(select.get()) != SQLITE_ROW) return error("cannot count messages");
  return static_cast<std::size_t>(sqlite3_column_int64(select.get(), 0));
}

Error MessageStore::error(const std::string& what) const {
  return {what + ": " + sqlite3_errmsg(database_.get()), "message store", "check the agent's temporary directory"};
}

Result<Done> MessageStore::run(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return error("cannot prepare");
  return Done{};
}

namespace {

template <class Damage>
Result<Done> for_each_database(const std::string& directory, const Damage& damage) {
  std::error_code ignored;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) files.push_back(entry.path());
  if (files.empty()) return Error{"there is no database yet", "storage", "connect the client first"};
  for (const auto& file : files) damage(file);
  return Done{};
}

}  // namespace

Result<Done> overwrite_databases(const std::string& directory) {
  return for_each_database(directory, [](const std::filesystem::path& file) {
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary) << std::string(std::filesystem::file_size(file), '\xa5');
  });
}

Result<Done> delete_databases(const std::string& directory) {
  return for_each_database(directory, [](const std::filesystem::path& file) { std::filesystem::remove(file); });
}

}  // namespace redial::agent::reference
