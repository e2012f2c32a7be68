// Pressing buttons: a call of the control service, then the state anew, and a word on how it went.
import { useState } from 'preact/hooks';

const TOLD_MS = 6000;

/**
 * `act(done, name, request)` calls and says `done` when it has worked; it resolves to the answer, or to null if it has not. The
 * AppKey is put in. `notice` is what was said last: { text, isBad }, or null.
 */
export function useActions(control, appKey, refresh) {
  const [notice, setNotice] = useState(null);
  const say = (text, isBad) => {
    const said = { text, isBad };
    setNotice(said);
    if (!isBad) setTimeout(() => setNotice((now) => (now === said ? null : now)), TOLD_MS);
  };
  const act = async (done, name, request = {}) => {
    try {
      const answer = await control.call(name, { appKey, ...request });
      say(done, false);
      return answer;
    } catch (error) {
      say(error.message, true);
      return null;
    } finally {
      refresh();
    }
  };
  return { act, notice, dismiss: () => setNotice(null) };
}
