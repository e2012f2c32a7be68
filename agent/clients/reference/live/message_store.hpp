// The client's message store: one SQLite file per app and user. It keeps messages; what to do with them is not its business.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "payload/chat_payloads.hpp"

struct sqlite3;

namespace redial::agent::reference {

// Calls block for as long as the disk takes; one thread at a time.
class MessageStore {
 public:
  // Where the store of `user` is, in `directory`.
  static std::string file(const std::string& directory, const AppKey& app_key, const std::string& user);

  // Opens or creates the store in `file`. Errors: its directory is missing or not writable, the file is no database.
  static Result<MessageStore> open(const std::string& file);

  // Whether the message was new; one that is there already stays as it is. Errors: the disk is full or gone.
  Result<bool> keep(const payload::TextMessage& message);

  // How many messages it holds.
  Result<std::size_t> count();

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit MessageStore(sqlite3* database) : database_(database) {}

  Error error(const std::string& what) const;
  Result<Done> run(const char* sql);

  std::unique_ptr<sqlite3, Close> database_;
};

// Overwrite or delete every store in `directory`; none may be open. Error: there is none.
Result<Done> overwrite_databases(const std::string& directory);
Result<Done> delete_databases(const std::string& directory);

}  // namespace redial::agent::reference
