// Finds scenarios on disk: by id, family, file, folder or glob. It reads files and nothing more; what they say is the parser's
// business.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "scenarios/engine/deviation.hpp"
#include "scenarios/engine/diagnostic.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// A folder with more entries than this below it is not a set of scenarios.
inline constexpr std::size_t kMaxLibraryEntries = 2'000;

// The scenarios that `selections` name, each once, by template id and then in the order of their file; all below `root` if there
// are none. The template id of a file is its path below `root` without ".yaml" ("token/expired"), for files elsewhere their path
// as given. A selection is, the first that fits:
//   - a template id ("token/expired"), a family ("token") or a glob over these ("token/*", "*/exp*", where * crosses no '/')
//   - the path of a scenario file, or of a folder with scenario files in it or below
//   - the id of one case, exactly as Scenario::id has it ("token/refused [status=4]", "token/expired (tls)")
// All errors of all files are reported, and nothing is loaded if there is one.
Result<std::vector<Scenario>, std::vector<Diagnostic>> load(const std::filesystem::path& root,
                                                            const std::vector<std::string>& selections);

// The known deviations in `file`; none if there is no such file.
Result<std::vector<KnownDeviation>, std::vector<Diagnostic>> load_deviations(const std::filesystem::path& file);

}  // namespace redial::scenarios
