// What becomes of an error that the client's event handler throws. It ends in the host's hands, so the host is another process.
'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { test } = require('node:test');
const { PACKAGE } = require('./web_agent');

test('an error of a handler reaches the host, and not whoever called the handler', () => {
  const script = `
    const { notify } = require(${JSON.stringify(`${PACKAGE}/src/child/handler`)});
    process.on('uncaughtException', (error) => console.log('host: ' + error.message));
    notify({ onmessage: () => { throw new Error('from the handler'); } }, 'onmessage', {});
    console.log('caller goes on');`;
  assert.equal(execFileSync(process.execPath, ['-e', script]).toString(), 'caller goes on\nhost: from the handler\n');
});
