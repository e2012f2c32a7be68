// All situations. A situation has
//   name      unique; its first word is the cause
//   cause     an id of the doctor's table
//   note      what went wrong, for people
//   plays     how it is played and what is kept (plays.js)
//   act       what the customer and others do
//   open      the causes that a record leaves open, by what it holds (records.js)
//   outcome   codes that the app is to be told, in order; without them the situation has not come about
// and optionally quits (recorder.js) and arrange, policy, tls, habits, answers, lifetimeMs, startsInMs, cachesMs, serves,
// asksApi (play.js).
'use strict';

const situations = [
  ...require('./token_text'),
  ...require('./token_life'),
  ...require('./token_bounds'),
  ...require('./codes'),
  ...require('./network'),
];

module.exports = { situations };
