// See json_method.hpp.
#include "mock_server/workbench/json_method.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <memory>

#include "redial/v1/mock_server.pb.h"

namespace redial::mock_server::workbench {

namespace {

namespace protobuf = google::protobuf;

std::unique_ptr<protobuf::Message> make(const protobuf::Descriptor* type) {
  return std::unique_ptr<protobuf::Message>(protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

}  // namespace

std::optional<JsonMethod> JsonMethod::find(std::string_view name) {
  const auto* service = redial::v1::AppRequest::descriptor()->file()->FindServiceByName("MockServer");
  const auto* method = service->FindMethodByName(std::string(name));
  if (method == nullptr || method->server_streaming() || method->client_streaming()) return std::nullopt;
  return JsonMethod(method);
}

std::string JsonMethod::path() const { return "/" + method_->service()->full_name() + "/" + method_->name(); }

Result<std::string> JsonMethod::request_bytes(const std::string& json) const {
  const auto message = make(method_->input_type());
  if (json.empty()) return message->SerializeAsString();
  const auto read = protobuf::util::JsonStringToMessage(json, message.get());
  if (!read.ok())
    return Error{read.ToString(), method_->name(), "see " + method_->input_type()->full_name() + " in the proto file"};
  return message->SerializeAsString();
}

Result<std::string> JsonMethod::response_json(const std::string& bytes) const {
  const auto message = make(method_->output_type());
  if (!message->ParseFromString(bytes))
    return Error{"an answer that cannot be read", method_->name(), "are both of one version?"};
  return to_json(*message);
}

std::string to_json(const protobuf::Message& message) {
  protobuf::util::JsonPrintOptions options;
  options.always_print_primitive_fields = true;
  std::string json;
  (void)protobuf::util::MessageToJsonString(message, &json, options);  // fails for unknown types of Any alone
  return json;
}

}  // namespace redial::mock_server::workbench
