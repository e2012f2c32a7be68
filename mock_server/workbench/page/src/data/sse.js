// Server-sent events out of text that comes in pieces of any size. It knows what the server of this page writes, no more.

/** Gives a function that takes the next piece and returns the events that are complete: [{ event, data }]. */
export function eventReader() {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop();
    return blocks.map(readBlock).filter(({ data }) => data !== '');
  };
}

function readBlock(block) {
  const read = { event: 'message', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) read[line.slice(0, colon)] = line.slice(colon + 2);
  }
  return read;
}
