// From records to answers: codes, the network's troubles, which of several incidents counts, and what silence may mean.
#include "doctor/diagnosis/diagnose.hpp"

#include "tests/unit/doctor/diagnosis/story.hpp"

namespace redial::doctor {
namespace {

using trace::ConnectionStatus;

TEST(Diagnose, StatusesOfTheirOwnNameTheirCause) {
  const std::pair<int, const char*> rows[] = {{1, "protocol-version"},
                                              {2, "app-key-unknown"},
                                              {3, "service-not-enabled"},
                                              {5, "not-authorised"},
                                              {7, "package-name-mismatch"},
                                              {8, "app-blocked"},
                                              {9, "user-blocked"},
                                              {11, "token-of-other-device"},
                                              {12, "domain-not-allowed"},
                                              {13, "other-device-online"},
                                              {14, "connection-quota"},
                                              {15, "wrong-environment"},
                                              {16, "app-server-check-failed"},
                                              {17, "token-used-up"},
                                              {18, "token-of-other-platform"},
                                              {19, "account-closed"},
                                              {20, "licence-expired"}};
  for (const auto& [status, cause] : rows)
    EXPECT_EQ(answer(Story().login(0, kToken, status).diagnosed()), std::string("found ") + cause) << status;
}

TEST(Diagnose, StatusThatNoTableHasIsLeftOpen) {
  const Diagnosis diagnosis = Story().login(0, kToken, 99).diagnosed();
  EXPECT_EQ(answer(diagnosis), "cannot tell:");
  EXPECT_NE(diagnosis.summary.find("99"), std::string::npos);
}

TEST(Diagnose, KickIsTheOlderLoginsStory) {
  const Diagnosis diagnosis = Story().login(0, kToken, 0).disconnected(5, 1).diagnosed();
  EXPECT_EQ(answer(diagnosis), "found kicked");
  EXPECT_EQ(diagnosis.code, 31010);
}

TEST(Diagnose, FailuresOnTheWayNameTheirCause) {
  EXPECT_EQ(answer(Story().asks_in_vain(0, Failure::name_not_resolved).diagnosed()), "found name-not-resolved");
  EXPECT_EQ(answer(Story().asks_in_vain(0, Failure::silent).diagnosed()), "found navigation-silent");
  EXPECT_EQ(answer(Story().asks(0, kToken, 503).diagnosed()), "found navigation-http-error");
  EXPECT_EQ(answer(Story().asks(0, kToken, 416).diagnosed()), "found licence-expired");
  EXPECT_EQ(answer(Story().asks(0, kToken, 200, "<html>").diagnosed()), "found navigation-unusable");
  EXPECT_EQ(answer(Story().dials(0).fails(1, Failure::certificate_expired).diagnosed()), "found certificate-expired");
  EXPECT_EQ(answer(Story().dials(0).fails(1, Failure::http_status, 403).diagnosed()), "found upgrade-refused");
  EXPECT_EQ(answer(Story().dials(0).fails(5, Failure::silent).diagnosed()), "found upgrade-silent");
  EXPECT_EQ(answer(Story().dials(0).opened(1).closed(11, 1000, "by the client").diagnosed()), "found login-unanswered");
  EXPECT_EQ(answer(Story().dials(0).opened(1).closed(2, 1006, "by the server, reset").diagnosed()), "found connection-lost");
}

TEST(Diagnose, UnknownFailureLeavesAllThatItsStageAllows) {
  const Diagnosis diagnosis = Story().dials(0).fails(1, Failure::unknown).diagnosed();
  EXPECT_EQ(diagnosis.answer, Diagnosis::Answer::cannot_tell);
  EXPECT_TRUE(open_causes(diagnosis).contains("upgrade-refused"));
  EXPECT_FALSE(open_causes(diagnosis).contains("navigation-silent"));
}

TEST(Diagnose, SilenceInARecordWithGapsIsNoFailure) {
  EXPECT_EQ(Story().dials(0).opened(1).closed(11, 1000, "by the client").gap().diagnosed().answer,
            Diagnosis::Answer::cannot_tell);
}

TEST(Diagnose, LossIsToldThoughTheClientCameBack) {
  const Diagnosis diagnosis = Story().login(0, kToken, 0).closed(5, 1006, "by the server, reset").login(6, kToken, 0).diagnosed();
  EXPECT_EQ(answer(diagnosis), "found connection-lost");
  EXPECT_NE(diagnosis.summary.find("came back"), std::string::npos);
}

TEST(Diagnose, ConnectionThatEndsWithTheRecordIsNoLoss) {
  EXPECT_EQ(answer(Story().login(0, kToken, 0).closed(5, 1006, "by the server, reset").diagnosed()), "nothing wrong: none");
  EXPECT_EQ(answer(Story().login(0, kToken, 0).closed(5, 1006, "by the server, reset").dials(6).diagnosed()),
            "found connection-lost");
}

TEST(Diagnose, RefusalOutweighsALossThatMended) {
  Story story;
  story.login(0, kToken, 8).login(10, kToken, 0).closed(15, 1006, "by the server, reset").login(16, kToken, 0);
  EXPECT_EQ(answer(story.diagnosed()), "found app-blocked");
}

TEST(Diagnose, LastThatStayedBrokenIsTheIncident) {
  EXPECT_EQ(answer(Story().login(0, kToken, 8).login(10, kToken, 9).diagnosed()), "found user-blocked");
}

TEST(Diagnose, CodesOfTheNetworkAloneLeaveItsCausesOpen) {
  const Diagnosis diagnosis = Story({.app = true}).calls(0).result(1, 30007).diagnosed();
  EXPECT_EQ(diagnosis.answer, Diagnosis::Answer::cannot_tell);
  EXPECT_TRUE(open_causes(diagnosis).contains("navigation-http-error"));
  EXPECT_NE(diagnosis.deciding_fact.find("network"), std::string::npos);
}

TEST(Diagnose, UsesOfTheSdkHaveCodes) {
  EXPECT_EQ(answer(Story({.app = true}).calls(0).result(0, 33001).diagnosed()), "found not-initialised");
  EXPECT_EQ(answer(Story({.app = true}).calls(0).result(1, 0).calls(2).result(2, 34001).diagnosed()), "found duplicate-connect");
  EXPECT_EQ(answer(Story({.app = true}).calls(0).result(5, 34006).diagnosed()), "found time-limit");
}

TEST(Diagnose, GoodLoginIsNothingWrong) {
  EXPECT_EQ(answer(Story().login(0, kToken, 0).closed(9, 1000, "by the client").diagnosed()), "nothing wrong: none");
}

TEST(Diagnose, EmptyRecordIsNothingSeen) {
  const Diagnosis diagnosis = Story().diagnosed();
  EXPECT_EQ(diagnosis.answer, Diagnosis::Answer::nothing_seen);
  EXPECT_NE(diagnosis.deciding_fact, "");
}

TEST(Diagnose, RecordThatEndsTooEarlyCannotTell) {
  EXPECT_EQ(Story().dials(0).opened(1).diagnosed().answer, Diagnosis::Answer::cannot_tell);
}

TEST(Diagnose, EvidenceLeadsToEventsOfTheTrace) {
  const Case one = Story().login(0, kToken, 0).login(100, kToken, 4).finish();
  for (const Candidate& candidate : diagnose(one).candidates)
    for (const Evidence& evidence : candidate.speaks_against)
      for (const std::uint64_t sequence : evidence.events) EXPECT_LE(sequence, one.trace.size());
}

TEST(Diagnose, BestQuestionSplitsWhatIsLeft) {
  const Diagnosis fresh = Story().login(0, kToken, 4).diagnosed();
  EXPECT_NE(fresh.deciding_fact.find("which AppKey"), std::string::npos);
  const Diagnosis two =
      Story().login(0, kBobs, 0, "bob").login(10, kToken, 0).login(100, kToken, 4).login(110, kBobs, 0, "bob").diagnosed();
  EXPECT_NE(two.deciding_fact, "");
}

}  // namespace
}  // namespace redial::doctor
