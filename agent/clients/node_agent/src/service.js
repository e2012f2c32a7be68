// The Agent contract over the clients of a host: names, limits and statuses. What a client does is the host's business.
'use strict';

const fs = require('node:fs');
const { status } = require('@grpc/grpc-js');
const { CpuWait } = require('./cpu_wait');

// 64 plays side by side, with as many clients as plays have. A client is a process of some 80 MB.
const MAX_CLIENTS = 256;

class Service {
  #clients = new Map();   // live clients by the id that the runner gave them
  #cpuWaits = new Map();  // of those that have a process of their own, by client
  #description;
  #host;
  #maxClients;

  // `host.start({ caFile, skippedNs }, { onEvents, onCrashed })` makes a client, which takes requests until it is killed. Its
  // `pid` is undefined where it shares its process, or its time is not the machine's.
  constructor(description, host, { maxClients = MAX_CLIENTS } = {}) {
    this.#description = description;
    this.#host = host;
    this.#maxClients = maxClients;
  }

  handlers() {
    return {
      describe: (call, callback) => callback(null, this.#description),
      runClient: (stream) => this.#runClient(stream),
      registerListeners: this.#forward('registerListeners'),
      connect: this.#forward('connect'),
      disconnect: this.#forward('disconnect'),
      sendText: this.#forward('sendText'),
      destroy: this.#forward('destroy'),
      initialise: this.#forward('initialise'),
      callTogether: this.#forward('callTogether'),
      callInCallback: this.#forward('callInCallback'),
      restartApp: this.#forward('restartApp', 'storage'),
      setStorage: this.#forward('setStorage', 'storage'),
      setClock: this.#forward('setClock'),
      settle: this.#counted('settle'),
      catchUp: this.#counted('catchUp', (client) => this.#cpuWaits.get(client)?.sample()),
    };
  }

  // Kills every client at once; for the end of the agent.
  close() {
    for (const [id, client] of this.#clients) {
      this.#forget(id);
      client.kill();
    }
  }

  #runClient(stream) {
    const { client: id, name } = stream.request;
    const refusal = this.#refusal(stream.request);
    if (refusal) return stream.emit('error', refusal);

    const onEvents = (events) => {
      client.eventsTold += events.length;
      stream.write({ events });
    };
    const client = this.#host.start(stream.request, {
      onEvents,
      onCrashed: (detail) => {
        this.#forget(id);
        stream.write({ events: [clientCrashed(name, detail)] });
        stream.end();
      },
    });
    const end = () => {
      this.#forget(id);
      client.kill();
    };
    this.#clients.set(id, client);
    stream.on('cancelled', end);
    client.request('create', stream.request).then(() => {
      if (!client.pid || !this.#clients.has(id)) return;
      this.#cpuWaits.set(client, new CpuWait(() => client.pid, (detail) => onEvents([clientStarved(name, detail)])));
    }, (error) => {
      if (error.code === status.NOT_FOUND || !this.#clients.has(id)) return;  // it has crashed, and the stream says so
      end();
      stream.emit('error', error);
    });
  }

  #refusal({ client, name, caFile }) {
    if (!client || !name) return invalid('client and name must be given');
    if (this.#clients.has(client)) return invalid(`client "${client}" is in use: cancel its stream or choose another id`);
    if (caFile && !fs.existsSync(caFile)) return invalid(`ca_file ${caFile} does not exist on the agent's machine`);
    if (this.#clients.size < this.#maxClients) return undefined;
    return { code: status.RESOURCE_EXHAUSTED, details: `this agent runs ${this.#maxClients} clients at most` };
  }

  #forget(id) {
    const client = this.#clients.get(id);
    this.#clients.delete(id);
    this.#cpuWaits.get(client)?.stop();
    this.#cpuWaits.delete(client);
  }

  // With the number of events in the reply, which follows all that the client, and `before` of it, has told before it.
  #counted(operation, before = () => {}) {
    return ({ request }, callback) => {
      const client = this.#clients.get(request.client);
      if (!client) return callback(unknown(request.client));
      client.request(operation, request).then((value) => {
        before(client);
        callback(null, { ...value, events: client.eventsTold });
      }, callback);
    };
  }

  // `capability`: what an agent must have for it.
  #forward(operation, capability) {
    if (capability && !this.#description.capabilities.includes(capability)) return (_, callback) => callback(lacks(capability));
    return ({ request }, callback) => {
      const client = this.#clients.get(request.client);
      if (!client) return callback(unknown(request.client));
      client.request(operation, request).then(() => callback(null, {}), callback);
    };
  }
}

function unknown(client) {
  return { code: status.NOT_FOUND, details: `no client "${client}" here` };
}

function lacks(capability) {
  return { code: status.UNIMPLEMENTED, details: `this agent lacks the capability ${capability}` };
}

function invalid(details) {
  return { code: status.INVALID_ARGUMENT, details };
}

function clientCrashed(client, detail) {
  return { ...now(), lane: 'app', kind: 'client-crashed', client, detail };
}

function clientStarved(client, detail) {
  return { ...now(), lane: 'run', kind: 'client-starved', client, detail };
}

function now() {
  return { atNs: String(process.hrtime.bigint()) };
}

module.exports = { MAX_CLIENTS, Service };
