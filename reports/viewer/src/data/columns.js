// The events of a run as plain columns, one value per event, from the form in which a page holds them: each event by its shape,
// and times and details sorted by shape. It makes no words of them.

// Where the values of each shape begin, if it has as many as `counts` says.
function beginnings(counts) {
  let next = 0;
  return counts.map((count) => (next += count) - count);
}

// What is plain already stays as it is.
export function plainColumns(events) {
  if (!events.shapes) return events;
  const { shapes, shape, at, detail, ...rest } = events;
  const counts = new Array(shapes.kind.length).fill(0);
  for (const place of shape) ++counts[place];
  const nextAt = beginnings(counts);
  const nextDetail = beginnings(counts.map((count, place) => (shapes.detail[place] ? count : 0)));
  const columns = {};
  for (const [name, values] of Object.entries(shapes)) columns[name] = shape.map((place) => values[place]);
  columns.at = shape.map((place) => at[nextAt[place]++]);
  columns.detail = shape.map((place) => (shapes.detail[place] ? detail[nextDetail[place]++] : 0));
  return { ...rest, ...columns };
}
