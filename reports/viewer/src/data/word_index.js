// Which texts and codes the events of each play hold, each once: what a search in a run's events looks at instead of all events.

const COLUMNS = ['name', 'detail', 'status', 'token', 'user', 'kind', 'via'];

export class WordIndex {
  #texts = [];  // per play, indices of texts
  #codes = [];

  // Reads every event of the run once.
  constructor(run) {
    const columns = COLUMNS.map((name) => run.data.events[name]).filter(Boolean);
    const lastPlay = new Int32Array(run.data.texts.length).fill(-1);  // by text: the play that had it last
    for (const play of run.plays) this.#add(play, run.data.events.code ?? [], columns, lastPlay);
  }

  hasCode(play, code) {
    return this.#codes[play.index].has(code);
  }

  // `marked` has a 1 for each text that is looked for.
  hasText(play, marked) {
    for (const text of this.#texts[play.index]) if (marked[text] === 1) return true;
    return false;
  }

  #add(play, codes, columns, lastPlay) {
    const [first, count] = play.result.events;
    const own = [];
    for (const column of columns) {
      for (let row = first; row < first + count; ++row) {
        const text = column[row];
        if (lastPlay[text] === play.index || text === 0) continue;
        lastPlay[text] = play.index;
        own.push(text);
      }
    }
    this.#texts[play.index] = Int32Array.from(own);
    this.#codes[play.index] = new Set(codes.slice(first, first + count));
  }
}
