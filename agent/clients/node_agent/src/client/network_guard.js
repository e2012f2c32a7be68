// Lets nothing out of this process but to loopback: TCP, UDP and DNS are refused before the kernel hears of them.
'use strict';

const dns = require('node:dns');
const net = require('node:net');

const loopback = new net.BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

// The address of a host that is here, or undefined. "localhost" is answered without asking anybody.
function loopbackAddress(host) {
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const family = net.isIP(address);
  if (family === 0 || !loopback.check(address, `ipv${family}`)) return undefined;
  return { address, family };
}

// `onRefused(text)` hears of every refusal.
function guardNetwork(onRefused) {
  const refuse = (host) => {
    const error = new Error(`network access refused: ${host} is not loopback`);
    onRefused(error.message);
    return error;
  };
  guardLookup(refuse);
  guardQueries(refuse);
  guardConnect(refuse);
}

// Sockets resolve names through dns.lookup, and datagram sockets addresses too.
function guardLookup(refuse) {
  dns.lookup = (host, options, callback = options) => {
    const found = loopbackAddress(host);
    if (!found) process.nextTick(callback, refuse(host));
    else if (options?.all) process.nextTick(callback, null, [found]);
    else process.nextTick(callback, null, found.address, found.family);
  };
  dns.promises.lookup = async (host, options) => {
    const found = loopbackAddress(host);
    if (!found) throw refuse(host);
    return options?.all ? [found] : found;
  };
}

// The other functions of node:dns ask a server directly.
function guardQueries(refuse) {
  for (const api of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(api).filter((key) => /^(resolve|reverse|lookupService)/.test(key))) {
      api[name] = (host) => {
        throw refuse(host);
      };
    }
  }
}

// A stream socket does not look an address up, so a foreign one is turned into a lookup that fails.
function guardConnect(refuse) {
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function guardedConnect(...args) {
    const [options, listener] = normalise(args);
    const { host = 'localhost', path } = options;
    if (path || net.isIP(host) === 0 || loopbackAddress(host)) return connect.call(this, options, listener);
    const lookup = (name, lookupOptions, callback) => process.nextTick(callback, refuse(host));
    return connect.call(this, { ...options, host: 'refused', lookup }, listener);
  };
}

// connect(options, listener), connect(port, host, listener), connect(path, listener) or, from node itself, the first in an array
function normalise(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const listener = args.find((argument) => typeof argument === 'function');
  if (typeof first === 'object') return [first, second ?? undefined];
  if (typeof first === 'string' && !/^\d+$/.test(first)) return [{ path: first }, listener];
  return [{ port: first, host: typeof second === 'string' ? second : undefined }, listener];
}

module.exports = { guardNetwork };
