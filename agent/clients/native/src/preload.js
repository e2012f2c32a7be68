// The library that tells which sockets a process opens, or why there is none. How it works is in ../socket_observer.
'use strict';

const fs = require('node:fs');
const { REPORT } = require('redial-node-agent/client_process');

// The environment of a process whose sockets are observed, or undefined; `tell(text)` then hears why.
function observeSockets(library, tell) {
  const flaw = flawOf(library);
  if (!flaw) return { LD_PRELOAD: library, REDIAL_SOCKET_EVENTS: String(REPORT) };
  tell(`no wire events, because ${flaw}`);
  return undefined;
}

function flawOf(library) {
  if (!library) return '--socket-observer is not given';
  if (!fs.existsSync(library)) return `${library} does not exist: build Redial, which brings it`;
  // Nor would the dynamic linker look for a bare name where it is.
  if (!/^\/[^ :]+$/.test(library)) return `${library} is not an absolute path without spaces and colons, as LD_PRELOAD needs`;
  return undefined;
}

module.exports = { observeSockets };
