// The customer's app in Node: the SDK with the browser globals that the web agent gives it, and a console that nobody touches.
// It takes its steps from the parent process, and its network ends at loopback.
'use strict';

const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { fromAgents } = require('../tree');

const { guardNetwork } = fromAgents('redial-node-agent/client/network_guard');
const { installBrowserGlobals } = fromAgents('./src/child/browser_globals');

const nobody = { nextEpoch: 0, beginEpoch: () => 0, wire() {}, app() {} };  // observes
let chat;

guardNetwork(() => {});
installBrowserGlobals(nobody);

const steps = {
  async open(settings) {
    const { createChat } = await import(pathToFileURL(path.join(__dirname, 'chat.mjs')));
    chat = createChat(fromAgents('@rongcloud/imlib-next'), settings);
  },
  do: (step, ...args) => chat[step](...args),
};

process.on('disconnect', () => process.exit());
process.on('message', async ({ step, args }) => {
  try {
    process.send({ value: await steps[step](...args) });
  } catch (error) {
    process.send({ error: error.stack });
  }
});
