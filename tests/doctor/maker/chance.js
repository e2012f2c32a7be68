// All chance of a corpus, drawn from its seed: users, texts, keys, pauses. What servers and sockets leave to chance is not here.
'use strict';

const USERS = [
  'alice', 'bob', 'chen', 'dana', 'emil', 'fatima', 'goran', 'hana', 'ines', 'jonas', 'kofi', 'lin', 'mira', 'noor', 'olga',
  'pavel', 'quentin', 'rosa', 'sven', 'tomoko', 'uma', 'viktor', 'wei', 'xenia', 'yusuf', 'zoe',
];
const TEXTS = [
  'hello', 'are you there?', '你好', 'see you at six', '在吗', 'ok', 'on my way', 'the file is in the group', 'bonjour',
  '谢谢',
];
const KEY_LETTERS = 'abcdefghijkmnopqrstuvwxyz0123456789';
const APP_KEY_LENGTH = 13;  // as the vendor's have
const SECRET_LENGTH = 12;

// The same seed and name give the same numbers, whatever else is drawn.
class Chance {
  #state;

  constructor(seed, name = '') {
    this.#state = hash(`${seed}/${name}`);
  }

  // From 0 up to, and without, 1.
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  // A whole number from `least` to `most`, both possible.
  between(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  of(list) {
    return list[this.between(0, list.length - 1)];
  }

  letters(count) {
    return Array.from({ length: count }, () => this.of(KEY_LETTERS)).join('');
  }

  // A user id that no other call gives: a name and a number, or a number alone.
  user() {
    return this.next() < 0.3 ? `${this.between(100_000, 999_999)}` : `${this.of(USERS)}${this.between(10, 9999)}`;
  }

  text() {
    return this.of(TEXTS);
  }

  appKey() {
    return this.letters(APP_KEY_LENGTH);
  }

  secret() {
    return this.letters(SECRET_LENGTH);
  }

  // Milliseconds.
  pause() {
    return this.between(80, 400);
  }
}

// FNV-1a, 32 bits.
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

module.exports = { Chance };
