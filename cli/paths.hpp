// Where the product's own files are: beside an installed binary, or in the source tree that it was built from.
#pragma once

#include <filesystem>

namespace redial::cli {

// Holds `scenarios/`, `agent/clients/` and `proto/`: <prefix>/share/redial of an installation, the source tree otherwise.
std::filesystem::path data_directory();

// The program `name` of this product: beside the running binary.
std::filesystem::path program(const char* name);

// The library `name` of this product that is loaded into processes of clients: in lib/redial/ beside the binary's directory.
std::filesystem::path library(const char* name);

}  // namespace redial::cli
