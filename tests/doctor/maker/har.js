// A HAR made small: what nobody diagnoses by is left out of it. All else stays as DevTools wrote it.
'use strict';

const FRAMES = 1;  // of a call stack
const INDENT = 2;  // as DevTools write it

// Without scripts and the text of pages, and with the top of each call stack.
function slim(text) {
  const har = JSON.parse(text);
  har.log.entries = har.log.entries.filter(({ _resourceType: type }) => type !== 'script');
  for (const entry of har.log.entries) {
    if (entry._resourceType === 'document') delete entry.response.content.text;
    const { stack } = entry._initiator ?? {};
    if (stack) entry._initiator.stack = { callFrames: stack.callFrames.slice(0, FRAMES) };
  }
  return JSON.stringify(har, null, INDENT);
}

module.exports = { slim };
