// The mock server on real sockets as a ServerPort, without the control plane in between.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "agent/ports/server_port.hpp"
#include "mock_server/server/mock_server.hpp"

namespace redial::sim {

class LoopbackServer final : public agent::ServerPort {
 public:
  std::string ca_file() const override { return server_->ca_file(); }

  Result<std::unique_ptr<agent::AppPort>> create_app(const control::CreateApp& create, agent::ObservationSink sink) override {
    auto app = server_->create_app(create);
    if (!app) return app.error();
    auto subscription = server_->subscribe(app->app_key, {.event = std::move(sink), .ended = [] {}});
    if (!subscription) return subscription.error();
    return std::unique_ptr<agent::AppPort>(std::make_unique<App>(*server_, std::move(*app), std::move(*subscription)));
  }

 private:
  class App final : public agent::AppPort {
   public:
    App(mock_server::MockServer& server, control::App app, std::unique_ptr<mock_server::MockServer::Subscription> subscription)
        : server_(server), app_(std::move(app)), subscription_(std::move(subscription)) {}
    ~App() override { (void)server_.perform(app_.app_key, control::DeleteApp{}); }
    const control::App& app() const override { return app_; }
    Result<control::ServerReply> perform(const control::ServerCommand& command) override {
      return server_.perform(app_.app_key, command);
    }

   private:
    mock_server::MockServer& server_;
    control::App app_;
    std::unique_ptr<mock_server::MockServer::Subscription> subscription_;
  };

  std::unique_ptr<mock_server::MockServer> server_ = std::move(mock_server::MockServer::start({}).value());
};

}  // namespace redial::sim
