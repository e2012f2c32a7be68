// Where the lanes of the ladder stand from left to right: time, the app, the wire between client and server, faults and steps.
// Pixels.

const LINE_STEP = 14;  // between the lines of clients
const BAR_STEP = 10;  // between connections of the server that are open at once
const MAX_BARS = 5;
const SPAN_STEP = 6;
const TIME_WIDTH = 84;
const PHASE_WIDTH = 8;
const LEFT = TIME_WIDTH + PHASE_WIDTH + 16;
const SHARES = { app: 0.29, wire: 0.39 };  // of what time leaves; the rest is for faults and steps

/**
 * @param {number} width
 * @param {{clients: number, bars: number, spans: number}} columns  how many lie side by side at most
 */
export function geometryOf(width, { clients, bars, spans }) {
  const room = Math.max(420, width - LEFT);
  const wireLeft = LEFT + room * SHARES.app;
  const runLeft = wireLeft + room * SHARES.wire;
  const barCount = Math.min(MAX_BARS, Math.max(1, bars));
  const lines = Math.max(1, clients);
  const server = runLeft - 18 - BAR_STEP * (barCount - 1);
  const appText = LEFT + 6 + LINE_STEP * (lines - 1) + 18;
  const runText = runLeft + 14 + SPAN_STEP * Math.min(MAX_BARS, Math.max(1, spans));
  return {
    width: LEFT + room,
    time: { right: TIME_WIDTH - 4 },
    phase: { left: TIME_WIDTH + 2, width: PHASE_WIDTH },
    app: { left: LEFT, right: wireLeft, text: appText, line: (client) => LEFT + 6 + LINE_STEP * client },
    wire: {
      left: wireLeft,
      right: runLeft,
      server,
      text: wireLeft + 14 + LINE_STEP * (lines - 1) + 14,
      line: (client) => wireLeft + 14 + LINE_STEP * client,
      bar: (slot) => server + BAR_STEP * (slot % MAX_BARS),
    },
    run: { left: runLeft, right: LEFT + room, text: runText, span: (slot) => runLeft + 10 + SPAN_STEP * (slot % MAX_BARS) },
  };
}
