import type { Entrant } from './guard.js';
import { add, emptyTally, type Figures, figures } from './metrics.js';
import { arrivals } from './server.js';
import { dayMs, openMs, type Trace } from './traces.js';
import { run } from './world.js';

/** One guard on one trace. */
export interface Row {
  readonly trace: string;
  readonly name: string;
  readonly maker: Entrant['maker'];
  readonly figures: Figures;
}

/** The seeds of a trace are its own, so that no two traces see the same people come. */
function seedOf(trace: Trace, turn: number): number {
  let hash = 0x811c9dc5;
  for (const letter of `${trace.name}/${turn}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}

/** Runs every entrant on the same seeds of a trace. */
export async function judge(trace: Trace, entrants: readonly Entrant[], seeds: number): Promise<Row[]> {
  const worlds = Array.from({ length: seeds }, (_, turn) => {
    const seed = seedOf(trace, turn);
    return { seed, comers: arrivals(trace, seed, dayMs, openMs) };
  });
  const rows: Row[] = [];
  for (const entrant of entrants) {
    const twin = trace.userErrors === null ? rows.find(({ name }) => name === entrant.twin) : undefined;
    if (twin !== undefined) {
      rows.push({ ...twin, name: entrant.name });
      continue;
    }
    const tally = emptyTally();
    for (const { seed, comers } of worlds) add(tally, trace, await run(trace, seed, entrant, comers));
    rows.push({ trace: trace.name, name: entrant.name, maker: entrant.maker, figures: figures(tally) });
  }
  return rows;
}
