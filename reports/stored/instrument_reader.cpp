// Tables of fields.
#include "reports/stored/instrument_reader.hpp"

namespace redial::reports::stored {

static void read(Cursor& cursor, Value value, Inaccuracy& found) {
  static constexpr Field<Inaccuracy> kFields[] = {required<&Inaccuracy::min>("min"), required<&Inaccuracy::p50>("p50"),
                                                  required<&Inaccuracy::p95>("p95"), optional<&Inaccuracy::p99>("p99"),
                                                  required<&Inaccuracy::max>("max")};
  read_record(cursor, value, kFields, found);
}

void read(Cursor& cursor, Value value, Calibration& calibration) {
  static constexpr Field<Calibration> kFields[] = {
      {"method",
       [](Cursor& c, Value v, Calibration& one) {
         read_name(
             c, v, [](std::string_view name) { return value_of(kCalibrationMethods, name); }, one.method);
       }},
      optional<&Calibration::delay>("delay_ms"),
      {"n", [](Cursor& c, Value v, Calibration& one) { read(c, v, one.error.count); }},
      optional<&Calibration::error>("ms")};
  read_record(cursor, value, kFields, calibration);
}

void read_lag(Cursor& cursor, Value value, Inaccuracy& lag) {
  constexpr auto kSkip = [](Cursor&, Value, Inaccuracy&) {};
  static constexpr Field<Inaccuracy> kFields[] = {required<&Inaccuracy::count>("n"),
                                                  {"ms", [](Cursor& c, Value v, Inaccuracy& i) { read(c, v, i); }},
                                                  {"bound_ms", kSkip, false},
                                                  {"exceeded", kSkip, false}};
  read_record(cursor, value, kFields, lag);
}

}  // namespace redial::reports::stored
