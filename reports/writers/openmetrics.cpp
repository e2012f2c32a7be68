// One function per metric family. Times are seconds, as the format demands.
#include "reports/writers/openmetrics.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "reports/instrument.hpp"
#include "reports/summarise.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

std::string escaped(const std::string& value) {
  std::string text;
  for (const char c : printable(value)) {
    if (c == '\\' || c == '"') text += '\\';
    text += c;
  }
  return text;
}

std::string to_text(const Labels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value));
  return text.empty() ? text : "{" + text + "}";
}

class Families {
 public:
  explicit Families(std::ostream& out) : out_(out) {}

  void family(std::string name, const char* type, const char* help) {
    name_ = std::move(name);
    out_ << "# TYPE " << name_ << ' ' << type << '\n';
    if (name_.ends_with("_seconds")) out_ << "# UNIT " << name_ << " seconds\n";
    out_ << "# HELP " << name_ << ' ' << help << '\n';
  }
  void sample(const Labels& labels, double value, const char* suffix = "") {
    out_ << name_ << suffix << to_text(labels) << ' ' << fmt::format("{}", value) << '\n';
  }

 private:
  std::ostream& out_;
  std::string name_;
};

Labels labels_of(const control::ClientDescription& client) {
  return {{"client", client.name}, {"version", client.version}, {"profile", client.profile}, {"host", client.host}};
}

Labels with(Labels labels, const char* name, std::string value) {
  labels.emplace_back(name, std::move(value));
  return labels;
}

void add_results(const Report& report, Families& families) {
  families.family("redial_results", "gauge", "Results of the run by verdict.");
  for (const ClientResults& group : by_client(report.results)) {
    Summary summary;
    for (const ScenarioResult* result : group.results) count(result->verdict, summary);
    const auto sample = [&](const char* verdict, unsigned number) {
      families.sample(with(labels_of(group.client), "verdict", verdict), number);
    };
    sample("pass", summary.passed);
    sample("fail", summary.failed);
    sample("known", summary.known);
    sample("inconclusive", summary.inconclusive);
    sample("warning", summary.warned);
  }
}

void add_crashes(const Report& report, Families& families) {
  families.family("redial_client_crashes", "gauge", "How often the client under test died by itself.");
  for (const Crashes& crashes : report.crashes) families.sample(labels_of(crashes.client), crashes.count);
}

// Nearest rank, as everywhere; the sum is that of the samples.
void add_latencies(const Report& report, Families& families) {
  families.family("redial_reconnect_seconds", "summary", "From the loss of a connection until the app was told connected again.");
  for (const Latency& latency : report.latencies) {
    const Labels labels = labels_of(latency.client);
    Duration sum{};
    for (const ScenarioResult& result : report.results) {
      if (!same_client(result.client, latency.client)) continue;
      for (const Reconnect& reconnect : result.reconnects) sum += reconnect.total;
    }
    families.sample(with(labels, "quantile", "0.5"), seconds(latency.total.p50));
    families.sample(with(labels, "quantile", "0.95"), seconds(latency.total.p95));
    families.sample(with(labels, "quantile", "1"), seconds(latency.total.max));
    families.sample(labels, seconds(sum), "_sum");
    families.sample(labels, static_cast<double>(latency.total.count), "_count");
  }
}

void add_phases(const Report& report, Families& families) {
  families.family("redial_reconnect_phase_median_seconds", "gauge", "The median of each phase of a reconnect by itself.");
  for (const Latency& latency : report.latencies)
    for (const Phase& phase : latency.medians)
      families.sample(with(labels_of(latency.client), "phase", phase.name), seconds(phase.length));
}

void add_quantiles(const Inaccuracy& found, const Labels& labels, Families& families) {
  families.sample(with(labels, "quantile", "0.5"), seconds(found.p50));
  families.sample(with(labels, "quantile", "0.95"), seconds(found.p95));
  if (found.p99) families.sample(with(labels, "quantile", "0.99"), seconds(*found.p99));
  families.sample(with(labels, "quantile", "1"), seconds(found.max));
  families.sample(labels, static_cast<double>(found.count), "_count");
}

// How far to trust the latencies; nothing of a run that measures none.
void add_instrument(const Report& report, Families& families) {
  if (!report.calibrations.empty()) {
    families.family("redial_calibration_error_seconds", "summary", "How far off times were before the run.");
    for (const Calibration& each : report.calibrations) {
      Labels labels{{"method", std::string(name_of(kCalibrationMethods, each.method))}};
      if (each.method == CalibrationMethod::known_delay) labels.emplace_back("delay", fmt::format("{}", seconds(each.delay)));
      if (each.error.count > 0) add_quantiles(each.error, labels, families);
    }
  }
  if (report.lag.count == 0) return;
  families.family("redial_lag_seconds", "summary", "How late the machine woke threads during the run.");
  add_quantiles(report.lag, {}, families);
  families.family("redial_latencies_inconclusive", "gauge", "1 if the lag exceeds its bound.");
  families.sample({}, exceeds_bound(report.lag));
}

}  // namespace

void write_openmetrics(const Report& report, std::ostream& out) {
  Families families(out);
  families.family("redial_build_info", "gauge", "The build that played.");
  families.sample({{"version", report.redial_version}, {"commit", report.redial_commit}}, 1);
  families.family("redial_run_seconds", "gauge", "How long the run took.");
  families.sample({{"time", std::string(name_of(kTimes, report.time))}}, seconds(report.duration));
  families.family("redial_run_interrupted", "gauge", "1 if the user stopped the run.");
  families.sample({}, report.interrupted);
  families.family("redial_stale_deviations", "gauge", "Recorded deviations that no longer show.");
  families.sample({}, static_cast<double>(report.stale.size()));
  add_results(report, families);
  if (!report.crashes.empty()) add_crashes(report, families);
  if (!report.latencies.empty()) add_latencies(report, families);
  if (!report.latencies.empty()) add_phases(report, families);
  add_instrument(report, families);
  out << "# EOF\n";
}

}  // namespace redial::reports
