// Replaces secrets in text, as they are and as URLs carry them. It knows only the secrets it was given.
'use strict';

const REDACTED = '<redacted>';

class Redactor {
  #secrets = new Set();
  #pattern = null;

  // The SDK shows only what stands before the first "@" of a token, so that part is as secret as the whole.
  add(secret) {
    for (const part of [secret, secret.split('@', 1)[0]]) {
      if (part.trim() === '') continue;
      this.#secrets.add(part);
      this.#secrets.add(encodeURIComponent(part));
    }
    const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
    this.#pattern = longestFirst.length ? new RegExp(longestFirst.map(escape).join('|'), 'g') : null;
  }

  apply(text) {
    return this.#pattern ? text.replace(this.#pattern, REDACTED) : text;
  }
}

function escape(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

module.exports = { Redactor };
