// yaml-cpp's event interface, because its node interface loses duplicate keys and forgets what an alias was.
#include "scenarios/engine/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "core/wire/utf8.hpp"

namespace redial::scenarios::yaml {
namespace {

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

// What a scalar without quotes is, by YAML 1.2's core schema, which editors and JSON schemas go by.
Node::Kind plain_kind(std::string_view text) {
  for (const std::string_view word : {"true", "True", "TRUE", "false", "False", "FALSE"}) {
    if (text == word) return Node::Kind::boolean;
  }
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (is_digits(text)) return Node::Kind::integer;
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos && is_digits(text.substr(0, point)) && is_digits(text.substr(point + 1))) {
    return Node::Kind::number;
  }
  return Node::Kind::text;
}

// Builds the tree; refuses what is beyond plain data and goes on.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const Source& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics) {}

  std::optional<Node> take_root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { leaf(make(Node::Kind::empty, mark, "?", anchor)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    diagnostics_.add(at(mark), "aliases are not part of the language: write the value out");
    leaf(make(Node::Kind::broken, mark, "?", 0));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    Node node = make(tag == "?" ? plain_kind(value) : Node::Kind::text, mark, tag, anchor);
    node.text = value;
    leaf(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(make(Node::Kind::list, mark, tag, anchor));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(make(Node::Kind::map, mark, tag, anchor));
  }
  void OnMapEnd() override { close(); }

 private:
  // A list or map that is still being read. `key` is set while a map waits for the value that belongs to it.
  struct Open {
    Node node;
    std::optional<Node> key;
  };

  Position at(const YAML::Mark& mark) const { return source_.position(mark.line, mark.column); }

  Node make(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    const Position position = at(mark);
    if (anchor != 0) diagnostics_.add(position, "anchors are not part of the language: nothing can refer to them");
    // yaml-cpp reports a lone '!' as it reports quotes; the text tells them apart.
    const auto offset = static_cast<std::size_t>(std::max(mark.pos, 0));
    const bool lone_tag = tag == "!" && offset < source_.text().size() && source_.text()[offset] == '!';
    if (lone_tag || (tag != "?" && tag != "!" && !tag.empty())) {
      diagnostics_.add(position, "tags are not part of the language: write the value alone");
    }
    Node node;
    node.kind = kind;
    node.position = position;
    return node;
  }

  void open(Node node) {
    if (open_.size() == static_cast<std::size_t>(kMaxDepth)) {
      if (too_deep_++ == 0)
        diagnostics_.add(node.position, "nested too deeply: " + std::to_string(kMaxDepth) + " levels at most");
      return;
    }
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    if (too_deep_ > 0) {
      if (--too_deep_ == 0) leaf(Node{Node::Kind::broken, {}, {}, {}, {}});
      return;
    }
    Node node = std::move(open_.back().node);
    open_.pop_back();
    leaf(std::move(node));
  }

  void leaf(Node node) {
    if (too_deep_ > 0) return;
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == Node::Kind::list) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      parent.key = std::move(node);
    } else {
      add_entry(parent, std::move(node));
    }
  }

  void add_entry(Open& parent, Node value) {
    const Node key = *std::exchange(parent.key, std::nullopt);
    switch (key.kind) {
      case Node::Kind::broken:
        return;
      case Node::Kind::empty:
      case Node::Kind::list:
      case Node::Kind::map:
        diagnostics_.add(key.position, "a key must be a word");
        return;
      default:
        parent.node.entries.push_back({key.text, key.position, std::move(value)});
    }
  }

  const Source& source_;
  Diagnostics& diagnostics_;
  std::optional<Node> root_;
  std::vector<Open> open_;
  int too_deep_ = 0;  // levels below the deepest allowed one
};

bool is_control(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  if (byte(i) == 0xc2 && i + 1 < text.size()) return byte(i + 1) < 0xa0;  // U+0080 to U+009F
  return byte(i) == 0x7f || (byte(i) < 0x20 && text[i] != '\n' && text[i] != '\t' && text[i] != '\r');
}

// What is wrong with a line before it is read as YAML; yaml-cpp guesses encodings and takes control characters.
std::string_view flaw_of(std::string_view line) {
  if (line.size() > kMaxLineBytes) return "is too long: break it";
  if (!wire::is_utf8(line)) return "is not UTF-8: save the file in that encoding";
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (is_control(line, i)) return "holds a control character: remove it";
  }
  return {};
}

// Says what is wrong with the first bad line, without showing it.
bool is_readable(const Source& source, Diagnostics& diagnostics) {
  for (int number = 1; number <= source.line_count(); ++number) {
    const std::string_view flaw = flaw_of(source.line(number));
    if (flaw.empty()) continue;
    diagnostics.add({}, "line " + std::to_string(number) + " " + std::string(flaw));
    return false;
  }
  return true;
}

}  // namespace

std::optional<Node> read(const Source& source, Diagnostics& diagnostics) {
  if (!is_readable(source, diagnostics)) return std::nullopt;
  std::istringstream stream{std::string(source.text())};
  TreeBuilder builder(source, diagnostics);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    std::optional<Node> root = builder.take_root();
    TreeBuilder rest(source, diagnostics);
    if (parser.HandleNextDocument(rest)) {
      const std::optional<Node> second = rest.take_root();
      diagnostics.add(second ? second->position : Position{1, 1}, "a second document begins here: a file holds one");
    }
    if (!root || root->kind == Node::Kind::empty) {
      diagnostics.add({1, 1}, "the file is empty");
      return std::nullopt;
    }
    return root;
  } catch (const YAML::Exception& error) {
    const bool placed = error.mark.line >= 0;
    const std::string hint = error.msg == YAML::ErrorMsg::MAP_VALUE ? "; a text with ': ' in it needs quotes" : "";
    diagnostics.add(placed ? source.position(error.mark.line, error.mark.column) : Position{1, 1},
                    "not YAML: " + error.msg + hint);
    return std::nullopt;
  }
}

}  // namespace redial::scenarios::yaml
