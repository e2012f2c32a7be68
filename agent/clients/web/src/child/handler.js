// Calls the client's event handlers as a browser does: what one throws goes to the host and leaves the socket or request intact.
'use strict';

function notify(target, name, event) {
  try {
    target[name]?.(event);
  } catch (error) {
    queueMicrotask(() => { throw error; });
  }
}

module.exports = { notify };
