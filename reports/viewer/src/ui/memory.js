// What the browser remembers between visits, if it does: a page opened from a file may not be allowed to.

export function recall(key) {
  try {
    return window.localStorage.getItem(`redial.${key}`);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    window.localStorage.setItem(`redial.${key}`, value);
  } catch {
    // Then it is asked for again.
  }
}
