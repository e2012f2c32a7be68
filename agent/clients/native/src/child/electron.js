// Stands for Electron where the package's main-process module requires it: an app that never quits by itself, and the main
// process's end of the channel to windows. There is no window.
'use strict';

const { EventEmitter } = require('node:events');
const Module = require('node:module');

const app = Object.assign(new EventEmitter(), { getPath: () => process.cwd() });
const ipcMain = new EventEmitter();

// From now on, whoever requires "electron" gets this one.
function installElectron() {
  const load = Module._load;
  Module._load = (request, ...others) => (request === 'electron' ? { app, ipcMain } : load(request, ...others));
}

module.exports = { app, installElectron, ipcMain };
