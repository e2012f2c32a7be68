// Tells which hosts the SDK asks for beyond loopback. The browser itself finds none of them.
'use strict';

function reportForeign(observer, { hostname }) {
  if (/^(localhost|127\..*|\[::1\])$/.test(hostname)) return;
  observer.app('client-log', { detail: `network access refused: ${hostname} is not loopback` });
}

module.exports = { reportForeign };
