// The scenario language as a JSON schema, for editors that complete and check while one types. It says what single values can be;
// what they mean together only the parser knows.
#pragma once

#include <string>

namespace redial::scenarios {

// Draft 7, indented, made from the tables of the language; ends with a line end. Published as docs/scenario.schema.json.
std::string to_json_schema();

}  // namespace redial::scenarios
