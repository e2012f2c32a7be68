// URLs as the trace has them: which are navigation, and how one is shown.
'use strict';

// Where the SDK asks for a chat server's address (docs/PROTOCOL.md); its other requests are not the wire we watch.
function isNavigation({ pathname }) {
  return /\/navi\.js(on)?$/.test(pathname);
}

// The query carries the token and the AppKey.
function withoutQuery({ protocol, host, pathname }) {
  return `${protocol}//${host}${pathname}`;
}

module.exports = { isNavigation, withoutQuery };
