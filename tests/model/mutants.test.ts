import { describe, expect, it } from 'vitest';
import { compileMachine } from '../../src/internal/compile-machine.js';
import { LoketError } from '../../src/internal/errors.js';
import { type ApplicationTable, explore, type Variant, variants } from './application-model.js';
import { type Mutant, mutants } from './mutants.js';
import { stories } from './scenarios/index.js';
import { wrongIn } from './scenarios/story.js';
import { survivors } from './survivors.js';

const full = process.env.LOKET_MODEL === 'full';
const small = { requests: 1, jobs: 1, tries: 1, codes: 1, temporaries: 1 };
const large = { requests: 1, jobs: 2, tries: 1, codes: 2, temporaries: 2 };
// The short form lets the two richest sets of rules judge what the stories leave; the full form every one.
const all = variants();
const judges: readonly (readonly [Variant, typeof small])[] = full
  ? [...all.slice(0, 3).map((one) => [one, large] as const), ...all.map((one) => [one, small] as const)]
  : all.slice(0, 2).map((one) => [one, { ...small, tries: 0, temporaries: 0 }] as const);
const rich = all.slice(0, 3).map((one) => [one, small] as const);

type Verdict = 'a story' | 'an invariant' | 'liveness' | 'no rest' | undefined;

function byStory(table: ApplicationTable): Verdict {
  return stories.some((told) => wrongIn(table, told) !== undefined) ? 'a story' : undefined;
}

const byExploration =
  (among: typeof judges) =>
  (table: ApplicationTable): Verdict => {
    for (const [variant, bounds] of among) {
      const { broken, stuck } = explore(table, variant, bounds);
      if (broken) return 'an invariant';
      if (stuck) return 'liveness';
    }
    return undefined;
  };

/** Judges a mutant; one whose states never come to rest is caught by running it at all. */
function judge(mutant: Mutant, ...judges: readonly ((table: ApplicationTable) => Verdict)[]): Verdict {
  const table = compileMachine(mutant.build()) as ApplicationTable;
  for (const by of judges) {
    try {
      const verdict = by(table);
      if (verdict) return verdict;
    } catch (error) {
      if (error instanceof LoketError && error.code === 'not-compilable') return 'no rest';
      throw error;
    }
  }
  return undefined;
}

function counted(values: readonly (string | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value ?? 'nothing', (counts.get(value ?? 'nothing') ?? 0) + 1);
  return [...counts].map(([what, count]) => `${count} by ${what}`).join(', ');
}

describe('a machine that does one thing differently', () => {
  const changed = mutants();

  it(
    'is caught by a story, an invariant or liveness, but for those that are known to be harmless',
    () => {
      const alive: string[] = [];
      for (const kinds of [['guard'], ['action'], ['target'], ['here']] as const) {
        const some = changed.filter(({ kind }) => kinds.includes(kind as never));
        const verdicts = some.map((mutant) => judge(mutant, byStory, byExploration(judges)));
        const left = some.filter((_, i) => verdicts[i] === undefined).map(({ name }) => name);
        alive.push(...left);
        const share = ((100 * (some.length - left.length)) / some.length).toFixed(1);
        console.info(
          `${kinds.join()}: ${some.length} mutants, ${share} % caught, ${counted(verdicts)}${left.length > 0 ? `; alive: ${left.join('; ')}` : ''}`,
        );
        expect(left.length).toBeLessThanOrEqual(some.length / 10);
      }
      const unknown = alive.filter((name) => !survivors.has(name));
      expect(unknown, 'nobody says why these are harmless').toEqual([]);
      const caught = [...survivors.keys()].filter((name) => !alive.includes(name));
      expect(caught, 'these are said to be harmless, and are caught').toEqual([]);
    },
    full ? 3_600_000 : 180_000,
  );

  if (full) {
    it('is counted without the stories too, judged by the three richest sets of rules', () => {
      const named = changed.filter(({ kind }) => kind !== 'here');
      const verdicts = named.map((mutant) => judge(mutant, byExploration(rich)));
      const names = named.filter((_, i) => verdicts[i] === undefined).map(({ name }) => name);
      console.info(`without the stories: ${counted(verdicts)}; left to the stories: ${names.join('; ')}`);
    }, 3_600_000);
  }
});
