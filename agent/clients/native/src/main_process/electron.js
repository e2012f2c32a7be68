// Stands for Electron where the package's module requires it: an app that never quits by itself, and a window elsewhere.
'use strict';

const { EventEmitter } = require('node:events');
const Module = require('node:module');

// From now on, whoever requires "electron" gets this one. `toWindow(channel, message)` is called for what is sent to the window;
// `post` of the result sends something in its name.
function installElectron(toWindow) {
  const app = Object.assign(new EventEmitter(), { getPath: () => process.cwd() });
  const ipcMain = new EventEmitter();
  const sender = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    send: (channel, ...message) => toWindow(channel, message),
  });
  const load = Module._load;
  Module._load = (request, ...others) => (request === 'electron' ? { app, ipcMain } : load(request, ...others));
  return { post: (channel, message) => ipcMain.emit(channel, { sender }, ...message) };
}

module.exports = { installElectron };
