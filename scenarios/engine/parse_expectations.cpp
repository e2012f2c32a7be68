// Expectations: a reader for each word, and whether what they demand is possible after these steps.
#include <algorithm>
#include <functional>
#include <utility>

#include "scenarios/engine/parse_parts.hpp"
#include "scenarios/engine/wording.hpp"

namespace redial::scenarios {
namespace {

class ExpectationReader {
 public:
  ExpectationReader(Scope& scope, const ClientUses& uses) : scope_(scope), uses_(uses) {}

  Condition read(const Record& record);

 private:
  using Reader = Condition (ExpectationReader::*)(const Record&);
  struct Row {
    std::string_view word;
    Reader reader;
  };
  static const Row kReaders[];

  Condition in_order(const Record& r) { return InOrder{items(r)}; }
  Condition any_order(const Record& r);
  Condition sequence(const Record& r);
  template <class Count>
  Condition count(const Record& r) {
    return Count{times(r), pattern(r)};
  }
  Condition at_most(const Record& r) {
    return AtMost{times(r), pattern(r), r.get<Duration>("per"), scope(r, "after"), scope(r, "until")};
  }
  Condition never(const Record& r) { return Never{pattern(r), scope(r, "after"), r.get<Duration>("within"), scope(r, "until")}; }
  Condition every(const Record& r);
  Condition within(const Record& r);
  Condition status(const Record& r) { return StatusReached{client(r), *trace::status_from_name(*r.get<std::string>("is"))}; }
  Condition code(const Record& r) { return CodeIs{client(r), call(r), static_cast<std::int32_t>(*r.get<std::int64_t>("is"))}; }
  Condition user(const Record& r) { return UserIs{client(r), call(r), *r.get<std::string>("is")}; }
  Condition reconnects(const Record& r) { return Reconnects{client(r), times(r), *r.get<Duration>("within")}; }
  Condition backs_off(const Record& r);

  static std::uint32_t times(const Record& r) { return static_cast<std::uint32_t>(r.get<std::int64_t>("times").value_or(1)); }
  Pattern pattern(const Record& r) { return read_pattern(r, scope_, uses_); }
  std::optional<Pattern> scope(const Record& r, std::string_view field) {
    const auto record = r.get<Record>(field);
    return record ? std::optional(pattern(*record)) : std::nullopt;
  }
  std::vector<Item> items(const Record& r) { return read_items(*r.find("events"), scope_, uses_); }
  std::string client(const Record& r) const { return scope_.client_of(r); }
  std::uint32_t call(const Record& r);

  Scope& scope_;
  const ClientUses& uses_;
};

const ExpectationReader::Row ExpectationReader::kReaders[] = {
    {"in-order", &ExpectationReader::in_order},
    {"any-order", &ExpectationReader::any_order},
    {"sequence", &ExpectationReader::sequence},
    {"exactly", &ExpectationReader::count<Exactly>},
    {"at-least", &ExpectationReader::count<AtLeast>},
    {"at-most", &ExpectationReader::at_most},
    {"every", &ExpectationReader::every},
    {"never", &ExpectationReader::never},
    {"within", &ExpectationReader::within},
    {"status", &ExpectationReader::status},
    {"code", &ExpectationReader::code},
    {"user", &ExpectationReader::user},
    {"reconnects", &ExpectationReader::reconnects},
    {"backoff", &ExpectationReader::backs_off},
};

Condition ExpectationReader::read(const Record& record) {
  const auto row = std::ranges::find(kReaders, record.object->name, &Row::word);
  return (this->*row->reader)(record);
}

Condition ExpectationReader::any_order(const Record& r) {
  AnyOrder order;
  for (const Value& item : std::get<std::vector<Value>>(r.find("events")->data))
    order.patterns.push_back(pattern(std::get<Record>(item.data)));
  return order;
}

void for_each_pattern(const std::vector<Item>& items, const std::function<void(const Pattern&)>& visit) {
  for (const Item& item : items) {
    if (item.kind == Item::Kind::event) visit(item.pattern);
    for_each_pattern(item.items, visit);
  }
}

Condition ExpectationReader::sequence(const Record& r) {
  Sequence sequence{{}, r.get<std::string>("client").value_or(""), items(r), scope(r, "after"), scope(r, "until")};
  for (const std::string& word : texts(r, "kinds")) sequence.kinds.insert(*trace::kind_from_name(word));
  const bool given = !sequence.kinds.empty();
  for_each_pattern(sequence.items, [&](const Pattern& listed) {
    if (!given) {
      sequence.kinds.insert(listed.kind);
    } else if (!sequence.kinds.contains(listed.kind)) {
      scope_.diagnostics().add(listed.position,
                               in_quotes(trace::describe(listed.kind).name) + " is not among the 'kinds' that are looked at");
    }
  });
  return sequence;
}

// Can both events have this in common? Epochs of client and server count different things.
bool carry(const Every& every, Shared what) {
  const trace::KindInfo &a = trace::describe(every.pattern.kind), &b = trace::describe(every.other.kind);
  if (what == Shared::epoch) return a.lane == b.lane && (a.lane == trace::Lane::wire || a.lane == trace::Lane::server);
  const auto carries = [&](trace::EventKind kind) {
    const auto fields = language::pattern_fields(kind);
    return std::ranges::find(fields, name_of(kSharedNames, what)) != fields.end();
  };
  return carries(a.kind) && carries(b.kind);
}

Condition ExpectationReader::every(const Record& r) {
  Every every{pattern(r), Every::Side::leads_to, {}, r.get<Duration>("within"), {}};
  const auto behind = scope(r, "leads-to"), ahead = scope(r, "follows");
  if (behind.has_value() == ahead.has_value()) {
    scope_.diagnostics().add(r.position, "every needs either 'leads-to' or 'follows'");
    return every;
  }
  every.side = behind ? Every::Side::leads_to : Every::Side::follows;
  every.other = behind ? *behind : *ahead;
  for (const std::string& word : texts(r, "same")) {
    every.same.push_back(*value_of(kSharedNames, word));
    if (!carry(every, every.same.back()))
      scope_.diagnostics().add(r.find("same")->position, "the two events cannot have the same " + in_quotes(word));
  }
  return every;
}

Condition ExpectationReader::backs_off(const Record& r) {
  BacksOff expected;
  expected.client = client(r);
  for (const Value& delay : std::get<std::vector<Value>>(r.find("delays")->data))
    expected.delays.push_back(std::get<Duration>(delay.data));
  expected.repeats_last = r.get<bool>("repeats-last").value_or(false);
  expected.tolerance = r.get<Tolerance>("tolerance").value_or(Tolerance{});
  expected.jitter = r.get<std::int64_t>("jitter").value_or(0);
  expected.attempts = static_cast<std::uint32_t>(r.get<std::int64_t>("attempts").value_or(1));
  expected.after = scope(r, "after");
  return expected;
}

Condition ExpectationReader::within(const Record& r) {
  Within within{pattern(*r.get<Record>("of")), pattern(r), r.get<Duration>("at-least").value_or(Duration{}),
                *r.get<Duration>("at-most")};
  if (within.at_least > within.at_most) {
    scope_.diagnostics().add(r.find("at-least")->position,
                             "nothing can come after " + to_text(within.at_least) + " and before " + to_text(within.at_most));
  }
  return within;
}

// The number of a connect that the steps do make.
std::uint32_t ExpectationReader::call(const Record& r) {
  const auto number = static_cast<std::uint32_t>(r.get<std::int64_t>("call").value_or(1));
  const std::uint32_t connects = uses_.at(client(r)).connects;
  if (number <= connects) return number;
  const Value* given = r.find("call");
  scope_.diagnostics().add(
      given ? given->position : r.position,
      in_quotes(client(r)) + " has no connect " + std::to_string(number) + ": the steps make " + std::to_string(connects));
  return number;
}

// Names of checks that steps and counting give; an expectation of the same name would be taken for one of them.
void refuse_reserved_id(const Record& record, Diagnostics& diagnostics) {
  const auto id = record.get<std::string>("id");
  if (id && (id->starts_with("expect-") || id->starts_with("step-"))) {
    diagnostics.add(record.find("id")->position, "names that begin with 'expect-' or 'step-' are given by redial itself");
  }
}

}  // namespace

std::vector<Expectation> read_expectations(const Value& list, Scope& scope, const ClientUses& uses) {
  std::vector<Expectation> expectations;
  ExpectationReader reader(scope, uses);
  const auto& items = std::get<std::vector<Value>>(list.data);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto* record = std::get_if<Record>(&items[i].data);
    if (record == nullptr || !scope.resolve(*record) || !record->whole) continue;
    refuse_reserved_id(*record, scope.diagnostics());
    Condition condition = reader.read(*record);
    std::string text = to_text(condition);
    std::string id = record->get<std::string>("id").value_or("expect-" + std::to_string(i + 1));
    expectations.push_back({std::move(id), std::move(condition), std::move(text), texts(*record, "profiles"), record->position});
  }
  return expectations;
}

}  // namespace redial::scenarios
