// The libraries that stand in front of libc in a client's process, or why one does not. How they work is in ../socket_observer
// and ../storage_condition.
'use strict';

const fs = require('node:fs');
const { REPORT } = require('redial-node-agent/client_process');

const OPTIONS = { 'socket-observer': { type: 'string' }, 'storage-condition': { type: 'string' } };

// { observer, storage }, each a path or undefined; `tell(text)` then hears why.
function findLibraries(values, tell) {
  const find = (option, lacking) => {
    const flaw = flawOf(values[option], option);
    if (flaw) tell(`no ${lacking}, because ${flaw}`);
    return flaw ? undefined : values[option];
  };
  return { observer: find('socket-observer', 'wire events'), storage: find('storage-condition', 'tampering with data') };
}

function flawOf(library, option) {
  if (!library) return `--${option} is not given`;
  if (!fs.existsSync(library)) return `${library} does not exist: build Redial, which brings it`;
  // Nor would the dynamic linker look for a bare name where it is.
  if (!/^\/[^ :]+$/.test(library)) return `${library} is not an absolute path without spaces and colons, as LD_PRELOAD needs`;
  return undefined;
}

// Of a process with these libraries whose data are in a DataDirectory.
function environmentOf({ observer, storage }, data) {
  const libraries = [observer, storage].filter(Boolean);
  return {
    ...(libraries.length > 0 && { LD_PRELOAD: libraries.join(':') }),
    ...(observer && { REDIAL_SOCKET_EVENTS: String(REPORT) }),
    ...(storage && { REDIAL_STORAGE_CONDITION: data.conditionFile, REDIAL_STORAGE_DIRECTORY: data.path }),
  };
}

module.exports = { OPTIONS, environmentOf, findLibraries };
