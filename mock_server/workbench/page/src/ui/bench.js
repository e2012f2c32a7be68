// What the page knows of the server, kept up to date: the apps, the state of the one that is looked at, its events. Every event
// asks for the state anew, a moment later; so does the passing of time, since tokens expire without one.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { readEvent, withMore } from '../data/events.js';

const SOON_MS = 120;  // events come in bursts
const NOW_AND_THEN_MS = 5000;
const AGAIN_MS = 1500;  // until a lost server is asked again

/** Calls `work` at most every SOON_MS, and not while it is under way. */
function useSoon(work) {
  const state = useRef({ timer: 0, busy: false, again: false });
  const latest = useRef(work);
  latest.current = work;
  return useCallback(() => {
    const now = state.current;
    if (now.busy || now.timer) {
      now.again = now.busy;
      return;
    }
    const run = async () => {
      now.timer = 0;
      now.busy = true;
      now.again = false;
      await latest.current();
      now.busy = false;
      if (now.again) now.timer = setTimeout(run, SOON_MS);
    };
    now.timer = setTimeout(run, SOON_MS);
  }, []);
}

/** The events of an app, and whether the server tells them; `onEvents` after each batch. */
function useEvents(control, appKey, onEvents) {
  const [events, setEvents] = useState([]);
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    if (!appKey) return undefined;
    const gaveUp = new AbortController();
    let timer = 0;
    const follow = async () => {
      let begun = false;
      try {
        const { clock } = await control.call('GetAppState', { appKey });
        await control.observe(
          appKey,
          (batch) => {
            const read = batch.map((event) => readEvent(event, clock));
            setEvents((list) => withMore(begun ? list : [], read));
            begun = true;
            setLive(true);
            onEvents();
          },
          gaveUp.signal,
        );
      } catch {
        if (gaveUp.signal.aborted) return;
        setLive(false);
        onEvents();
        timer = setTimeout(follow, AGAIN_MS);
      }
    };
    follow();
    return () => {
      gaveUp.abort();
      clearTimeout(timer);
      setLive(false);
      setEvents([]);
    };
  }, [control, appKey]);
  return [events, isLive];
}

/**
 * @returns {{apps, info, kinds, state, events, isLive, appKey, choose, refresh, failure}}  `state` is an AppState, null before
 *   it is there; `failure` says why nothing can be shown.
 */
export function useBench(control) {
  const [known, setKnown] = useState({ apps: [], info: null, kinds: [] });
  const [chosen, choose] = useState('');
  const [state, setState] = useState(null);
  const [failure, setFailure] = useState('');
  const appKey = known.apps.some(({ app }) => app.appKey === chosen) ? chosen : (known.apps[0]?.app.appKey ?? '');

  const refresh = useSoon(async () => {
    try {
      const { apps } = await control.call('ListApps');
      setKnown((now) => ({ ...now, apps }));
      const current = apps.some(({ app }) => app.appKey === appKey) ? appKey : apps[0]?.app.appKey;
      setState(current ? { ...(await control.call('GetAppState', { appKey: current })), takenMs: performance.now() } : null);
      setFailure('');
    } catch (error) {
      setFailure(error.message);
    }
  });
  useEffect(() => {
    const load = async () => {
      const [info, { kinds }] = await Promise.all([control.call('GetServerInfo'), control.call('ListFaultKinds')]);
      setKnown((now) => ({ ...now, info, kinds }));
    };
    load().catch((error) => setFailure(error.message));
  }, [control]);
  useEffect(() => {
    refresh();
    const timer = setInterval(() => document.hidden || refresh(), NOW_AND_THEN_MS);
    return () => clearInterval(timer);
  }, [appKey]);
  const [events, isLive] = useEvents(control, appKey, refresh);
  const shown = state?.entry.app.appKey === appKey ? state : null;
  return { ...known, state: shown, events, isLive, appKey, choose, refresh, failure };
}
