// HARs for tests, written out: entries as browsers have them, and what is around them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doctor/artefacts/har.hpp"

namespace redial::doctor {

inline constexpr const char* kToken = "q3Zt7+Yw/2bA91kLmn0PQw==@";
inline constexpr const char* kAppKey = "8luwapkv84g0l";
inline constexpr const char* kSocketUrl =
    "ws://127.0.0.1:2/websocket?appId=8luwapkv84g0l&token=q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D%40&sdkVer=5.38.0&deviceId=D1";

inline std::string har_of(const std::vector<std::string>& entries, const std::string& creator = "WebInspector") {
  std::string list;
  for (const std::string& entry : entries) list += (list.empty() ? "" : ",\n") + entry;
  return R"({"log":{"version":"1.2","creator":{"name":")" + creator + R"(","version":"537.36"},"pages":[],"entries":[)" + list +
         "]}}";
}

// `second`: of 2026-11-23T04:22. `response` and `more` begin and end inside their braces.
inline std::string entry_of(const std::string& second, const std::string& time, const std::string& request,
                            const std::string& response, const std::string& more = "") {
  return R"({"startedDateTime":"2026-11-23T04:22:)" + second + R"(Z","time":)" + time + R"(,"request":{)" + request +
         R"(},"response":{)" + response + "}" + (more.empty() ? "" : "," + more) + "}";
}

inline std::string navigation_request() {
  return R"("method":"POST","url":"http://127.0.0.1:1/v2/navi.json?cloud=0",)"
         R"("headers":[{"name":"RC-Appkey","value":"8luwapkv84g0l"},)"
         R"({"name":"Host","value":"127.0.0.1:1"}],"postData":{"mimeType":"application/x-www-form-urlencoded",)"
         R"("text":"token=q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D%40&v=5.38.0&platfrom=browser"})";
}

inline std::string navigation(const std::string& second = "01.000") {
  return entry_of(second, "5", navigation_request(),
                  R"("status":200,"statusText":"OK","bodySize":80,"content":{"size":80,"mimeType":"application/json","text":)"
                  R"("{\"code\":200,\"userId\":\"u1\",\"serverAddr\":[{\"addr\":\"127.0.0.1:2\",\"protocol\":5}]}"})");
}

inline std::string socket_request(const std::string& url = kSocketUrl) {
  return R"("method":"GET","url":")" + url + R"(","headers":[{"name":"Sec-WebSocket-Key","value":"x"}])";
}

// `messages`: elements of the list.
inline std::string socket(const std::string& second, const std::string& messages, const std::string& timings = "") {
  return entry_of(second, "20", socket_request(), R"("status":101,"statusText":"Switching Protocols","content":{"size":0})",
                  R"("_resourceType":"websocket",)" + timings + R"("_webSocketMessages":[)" + messages + "]");
}

// 2026-11-23T04:22:00Z as Chromium writes it in messages.
inline std::string message(const std::string& type, const std::string& second, int opcode, const std::string& data) {
  return R"({"type":")" + type + R"(","time":17954077)" + second + R"(,"opcode":)" + std::to_string(opcode) + R"(,"data":")" +
         data + R"("})";
}

inline std::vector<std::string> texts(const Case& one) {
  std::vector<std::string> lines;
  for (const trace::Event& event : one.trace) lines.push_back(to_text(event, one.start));
  return lines;
}

// Gaps as lines, "entry 3: what".
inline std::vector<std::string> gaps(const Case& one) {
  std::vector<std::string> lines;
  for (const Gap& gap : one.gaps) lines.push_back(gap.where + ": " + gap.what);
  return lines;
}

}  // namespace redial::doctor
