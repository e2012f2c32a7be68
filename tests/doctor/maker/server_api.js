// The vendor's Server API as an app server calls it: signed forms. It keeps no state.
'use strict';

const { createHash } = require('node:crypto');

const NONCE_DIGITS = 9;

// The headers that a call is authenticated by.
function signature({ appKey, secret }, chance, now = Date.now()) {
  const nonce = String(chance.between(10 ** (NONCE_DIGITS - 1), 10 ** NONCE_DIGITS - 1));
  const timestamp = String(now);
  const sum = createHash('sha1').update(secret + nonce + timestamp).digest('hex');
  return { 'App-Key': appKey, Nonce: nonce, Timestamp: timestamp, Signature: sum };
}

// The answer's JSON. Rejects if the call was refused.
async function callApi(app, path, form, chance) {
  const response = await fetch(app.apiUrl + path, {
    method: 'POST',
    headers: { ...signature(app, chance), 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
  const answer = await response.json();
  if (answer.code !== 200) throw new Error(`${path} was refused: ${JSON.stringify(answer)}`);
  return answer;
}

module.exports = { callApi, signature };
