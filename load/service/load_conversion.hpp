// A bench's setup and progress between our types and proto/redial/v1/load.proto.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "load/crowd/shard.hpp"
#include "redial/v1/load.pb.h"

namespace redial::load {

redial::v1::LoadProgress to_proto(const Progress& progress);
Progress from_proto(const redial::v1::LoadProgress& progress);

// Without tokens, which come by themselves. Errors: what is wrong with the spec, with lines and columns; an impossible share.
Result<CrowdSetup> from_proto(const redial::v1::LoadSetup& setup);
redial::v1::LoadApp to_proto(const App& app);

}  // namespace redial::load
