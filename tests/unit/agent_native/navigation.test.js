// What is reported of HTTP requests, in this process, and that those who make them cannot tell.
'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const http = require('node:http');
const { test } = require('node:test');
const { source } = require('./native_agent');

const LIMIT = { timeout: 60000 };

const reported = [];
source('main_process/navigation').observeNavigation((kind, number, text) => reported.push(`${kind} ${text}`));

// The base of a server's URLs.
async function serve(t, answer) {
  reported.length = 0;
  const server = http.createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

test('a request to navigation is reported without its query, and its answer before the caller has it', LIMIT, async (t) => {
  const base = await serve(t, (_, response) => response.end());
  const [response] = await once(http.request(`${base}/v2/navi.json?cloud=0`).end(), 'response');
  response.on('end', () => reported.push('end'));
  await once(response.resume(), 'end');
  assert.deepEqual(reported, [`navigation-requested ${base}/v2/navi.json`, 'navigation-answered 200', 'end']);
});

test('other requests are not reported', LIMIT, async (t) => {
  const base = await serve(t, (_, response) => response.end());
  const [response] = await once(http.request(`${base}/cloudControl.json`).end(), 'response');
  await once(response.resume(), 'end');
  assert.deepEqual(reported, []);
});

test('a request that its caller waits for no longer has failed, once', LIMIT, async (t) => {
  let answer;
  const base = await serve(t, (_, response) => { answer = () => response.end(); });
  const request = http.request(`${base}/v2/navi.json`).setTimeout(1).end();
  await once(request, 'timeout');
  while (!answer) await new Promise(setImmediate);
  answer();
  const [response] = await once(request, 'response');
  await once(response.resume(), 'end');
  assert.deepEqual(reported.slice(1), ['navigation-failed given up by the client']);
});

test('a failure is reported, and its error left to the caller', LIMIT, async (t) => {
  const base = await serve(t, ({ socket }) => socket.destroy());
  const request = http.request(`${base}/v2/navi.json`);
  assert.equal(request.listenerCount('error'), 0);  // who does not listen is to have an uncaught exception
  const [error] = await once(request.end(), 'error');
  assert.equal(reported[1], `navigation-failed ${error.message}`);
});
