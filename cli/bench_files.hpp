// The forms that a bench is written in, and where each goes.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "load/result/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::cli {

struct BenchForms {
  std::vector<std::string> formats;  // console, html, json, markdown
  std::string out;                   // the folder of files; empty: the one format goes to standard output
  std::string html;                  // besides: the page, to this file; empty: none
};

// Errors: a format that benches do not have, several formats and no folder, a file that cannot be written.
Result<Done> write_bench_reports(const load::BenchResult& result, const BenchForms& forms, const reports::Style& style);

// The page alone. Error: the file cannot be written.
Result<Done> write_bench_page(const load::BenchResult& result, const std::string& file);

}  // namespace redial::cli
