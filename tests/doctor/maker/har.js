// A HAR made small: what nobody diagnoses by is left out of it. All else stays as DevTools wrote it.
'use strict';

const FRAMES = 1;  // of a call stack
const INDENT = 2;  // as DevTools write it
const LARGE = 59_000;  // characters, from which on it is written without indentation
// Of the SDK's own requests to its vendor, which it repeats with every connect and which find nobody.
const KEPT_ASIDES = 4;
const ASIDE = /^https:\/\/[\w.-]*cloudcontrol\./;
const DESCRIBES_BROWSER = /^sec-(ch|fetch)-/i;  // headers

// Without scripts and the text of pages, with the top of each call stack, and with the first of many vain requests.
function slim(text) {
  const har = JSON.parse(text);
  let asides = 0;
  har.log.entries = har.log.entries.filter(({ _resourceType: type, request }) => {
    return type !== 'script' && (!ASIDE.test(request.url) || ++asides <= KEPT_ASIDES);
  });
  for (const entry of har.log.entries) {
    if (entry._resourceType === 'document') delete entry.response.content.text;
    entry.request.headers = entry.request.headers.filter(({ name }) => !DESCRIBES_BROWSER.test(name));
    const { stack } = entry._initiator ?? {};
    if (stack) entry._initiator.stack = { callFrames: stack.callFrames.slice(0, FRAMES) };
  }
  const indented = JSON.stringify(har, null, INDENT);
  return indented.length < LARGE ? indented : JSON.stringify(har);
}

module.exports = { slim };
