// Expectations: a reader for each word, and whether what they demand is possible after these steps.
#include <algorithm>
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

  template <class Order>
  Condition order(const Record& r);
  template <class Count>
  Condition count(const Record& r) {
    return Count{times(r), pattern(r)};
  }
  Condition never(const Record& r);
  Condition within(const Record& r);
  Condition status(const Record& r) { return StatusReached{client(r), *trace::status_from_name(*r.get<std::string>("is"))}; }
  Condition code(const Record& r) { return CodeIs{client(r), call(r), static_cast<std::int32_t>(*r.get<std::int64_t>("is"))}; }
  Condition user(const Record& r) { return UserIs{client(r), call(r), *r.get<std::string>("is")}; }
  Condition reconnects(const Record& r) { return Reconnects{client(r), times(r), *r.get<Duration>("within")}; }

  static std::uint32_t times(const Record& r) { return static_cast<std::uint32_t>(r.get<std::int64_t>("times").value_or(1)); }
  Pattern pattern(const Record& r) { return read_pattern(r, scope_, uses_); }
  std::string client(const Record& r) const { return scope_.client_of(r); }
  std::uint32_t call(const Record& r);

  Scope& scope_;
  const ClientUses& uses_;
};

const ExpectationReader::Row ExpectationReader::kReaders[] = {
    {"in-order", &ExpectationReader::order<InOrder>},
    {"any-order", &ExpectationReader::order<AnyOrder>},
    {"exactly", &ExpectationReader::count<Exactly>},
    {"at-least", &ExpectationReader::count<AtLeast>},
    {"never", &ExpectationReader::never},
    {"within", &ExpectationReader::within},
    {"status", &ExpectationReader::status},
    {"code", &ExpectationReader::code},
    {"user", &ExpectationReader::user},
    {"reconnects", &ExpectationReader::reconnects},
};

Condition ExpectationReader::read(const Record& record) {
  const auto row = std::ranges::find(kReaders, record.object->name, &Row::word);
  return (this->*row->reader)(record);
}

template <class Order>
Condition ExpectationReader::order(const Record& r) {
  Order order;
  for (const Value& item : std::get<std::vector<Value>>(r.find("events")->data))
    order.patterns.push_back(pattern(std::get<Record>(item.data)));
  return order;
}

Condition ExpectationReader::never(const Record& r) {
  Never never{pattern(r), std::nullopt, r.get<Duration>("within")};
  if (const auto after = r.get<Record>("after")) never.after = pattern(*after);
  return never;
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
