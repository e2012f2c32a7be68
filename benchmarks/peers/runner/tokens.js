// Tokens for many users, from our server's own Server API, before anything is measured.
'use strict';

const crypto = require('node:crypto');
const http = require('node:http');

const AT_ONCE = 16;

function ask(agent, url, { appKey, secret }, user) {
  const nonce = crypto.randomUUID();
  const timestamp = String(Date.now());
  const signature = crypto.createHash('sha1').update(secret + nonce + timestamp).digest('hex');
  const body = `userId=${user}&name=${user}`;
  const headers = {
    'App-Key': appKey, Nonce: nonce, Timestamp: timestamp, Signature: signature,
    'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length,
  };
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}/user/getToken.json`, { method: 'POST', agent, headers }, async (reply) => {
      let text = '';
      for await (const piece of reply) text += piece;
      const { token, errorMessage } = JSON.parse(text);
      if (token) resolve(token);
      else reject(new Error(`no token for ${user}: ${errorMessage}`));
    });
    request.on('error', reject);
    request.end(body);
  });
}

// One for each of `count` users, in their order.
async function issueTokens(url, app, count) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const tokens = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const number = next++;
      tokens[number] = await ask(agent, url, app, `user-${number}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  return tokens;
}

module.exports = { issueTokens };
