// Compressed time in a child process: the clock that the run sets, and the requests that are made of it.
'use strict';

const { Rest } = require('./rest');
const { VirtualClock } = require('./virtual_clock');

// Before anything else of the client is loaded: what it keeps of the globals must be ours.
function compressTime() {
  const clock = new VirtualClock();
  const rest = new Rest(clock);
  clock.install();
  rest.install();
  return {
    rest,
    now: () => clock.now(),
    begin(skippedNs) {
      clock.begin(skippedNs);
      rest.begin();
    },
    end(done) {
      rest.end(done);
    },
    setClock({ skippedNs: skipped }, done) {
      clock.set(skipped);
      done();
    },
    settle(_, done) {
      rest.settle(done);
    },
  };
}

module.exports = { compressTime };
