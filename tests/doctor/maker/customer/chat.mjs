// A customer's chat app on the official SDK, for a page and for Node. Its habits, some of them bad, are its settings'.
import { spoil } from './spoil.mjs';

const TRIES = 4;  // of the app that never gives up; the recording ends before
const EVENTS = ['CONNECTING', 'CONNECTED', 'SUSPEND', 'DISCONNECT', 'MESSAGES'];
const TOKEN_INCORRECT = 31004;

/**
 * `settings`: appKey, navigators, logOutputLevel; loginUrl, or getToken with the headers of a call of the Server API; habits:
 *   tag          what its own lines begin with
 *   tells        'answers': writes the login's whole answer to the console
 *   spoils       what becomes of a token between its server and connect (spoil.mjs)
 *   listens      'late': after connect; 'never'
 *   connects     how often in a row
 *   onRefusal    'renew': asks for another token once; 'loop': tries the same one for ever
 *   reconnects   'in-handler': calls connect when told of a disconnect
 *   initialises  false: forgets it
 */
export function createChat(im, settings) {
  const { habits } = settings;
  const log = (...words) => console.log(habits.tag, ...words);
  const tokens = new Map();  // by user
  const outcomes = [];  // codes of calls and of ends, in order
  let user;

  if (habits.initialises !== false) {
    im.init({ appkey: settings.appKey, navigators: settings.navigators, logOutputLevel: settings.logOutputLevel });
  }
  if (!habits.listens) listen();

  function listen() {
    for (const name of EVENTS) im.addEventListener(im.Events[name], (value) => hear(name, value));
  }

  function hear(name, value) {
    if (name === 'MESSAGES') return log(`${value.messages.length} new message(s)`);
    log('status', name, value ?? '');
    if (name === 'DISCONNECT') outcomes.push(`end ${value}`);
    if (name === 'DISCONNECT' && habits.reconnects === 'in-handler') connect();
    return undefined;
  }

  async function ask() {
    if (!settings.getToken) return askLogin();
    const body = new URLSearchParams({ userId: user, name: user });
    const response = await fetch(settings.getToken.url, { method: 'POST', headers: settings.getToken.headers, body });
    return response.json();
  }

  async function askLogin() {
    const response = await fetch(settings.loginUrl, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ userId: user }),
    });
    return response.json();
  }

  async function logIn(name) {
    user = name;
    log('logging in as', user);
    const answer = await ask();
    if (habits.tells === 'answers') log('login answer', JSON.stringify(answer));
    const { token } = answer.data ?? answer;
    tokens.set(user, spoil(token, habits.spoils));
  }

  // With the token that there is, as on a page that keeps it.
  async function connect() {
    const calls = Array.from({ length: habits.connects ?? 1 }, () => im.connect(tokens.get(user)));
    if (habits.listens === 'late') listen();
    const results = await Promise.all(calls.map(told));
    if (results.some(({ code }) => code === TOKEN_INCORRECT)) await refused();
  }

  async function told(call) {
    try {
      const result = await call;
      outcomes.push(result.code);
      if (result.code === 0) log('connected as', result.data.userId);
      else log('connect failed, code', result.code);
      return result;
    } catch (error) {
      log('connect threw', String(error));
      return { code: undefined };
    }
  }

  async function refused() {
    if (habits.onRefusal === 'renew') {
      log('asking for another token');
      await logIn(user);
      return told(im.connect(tokens.get(user)));
    }
    for (let i = 0; habits.onRefusal === 'loop' && i < TRIES; ++i) {
      await new Promise((resolve) => { setTimeout(resolve, habits.pauseMs); });
      await told(im.connect(tokens.get(user)));
    }
    return undefined;
  }

  return {
    logIn,
    connect,
    // Without waiting for what comes of it.
    beginToConnect() {
      connect();
    },
    // While connecting, disconnect has no end that could be waited for.
    giveUp() {
      log('giving up');
      im.disconnect();
    },
    outcomes: () => outcomes,
    // A token that came from elsewhere: configured, stored, pasted.
    useToken(name, token) {
      user = name;
      tokens.set(user, spoil(token, habits.spoils));
    },
    switchTo(name) {
      user = name;
      log('switching to', user);
    },
    async disconnect() {
      log('disconnecting');
      await im.disconnect();
    },
    async say(to, text) {
      const conversation = { conversationType: im.ConversationType.PRIVATE, targetId: to };
      const { code } = await im.sendTextMessage(conversation, { content: text });
      log('sent', code);
    },
  };
}
