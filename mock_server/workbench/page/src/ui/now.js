// The server's clocks between two looks at them, ticking.
import { useEffect, useState } from 'preact/hooks';

const TICK_MS = 1000;

/** { serverMs, tokenMs }: what the clocks of an AppState show now. */
export function useClocks(state) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const since = performance.now() - state.takenMs;
  return { serverMs: Number(state.clock.serverUnixMs) + since, tokenMs: Number(state.clock.tokenUnixMs) + since };
}
