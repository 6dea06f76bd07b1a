import type { Entrant } from './guard.js';
import { add, addCalm, emptyTally, type Figures, figures, type Tally } from './metrics.js';
import { arrivals } from './server.js';
import { calmOf, dayMs, openMs, type Trace } from './traces.js';
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

const worldOf = (trace: Trace, turn: number) => {
  const seed = seedOf(trace, turn);
  return { seed, comers: arrivals(trace, seed, dayMs, openMs) };
};

/** Runs every entrant on the same seeds of a trace. */
export async function judge(trace: Trace, entrants: readonly Entrant[], seeds: number): Promise<Row[]> {
  const worlds = Array.from({ length: seeds }, (_, turn) => worldOf(trace, turn));
  const rows: Row[] = [];
  for (const entrant of entrants) {
    const twin = trace.userErrors === null ? rows.find(({ name }) => name === entrant.twin) : undefined;
    if (twin !== undefined) {
      rows.push({ ...twin, name: entrant.name });
      continue;
    }
    const tally = emptyTally();
    for (const { seed, comers } of worlds) add(tally, trace, await run(trace, seed, entrant, comers));
    if (trace.calmCalls > 0) addCalm(tally, await calm(calmOf(trace), entrant));
    rows.push({ trace: trace.name, name: entrant.name, maker: entrant.maker, figures: figures(tally) });
  }
  return rows;
}

const calmDays = new Map<string, Pick<Tally, 'healthyCalls' | 'falseOpenings'>>();

/** Runs an entrant through calm days once, whichever trace they belong to; no user errs there, so twins share them. */
async function calm(trace: Trace, entrant: Entrant): Promise<Pick<Tally, 'healthyCalls' | 'falseOpenings'>> {
  const key = `${trace.name}, ${trace.days} days, ${entrant.twin ?? entrant.name}`;
  const known = calmDays.get(key);
  if (known !== undefined) return known;
  const { seed, comers } = worldOf(trace, 0);
  const tally = emptyTally();
  add(tally, trace, await run(trace, seed, entrant, comers));
  calmDays.set(key, tally);
  return tally;
}
