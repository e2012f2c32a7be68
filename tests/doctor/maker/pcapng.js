// Takes the comments out of a pcapng file, since those of the mock server would name the cause. Packets, times and secrets stay.
'use strict';

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const PACKET = 6;
const HEADER = 8;   // of each block: type, length
const TRAILER = 4;  // the length again
const COMMENT = 1;  // option code
// Where a block's options begin, behind its header, by type.
const FIXED = { [SECTION]: 16, [INTERFACE]: 8, [PACKET]: 20 };
const CAPTURED_LENGTH_AT = HEADER + 12;  // of a packet's block

const padded = (length) => (length + 3) & ~3;

function withoutComments(bytes) {
  const blocks = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at + 4)) {
    blocks.push(uncommented(bytes.subarray(at, at + bytes.readUInt32LE(at + 4))));
  }
  return Buffer.concat(blocks);
}

function uncommented(block) {
  const type = block.readUInt32LE(0);
  if (!(type in FIXED)) return block;
  const data = type === PACKET ? padded(block.readUInt32LE(CAPTURED_LENGTH_AT)) : 0;
  const optionsAt = HEADER + FIXED[type] + data;
  const kept = options(block.subarray(optionsAt, block.length - TRAILER)).filter(({ code }) => code !== COMMENT);
  const parts = [block.subarray(0, optionsAt), ...kept.map(({ bytes }) => bytes), Buffer.alloc(TRAILER)];
  const made = Buffer.concat(parts);
  made.writeUInt32LE(made.length, 4);
  made.writeUInt32LE(made.length, made.length - TRAILER);
  return made;
}

// Each with its code, the one that ends them included.
function options(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + padded(bytes.readUInt16LE(at + 2));
    found.push({ code: bytes.readUInt16LE(at), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return found;
}

module.exports = { withoutComments };
