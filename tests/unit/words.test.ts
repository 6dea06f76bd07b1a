import { calendarWords } from 'loket/calendar';
import { applicationEffects, commitmentWords, lifecycleWords } from 'loket/documents';
import { indonesianWords } from 'loket/indonesia';
import { englishWords } from 'loket/office';
import type { SigningNow } from 'loket/signing';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { pendingReason, recordFailures, recordStages } from '../../src/documents/application-schemas.js';
import { restingStates } from '../../src/documents/lifecycle/stored.js';

/** The values that a field of an effect can have, as its schema says. */
function valuesOf(effect: keyof typeof applicationEffects, field: string): string[] {
  const { shape } = applicationEffects[effect] as unknown as z.ZodObject<Record<string, z.ZodEnum>>;
  return (shape[field]?.options ?? []).map(String);
}

/** Why a kind is signed as it is, each with the modes that an order or maintenance can set. */
const signingWhy = {
  healthy: [''],
  'signer-down': [''],
  'signer-slow': [''],
  'signer-limping': [''],
  'signer-recovering': [''],
  order: ['.wet', '.electronic'],
  maintenance: ['.wet'],
} satisfies Record<SigningNow['why'], readonly string[]>;

const codes = [
  ...Object.entries(signingWhy).flatMap(([why, modes]) => modes.map((mode) => `signing.${why}${mode}`)),
  ...restingStates().map((state) => `state.${state}`),
  ...valuesOf('notice', 'code').map((code) => `notice.${code}`),
  ...valuesOf('escalation', 'cause').map((cause) => `escalation.${cause}`),
  ...pendingReason.options.map((reason) => `commitment.pending.${reason}`),
  ...[...recordStages, ...recordFailures].map((stage) => `record.${stage}`),
];
const languages = { english: englishWords, indonesian: indonesianWords };

describe.each(Object.entries(languages))('the %s words', (_language, words) => {
  it('cover all that can be told to a person', () => {
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !words[code]?.trim())).toEqual([]);
  });

  it('end each sentence as one ends', () => {
    expect(codes.filter((code) => !/[.!?]$/.test(words[code] ?? ''))).toEqual([]);
  });

  it('say nothing of a state, a notice or a record that does not exist', () => {
    const named = Object.keys(words).filter((code) => /^(state|notice|escalation|record)\./.test(code));
    expect(named.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('give a day to the notices that promise one, and to no other', () => {
    const dated = valuesOf('notice', 'code').filter((code) => words[`notice.${code}`]?.includes('{readyBy}'));
    expect(dated).toEqual(['promised', 'invited', 'moved']);
  });
});

describe('the words of a commitment', () => {
  it('are there for every step, in both languages', () => {
    expect(Object.keys(commitmentWords).filter((code) => !indonesianWords[code])).toEqual([]);
    expect(Object.keys(lifecycleWords).filter((code) => !indonesianWords[code])).toEqual([]);
    expect(Object.keys(calendarWords).filter((code) => !indonesianWords[code])).toEqual([]);
  });
});
