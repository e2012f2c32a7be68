// One table of forms; all else follows from it.
#include "cli/bench_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "load/result/json.hpp"
#include "load/writers/console.hpp"
#include "load/writers/page.hpp"

namespace redial::cli {
namespace {

// What the terminal shows, as it stands.
void write_markdown(const load::BenchResult& result, std::ostream& out) {
  out << "```text\n";
  load::write_console(result, {.charset = reports::Charset::unicode}, out);
  out << "```\n";
}

struct Form {
  std::string_view name;
  const char* file;  // null: standard output, and the terminal's style
  void (*write)(const load::BenchResult& result, std::ostream& out);
};

constexpr Form kForms[] = {
    {"console", nullptr, nullptr},
    {"json", "bench.json", load::write_json},
    {"html", "bench.html", load::write_html},
    {"markdown", "bench.md", write_markdown},
};

Result<Done> write_to(const std::filesystem::path& path, const load::BenchResult& result, const Form& form) {
  std::error_code error;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  form.write(result, file);
  if (file.flush()) return Done{};
  return Error{"cannot write it", path.string(), "choose a file in a folder of yours, and check the space left"};
}

}  // namespace

Result<Done> write_bench_page(const load::BenchResult& result, const std::string& file) {
  return write_to(file, result, *std::ranges::find(kForms, "html", &Form::name));
}

Result<Done> write_bench_reports(const load::BenchResult& result, const BenchForms& forms, const reports::Style& style) {
  if (forms.out.empty() && forms.formats.size() != 1)
    return Error{"several formats cannot all go to standard output", "--format", "name a folder with --out"};
  for (const std::string& name : forms.formats) {
    const auto form = std::ranges::find(kForms, name, &Form::name);
    if (form == std::end(kForms))
      return Error{"a bench has no form " + name, "--format", "choose of console, json, html and markdown"};
    if (!form->file) {
      load::write_console(result, style, std::cout);
    } else if (forms.out.empty()) {
      form->write(result, std::cout);
    } else if (const auto written = write_to(std::filesystem::path(forms.out) / form->file, result, *form); !written) {
      return written.error();
    }
  }
  return forms.html.empty() ? Result<Done>(Done{}) : write_bench_page(result, forms.html);
}

}  // namespace redial::cli
