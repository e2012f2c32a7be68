// The events of a run as plain columns, one value per event, from the form in which a page holds them: each event by its shape,
// and times and details sorted by shape. It makes no words of them.

// Where the values of each shape begin, if it has as many as `counts` says.
function beginnings(counts) {
  let next = 0;
  return counts.map((count) => (next += count) - count);
}

// What stands for values that only some events have, each its own, where there is none.
const NONE = { detail: 0, frame: null };

// What is plain already stays as it is.
export function plainColumns(events) {
  if (!events.shapes) return events;
  const { shapes, shape, at, ...rest } = events;
  const counts = new Array(shapes.kind.length).fill(0);
  for (const place of shape) ++counts[place];
  const nextAt = beginnings(counts);
  const columns = { at: shape.map((place) => at[nextAt[place]++]) };
  for (const [name, values] of Object.entries(shapes)) columns[name] = shape.map((place) => values[place]);
  for (const name of Object.keys(NONE)) {
    const has = shapes[name];
    if (!has) continue;
    const next = beginnings(counts.map((count, place) => (has[place] ? count : 0)));
    columns[name] = shape.map((place) => (has[place] ? events[name][next[place]++] : NONE[name]));
  }
  return { ...rest, ...columns };
}
