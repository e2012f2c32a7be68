// Reports the requests that ask navigation, and changes nothing about them. Other requests are not the wire that is watched.
'use strict';

const { errorMonitor } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const { isNavigation, withoutQuery } = require('redial-node-agent/client/url_text');

let lastNumber = 0;

// Calls `report(kind, number, text)`, always before the package hears of it: `navigation-requested` with the URL, and then once,
// under the same number, `navigation-answered` with the status or `navigation-failed` with the reason.
function observeNavigation(report) {
  for (const protocol of [http, https]) {
    const { request } = protocol;
    protocol.request = (...args) => {
      const made = request(...args);  // node dials in a later turn
      const url = { protocol: made.protocol, host: made.getHeader('host'), pathname: made.path.split('?', 1)[0] };
      if (isNavigation(url)) watch(made, withoutQuery(url), report);
      return made;
    };
  }
}

function watch(request, url, report) {
  const number = ++lastNumber;
  let isOver = false;
  const end = (kind, text) => {
    if (!isOver) report(kind, number, text);
    isOver = true;
  };
  report('navigation-requested', number, url);
  request.on(errorMonitor, (error) => end('navigation-failed', error.message));
  // The package waits no longer, and leaves the request alone.
  request.prependOnceListener('timeout', () => end('navigation-failed', 'given up by the client'));
  request.prependOnceListener('response', (response) => {
    response.once('end', () => end('navigation-answered', response.statusCode));
    response.once('close', () => end('navigation-failed', 'closed by peer before the end of the answer'));
  });
}

module.exports = { observeNavigation };
