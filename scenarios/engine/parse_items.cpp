// Items of lists of expected events: patterns and groups of them.
#include <utility>

#include "scenarios/engine/matcher.hpp"
#include "scenarios/engine/parse_parts.hpp"

namespace redial::scenarios {
namespace {

class ItemReader {
 public:
  ItemReader(Scope& scope, const ClientUses& uses) : scope_(scope), uses_(uses) {}

  std::vector<Item> list(const Value& value, int depth) {
    std::vector<Item> items;
    for (const Value& item : std::get<std::vector<Value>>(value.data)) items.push_back(this->item(item, depth));
    return items;
  }

 private:
  Item item(const Value& value, int depth) {
    if (!std::holds_alternative<Record>(value.data)) return Item(Item::Kind::all, list(value, depth));
    const auto& record = std::get<Record>(value.data);
    return record.object == &language::pattern() ? Item(read_pattern(record, scope_, uses_)) : group(record, depth + 1);
  }

  Item group(const Record& record, int depth) {
    if (depth > kMaxGroupDepth) {
      scope_.diagnostics().add(record.position, "groups nest too deeply: " + std::to_string(kMaxGroupDepth) + " levels at most");
      return {};
    }
    const std::string_view word = record.object->name;
    const Value& content = *record.find(word);
    if (word == "any-order") return Item(Item::Kind::any_order, list(content, depth));
    if (word == "one-of") return Item(Item::Kind::one_of, list(content, depth));
    Item made(Item::Kind::repeat, {item(content, depth)});
    made.least = 0;
    if (word == "optional") return made;
    made.least = static_cast<std::uint32_t>(record.get<std::int64_t>("at-least").value_or(1));
    made.most = static_cast<std::uint32_t>(record.get<std::int64_t>("at-most").value_or(Item::kUnlimited));
    if (made.least > made.most) {
      scope_.diagnostics().add(record.find("at-least")->position, "nothing can come " + std::to_string(made.least) +
                                                                      " times and no more than " + std::to_string(made.most));
    }
    return made;
  }

  Scope& scope_;
  const ClientUses& uses_;
};

}  // namespace

std::vector<Item> read_items(const Value& list, Scope& scope, const ClientUses& uses) {
  std::vector<Item> items = ItemReader(scope, uses).list(list, 0);
  if (Matcher(items).too_large()) {
    scope.diagnostics().add(list.position, "this can be met in too many ways: fewer items in any order, or smaller bounds");
    return {};
  }
  return items;
}

}  // namespace redial::scenarios
