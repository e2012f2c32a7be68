// One statement of SQL: its parameters bound in their order, its columns read in theirs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace redial::reports::history {

// A statement that the database does not understand, or a step that fails, is told by step(); what went wrong, the database
// knows.
class Statement {
 public:
  enum class Step { row, done, failed };

  Statement(sqlite3* database, const char* sql);

  // The next parameter.
  Statement& bind(std::int64_t value);
  Statement& bind(std::string_view text);
  Statement& bind_blob(std::string_view bytes);

  Step step();
  // Lets it be stepped through anew, with new parameters.
  void reset();

  // The next column of the row.
  std::int64_t integer();
  std::string text();
  std::string blob();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int parameter_ = 0, column_ = 0;
};

}  // namespace redial::reports::history
