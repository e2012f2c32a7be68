// The page that holds one client in a browser: the SDK, driven as in Node, behind wrappers of the browser's own network calls.
'use strict';

const { carryOut } = require('redial-node-agent/client/carry_out');
const { Observer } = require('redial-node-agent/client/observe');
const { observedWebSocket } = require('../child/observed_web_socket');
const { Sdk } = require('../child/sdk');
const { observedXmlHttpRequest } = require('./observed_xml_http_request');

let timeOrigin = 0;  // of performance.now() on the monotonic clock, in milliseconds
let sdk;

const observer = new Observer((events) => redialSend(JSON.stringify(events)), {
  now: () => BigInt(Math.round((timeOrigin + performance.now()) * 1e6)),
  later: (run) => queueMicrotask(run),
});

addEventListener('error', ({ error, message }) => observer.app('unhandled-error', { detail: String(error ?? message) }));
addEventListener('unhandledrejection', ({ reason }) => observer.app('unhandled-error', { detail: String(reason) }));
for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
  console[level] = (...words) => observer.app('client-log', { detail: `${level}: ${words.join(' ')}` });
}

window.WebSocket = observedWebSocket(observer, WebSocket);
window.XMLHttpRequest = observedXmlHttpRequest(observer, XMLHttpRequest);

window.redial = {
  load: (im) => { sdk = new Sdk(im, observer); },
  begin: (origin) => {
    if (!sdk) throw new Error('the SDK did not load');
    timeOrigin = origin;
  },
  request: (request) => carryOut(request, sdk, observer),
};
