// Files that people attach by mistake: logs in the style of other vendors' SDKs, pictures, empty files. None has a login of ours.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const PICTURE = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300', 'hex'), Buffer.alloc(64, 16),
  Buffer.from('ffc0000b080001000101011100ffc40014000100000000000000000000000000000008ffda0008010100003f00d2cfffd9', 'hex'),
]);
// Little-endian, version 2.4, no time zone, 256 KiB at most, Ethernet.
const PCAP_HEADER = Buffer.from('d4c3b2a102000400000000000000000000000400' + '01000000', 'hex');

const CREATOR = { name: 'WebInspector', version: '537.36' };

const at = (start, seconds) => new Date(start + seconds * 1000);
const clock = (date) => date.toISOString().slice(11, 23);

const easemob = (start) => [
  [0, 'Easemob: version 4.5.1, appkey = org-name#demo'],
  [0.1, 'Easemob: open with token, user: u1001'],
  [0.4, 'Easemob: SyncML: provision, status = 104, reason: token expired'],
  [0.4, 'Easemob: onDisconnected: {type: 206, message: "the user was logged in on another device"}'],
].map(([after, words]) => `[${clock(at(start, after))}] ${words}`);

const tencent = (start) => [
  [0, 'TIM|login|start|sdkAppID:1400000000 userID:user1'],
  [0.3, 'TIM|login|fail|code:6206 message:UserSig is expired'],
  [0.5, 'TIM|kickedOut|type:multipleAccount'],
  [0.9, 'TIM|login|fail|code:70001 message:UserSig is expired'],
].map(([after, words]) => `[${at(start, after).toISOString()}] [Info] ${words}`);

const agora = (start) => [
  [0, 'Agora-SDK [INFO]: creating client, mode: rtc, codec: vp8'],
  [0.2, 'Agora-SDK [DEBUG]: [client-9c1f] joining channel with token ****'],
  [0.8, 'Agora-SDK [ERROR]: [client-9c1f] join failed AgoraRTCError CAN_NOT_GET_GATEWAY_SERVER: dynamic key expired'],
  [1.0, 'Agora-SDK [INFO]: [client-9c1f] connection state change: CONNECTING -> DISCONNECTED'],
].map(([after, words]) => `${clock(at(start, after))} ${words}`);

const webServer = (start) => [
  [0, 'GET /index.html 200 12'], [1, 'POST /v2/navi.json 404 0'], [2, 'GET /websocket 400 0'], [3, 'POST /login 401 87'],
].map(([after, words]) => `127.0.0.1 - - [${at(start, after).toISOString()}] "${words}"`);

const lines = (all) => Buffer.from(`${all.join('\n')}\n`);
const json = (value) => Buffer.from(JSON.stringify(value, null, 2));

const FILES = {
  'easemob.log': (start) => lines(easemob(start)),
  'tencent.log': (start) => lines(tencent(start)),
  'agora.log': (start) => lines(agora(start)),
  'web-server.log': (start) => lines(webServer(start)),
  'two-vendors.log': (start) => lines([...easemob(start), ...tencent(start + 5000)]),
  'picture.har': () => PICTURE,
  'picture.jpg': () => PICTURE,
  'empty.log': () => Buffer.alloc(0),
  'empty.har': () => Buffer.alloc(0),
  'blank-lines.log': () => Buffer.from('\n\n \r\n\n'),
  'no-entries.har': () => json({ log: { version: '1.2', creator: CREATOR, pages: [], entries: [] } }),
  'other.json': () => json({ name: 'a-package', version: '1.0.0', log: 'none' }),
  'header-only.pcap': () => PCAP_HEADER,
};

// Their times are those of the corpus's first artefact.
function foreignFiles(labels, out) {
  const start = labels.length > 0 ? fs.statSync(path.join(out, labels[0].file)).mtimeMs : 0;
  return Object.entries(FILES).map(([name, make]) => {
    const file = path.join('damaged', name);
    fs.writeFileSync(path.join(out, file), make(start));
    return {
      file, kind: 'other', cause: 'damaged', decides: false, also: [], damaged: 'foreign', made_by: 'foreign_files.js',
      note: 'nothing of ours in it', secrets: [],
    };
  });
}

module.exports = { foreignFiles };
