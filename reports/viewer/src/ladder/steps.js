// From one event to the next with the keyboard, among those that are shown and those that are marked. Positions only.

// The next of the marked positions before or behind one.
export const nextMarked = (order, from, way) =>
  way > 0 ? order.find((position) => position > from) : order.findLast((position) => position < from);

// The next of the rows that are shown.
export function nextShown(shown, from, way) {
  let low = 0;
  let high = shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown[middle] < from) low = middle + 1;
    else high = middle;
  }
  const isOn = shown[low] === from;
  const index = way > 0 ? low + (isOn ? 1 : 0) : low - 1;
  return shown[Math.min(shown.length - 1, Math.max(0, index))];
}
