// The scripts that complete a command line made by hand, compared byte for byte with files of expected/.
#include <gtest/gtest.h>

#include "cli/completion_scripts.hpp"
#include "tests/golden/golden.hpp"
#include "tests/unit/cli/sample_app.hpp"

namespace redial::cli {
namespace {

Command sample() { return read_commands(SampleApp().app, sample_values()); }

TEST(Golden, CompletionsForBash) { expect_golden("completions.bash", bash_completion(sample())); }

TEST(Golden, CompletionsForZsh) { expect_golden("completions.zsh", zsh_completion(sample())); }

TEST(Golden, CompletionsForFish) { expect_golden("completions.fish", fish_completion(sample())); }

}  // namespace
}  // namespace redial::cli
