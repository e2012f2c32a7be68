// See sound_case.hpp.
#include "doctor/artefacts/sound_case.hpp"

#include <utility>

#include "doctor/artefacts/utf8_text.hpp"

namespace redial::doctor {
namespace {

template <class... Texts>
void make_sound(Texts&... texts) {
  ((texts = sound_utf8(std::move(texts))), ...);
}

}  // namespace

Case with_sound_texts(Case one) {
  make_sound(one.source, one.sdk, one.profile);
  for (trace::Event& event : one.trace)
    make_sound(event.client, event.user, event.token, event.name, event.via, event.detail, event.thread);
  for (SeenToken& token : one.tokens) {
    make_sound(token.user);
    for (std::string& navigator : token.text.navigators) make_sound(navigator);
  }
  for (SeenAppKey& key : one.app_keys) make_sound(key.hint);
  for (Gap& gap : one.gaps) make_sound(gap.where, gap.what);
  return one;
}

}  // namespace redial::doctor
