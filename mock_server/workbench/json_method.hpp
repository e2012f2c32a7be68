// The calls of the control service by name, with requests and answers as JSON. It knows no single call: protobuf's descriptors
// do.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace google::protobuf {
class MethodDescriptor;
class Message;
}  // namespace google::protobuf

namespace redial::mock_server::workbench {

class JsonMethod {
 public:
  // By its name in service redial.v1.MockServer, such as "IssueToken". Nothing for what does not exist, and for streams.
  static std::optional<JsonMethod> find(std::string_view name);

  // "/redial.v1.MockServer/IssueToken".
  std::string path() const;
  // An empty text is an empty request. Error: no such request, with protobuf's words.
  Result<std::string> request_bytes(const std::string& json) const;
  // Every field is there, also where it has its default.
  Result<std::string> response_json(const std::string& bytes) const;

 private:
  explicit JsonMethod(const google::protobuf::MethodDescriptor* method) : method_(method) {}
  const google::protobuf::MethodDescriptor* method_;
};

// As response_json.
std::string to_json(const google::protobuf::Message& message);

}  // namespace redial::mock_server::workbench
