#!/usr/bin/env bash
# Fails, with the places, where a C++ file is not as clang-format would have it. Changes nothing.
# usage: format.sh CLANG-FORMAT     (in the root of the tree)
set -euo pipefail

find . \( -path './.*' -o -path ./build -o -path ./out -o -name node_modules \) -prune -o -name '*.[ch]pp' -print0 |
  xargs -0 "$1" --dry-run --Werror
