// How a URL is shown: without its query, which carries the token and the AppKey.
'use strict';

function withoutQuery({ protocol, host, pathname }) {
  return `${protocol}//${host}${pathname}`;
}

module.exports = { withoutQuery };
