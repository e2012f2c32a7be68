// Plants one violation after the other and expects each rule to see it, and to leave its lawful twin alone.
#include <gmock/gmock.h>

#include <string>

#include "tests/tidy/call_rule.hpp"
#include "tests/tidy/include_rule.hpp"
#include "tests/tidy/size_rule.hpp"
#include "tests/tidy/source_file.hpp"
#include "tests/tidy/text_rule.hpp"
#include "tests/tidy/type_rule.hpp"

namespace redial::tidy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

SourceFile file(const std::string& path, const std::string& text) { return make_source_file(path, text); }

std::string function_of(const std::string& head, std::size_t lines) {
  std::string text = "// A file.\nnamespace redial {\n" + head + " {\n";
  for (std::size_t i = 2; i < lines; ++i) text += "  step();\n";
  return text + "}\n}  // namespace redial\n";
}

// ---- includes ----

TEST(IncludeRule, CoreMayNotIncludeNet) {
  EXPECT_THAT(check_includes(file("core/wire/x.hpp", "// X.\n#include \"core/base/ids.hpp\"\n#include \"net/loop.hpp\"\n")),
              ElementsAre("core/wire/x.hpp:3 includes net/loop.hpp: core/wire may not include net"));
}

TEST(IncludeRule, WireMayNotIncludeSession) {
  EXPECT_THAT(check_includes(file("core/wire/x.hpp", "#include \"core/session/client_session.hpp\"\n")),
              ElementsAre("core/wire/x.hpp:1 includes core/session/client_session.hpp: core/wire may not include core/session"));
}

TEST(IncludeRule, CoreMayUseTheStandardLibraryButNoThreads) {
  EXPECT_THAT(check_includes(file("core/time/x.cpp", "#include <vector>\n#include <thread>\n")),
              ElementsAre("core/time/x.cpp:2 includes thread: core/time may not include threads"));
}

TEST(IncludeRule, OnlyNetIncludesBoost) {
  EXPECT_THAT(check_includes(file("net/x.cpp", "#include <boost/asio.hpp>\n")), IsEmpty());
  EXPECT_THAT(check_includes(file("mock_server/server/x.cpp", "#include <boost/asio.hpp>\n")),
              ElementsAre("mock_server/server/x.cpp:1 includes boost/asio.hpp: mock_server/server may not include Boost"));
}

TEST(IncludeRule, OnlyTheYamlReaderIncludesYamlCpp) {
  EXPECT_THAT(check_includes(file("scenarios/engine/yaml_tree.cpp", "#include <yaml-cpp/yaml.h>\n")), IsEmpty());
  EXPECT_THAT(check_includes(file("scenarios/engine/judge.cpp", "#include <yaml-cpp/yaml.h>\n")), SizeIs(1));
}

TEST(IncludeRule, ReportsSeeVerdictsButNotTheJudge) {
  EXPECT_THAT(check_includes(file("reports/x.cpp", "#include \"scenarios/engine/verdict.hpp\"\n")), IsEmpty());
  EXPECT_THAT(check_includes(file("reports/x.cpp", "#include \"scenarios/engine/judge.hpp\"\n")), SizeIs(1));
}

TEST(IncludeRule, GeneratedControlCodeStaysInTheControlPlane) {
  EXPECT_THAT(check_includes(file("agent/service/x.cpp", "#include \"redial/v1/agent.grpc.pb.h\"\n")), IsEmpty());
  EXPECT_THAT(check_includes(file("agent/runner/x.cpp", "#include \"redial/v1/agent.grpc.pb.h\"\n")),
              ElementsAre("agent/runner/x.cpp:1 includes redial/v1/agent.grpc.pb.h: agent/runner may not include control proto"));
}

TEST(IncludeRule, MainPutsEverythingTogether) {
  EXPECT_THAT(check_includes(file("agent/main.cpp", "#include <grpcpp/grpcpp.h>\n#include \"net/loop.hpp\"\n")), IsEmpty());
}

TEST(IncludeRule, OwnHeadersAreIncludedFromTheRoot) {
  EXPECT_THAT(check_includes(file("net/x.cpp", "#include \"loop.hpp\"\n")),
              ElementsAre("net/x.cpp:1 includes loop.hpp: headers of ours are included by their path from the root"));
}

TEST(IncludeRule, AnUnknownLibraryIsAFinding) {
  EXPECT_THAT(check_includes(file("net/x.cpp", "#include <uv.h>\n")),
              ElementsAre("net/x.cpp:1 includes uv.h: no library of the table has this header"));
}

TEST(IncludeRule, ANewFolderNeedsARoom) {
  EXPECT_THAT(check_includes(file("attic/x.cpp", "// X.\n")), ElementsAre("attic/x.cpp stands in no room of the include table"));
}

TEST(IncludeRule, AnIncludeInACommentIsNone) {
  EXPECT_THAT(check_includes(file("core/base/x.cpp", "/*\n#include \"net/loop.hpp\"\n*/\n")), IsEmpty());
}

// ---- calls ----

TEST(CallRule, SleepingIsFound) {
  EXPECT_THAT(check_calls(file("tests/unit/x.cpp", "// X.\nvoid f() { sleep_for(1s); }\n")),
              ElementsAre("tests/unit/x.cpp:2 uses sleep_for: ask for a timer and go on when it fires"));
}

TEST(CallRule, OnlyTheClockReadsTheClock) {
  const std::string text = "auto now() { return std::chrono::steady_clock::now(); }\n";
  EXPECT_THAT(check_calls(file("net/clock.cpp", text)), IsEmpty());
  EXPECT_THAT(check_calls(file("net/loop.cpp", text)), SizeIs(1));
}

TEST(CallRule, WordsInsideWordsCommentsAndTextsAreNoCalls) {
  EXPECT_THAT(
      check_calls(file("core/x.cpp", "int operand; // rand\nauto s = \"rand()\"; auto r = R\"(getenv)\"; auto c = 'x';\n")),
      IsEmpty());
}

TEST(CallRule, CodeBehindATextIsSeen) {
  EXPECT_THAT(check_calls(file("core/x.cpp", "f(\"a \\\" b\", 1'000, R\"x(\")x\", getenv(\"HOME\"));\n")), SizeIs(1));
}

// ---- sizes ----

TEST(SizeRule, ALongFileIsFound) {
  std::string text;
  for (std::size_t i = 0; i < kMaxFileLines; ++i) text += "\n";
  EXPECT_THAT(check_size(file("core/x.cpp", text)), IsEmpty());
  EXPECT_THAT(check_size(file("core/x.cpp", text + "\n")),
              ElementsAre("core/x.cpp has 501 lines; at most 500: split it by idea"));
}

TEST(SizeRule, AWideLineIsFoundAndCharactersCountOnce) {
  std::string umlauts;
  for (std::size_t i = 0; i < kMaxColumns; ++i) umlauts += "ä";
  EXPECT_THAT(check_size(file("core/x.cpp", umlauts)), IsEmpty());
  EXPECT_THAT(check_size(file("core/x.cpp", umlauts + "x")), ElementsAre("core/x.cpp:1 is 131 columns wide; at most 130"));
}

TEST(SizeRule, ALongFunctionIsFound) {
  EXPECT_THAT(check_functions(file("core/x.cpp", function_of("void f(int a)", kMaxFunctionLines))), IsEmpty());
  EXPECT_THAT(check_functions(file("core/x.cpp", function_of("void f(int a)", kMaxFunctionLines + 1))),
              ElementsAre("core/x.cpp:3 f has 71 lines; at most 70: give a part of it a name of its own"));
}

TEST(SizeRule, HandleMayBeLonger) {
  const std::string head = "std::vector<Action> Machine::handle(const Event& event, TimePoint now)";
  EXPECT_THAT(check_functions(file("core/x.cpp", function_of(head, kMaxHandleLines))), IsEmpty());
  EXPECT_THAT(check_functions(file("core/x.cpp", function_of(head, kMaxHandleLines + 1))), SizeIs(1));
}

TEST(SizeRule, AConstructorWithBracedMembersIsAFunction) {
  EXPECT_THAT(check_functions(file("core/x.cpp", function_of("Foo::Foo(int a) : a_{a}, b_{2}", kMaxFunctionLines + 1))),
              SizeIs(1));
}

TEST(SizeRule, AMemberFunctionInAClassIsAFunction) {
  EXPECT_THAT(check_functions(file("core/x.hpp", "class Foo : Bar {\n" + function_of("int f() const", 71) + "};\n")), SizeIs(1));
}

TEST(SizeRule, ATableIsNoFunction) {
  EXPECT_THAT(check_functions(file("core/x.cpp", function_of("constexpr Row kTable[] =", 200))), IsEmpty());
}

// ---- types ----

Findings types_of(const std::string& one, const std::string& other) {
  const SourceFile files[] = {file("core/a.hpp", "// A.\n" + one), file("net/b.cpp", "// B.\n" + other)};
  return check_types(files);
}

std::string in(const std::string& scope, const std::string& text) { return scope + " {\n" + text + "\n}\n"; }

TEST(TypeRule, OneNameForTwoTypesOfANamespaceIsFound) {
  EXPECT_THAT(types_of(in("namespace redial::net", "struct Call {\n  int a;\n};"),
                       "namespace redial {\nnamespace net {\nclass Call final : public Base<int> { int b; };\n}\n}\n"),
              ElementsAre("net/b.cpp:4 defines redial::net::Call again, which core/a.hpp:3 defines: give one of them another "
                          "name, or move it into an anonymous namespace"));
}

TEST(TypeRule, EnumsUnionsTemplatesAndNestedTypesAreTypes) {
  for (const std::string type :
       {"enum class X : std::uint8_t { a };", "enum X { a };", "union X { int a; };", "template <class T>\nstruct X { T a; };",
        "struct [[nodiscard]] X {};", "template <>\nstruct Hash<X> { int a; };"}) {
    EXPECT_THAT(types_of(in("namespace n", type), in("namespace n", type)), SizeIs(1)) << type;
  }
  EXPECT_THAT(types_of(in("namespace n", "class Server::Impl {};"), in("namespace n", "class Server::Impl {};")), SizeIs(1));
}

TEST(TypeRule, ADeclarationIsNoDefinition) {
  EXPECT_THAT(types_of("struct X;\nenum class E : int;\n", "struct X { int a; };\nenum class E : int { a };\n"), IsEmpty());
  EXPECT_THAT(types_of("struct X f() { return {}; }\n", "struct X { int a; };\n"), IsEmpty());
}

TEST(TypeRule, TypesWithinTwoClassesAreTwo) {
  EXPECT_THAT(types_of("class A {\n  struct Row { int a; };\n};\n", "class B {\n  struct Row { int b; };\n};\n"), IsEmpty());
}

TEST(TypeRule, NamesOfTwoNamespacesOrSpecialisationsAreTwo) {
  EXPECT_THAT(types_of(in("namespace a", "struct X {};"), in("namespace b", "struct X {};")), IsEmpty());
  EXPECT_THAT(types_of("template <>\nstruct Hash<A> {};\n", "template <>\nstruct Hash<B> {};\n"), IsEmpty());
}

TEST(TypeRule, WhatAFileKeepsToItselfMayHaveAnyName) {
  const std::string type = "struct X {\n  struct Y {};\n};";
  EXPECT_THAT(types_of(in("namespace n", in("namespace", type)), in("namespace n", type)), IsEmpty());
  EXPECT_THAT(types_of(in("void f()", type), in("void g()", type)), IsEmpty());
  EXPECT_THAT(types_of("#define DEFINE(x) \\\n  struct X { int x; };\n", type), IsEmpty());
}

// ---- texts ----

TEST(TextRule, ACppFileOpensWithAComment) {
  EXPECT_THAT(check_opening_comment(file("core/x.hpp", "// Says what it is.\n#pragma once\n")), IsEmpty());
  EXPECT_THAT(check_opening_comment(file("core/x.hpp", "#pragma once\n")), SizeIs(1));
  EXPECT_THAT(check_opening_comment(file("core/x.hpp", "")), SizeIs(1));
}

TEST(TextRule, APathOfOneMachineIsFound) {
  const std::string root =
      "/wor"
      "k";
  EXPECT_THAT(check_words(file("README.md", "see " + root + "/main\ncd " + root + "\n")), SizeIs(2));
  EXPECT_THAT(check_words(file("README.md", "a " + root + "flow, a frame" + root.substr(1) + "/x\n")), IsEmpty());
}

TEST(TextRule, ALockFileSaysNotWhereFrom) {
  EXPECT_THAT(check_words(file("package-lock.json",
                               "  \"resol"
                               "ved\": \"https://example.org/a.tgz\",\n")),
              SizeIs(1));
}

TEST(TextRule, ALockFileMayNameAFolderOfTheTree) {
  EXPECT_THAT(check_words(file("package-lock.json",
                               "  \"resol"
                               "ved\": \"web\",\n")),
              IsEmpty());
}

}  // namespace
}  // namespace redial::tidy
