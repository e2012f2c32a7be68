// See http_talk.hpp.
#include "doctor/probe/http_talk.hpp"

#include "net/await.hpp"
#include "net/http_dialogue.hpp"

namespace redial::doctor {
namespace {

struct Answered {
  std::optional<net::HttpReply> reply;
  Trouble trouble;  // where there is none
};

// On the loop's thread.
class Talk {
 public:
  Talk(Probing& probing, std::unique_ptr<net::ByteStream> connection, const Question& question,
       std::function<void(Answered)> tell)
      : loop_(probing.loop),
        tell_(std::move(tell)),
        dialogue_(loop_, std::move(connection), question.method, question.url, question.headers, question.body,
                  [this](auto outcome) { on_outcome(std::move(outcome)); }) {}

  const std::string& request() const { return dialogue_.request(); }

 private:
  void on_outcome(Result<net::HttpDialogue::Outcome> outcome) {
    if (!outcome) return tell_({std::nullopt, unanswered(dialogue_.ended(), outcome.error())});
    loop_.dispose(std::move(outcome->stream));
    tell_({std::move(outcome->reply), {}});
  }

  net::Loop& loop_;
  std::function<void(Answered)> tell_;
  net::HttpDialogue dialogue_;
};

}  // namespace

Trouble unanswered(const std::string& ended, const Error& error) {
  if (ended.empty()) return {Failure::unusable, error.what};
  return {how_ended(ended), "the connection was " + ended + " ahead of a complete answer"};
}

std::string to_text(const net::HttpReply& reply) {
  std::string text = "HTTP/1.1 " + std::to_string(reply.status) + "\n";
  for (const auto& [name, value] : reply.headers) text += name + ": " + value + "\n";
  return text + reply.body;
}

Result<net::HttpReply, Trouble> ask(Probing& probing, std::unique_ptr<net::ByteStream> connection, const Question& question) {
  const auto answered = net::await<Answered>(probing.loop, probing.limit(), [&](const auto& tell) {
    auto talk = std::make_unique<Talk>(probing, std::move(connection), question, tell);
    probing.log.sent(talk->request());
    return talk;
  });
  if (!answered) return Trouble{Failure::silent, silence(probing.limit())};
  if (!answered->reply) return answered->trouble;
  probing.log.received(to_text(*answered->reply));
  return *answered->reply;
}

}  // namespace redial::doctor
