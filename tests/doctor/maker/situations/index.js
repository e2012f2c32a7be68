// All situations. A situation has
//   name      unique; its first word is the cause
//   cause     an id of the doctor's table
//   note      what went wrong, for people
//   plays     how it is played and what is kept (plays.js)
//   act       what the customer and others do
//   open      the causes that a record of it leaves open; nothing if there is to be no label
// and optionally arrange, policy, tls, habits, answers, lifetimeMs, startsInMs, cachesMs, serves, asksApi (play.js).
'use strict';

const situations = [
  ...require('./token_text'),
  ...require('./token_life'),
  ...require('./token_bounds'),
  ...require('./codes'),
  ...require('./network'),
];

module.exports = { situations };
