// One request of the agent to the SDK, and all that it told by then. A request that is refused has no history.
'use strict';

// The error in words if the SDK refused, nothing otherwise.
function carryOut({ operation, argument }, sdk, observer) {
  let error;
  try {
    sdk[operation](argument);
  } catch (refusal) {
    error = observer.redact(String(refusal));
    observer.discard();
  }
  observer.flush();  // what happened before the reply is told before it
  return error;
}

module.exports = { carryOut };
