// What a birth certificate asks for: a letter that is too old, a statement in place of a letter, rules that change by
// date, the number of the certificate, and what bridges the wait for an identity card.
import assert from 'node:assert/strict';
import {
  checkRequirements,
  explainRequirements,
  formatNumber,
  parseNumber,
  requirementsOn,
  temporaryOn,
  validUntil,
} from 'loket/documents';
import { dukcapilKinds, indonesianWords } from 'loket/indonesia';

const kinds = dukcapilKinds();
const birth = kinds.find((kind) => kind.id === 'akta-lahir');
const card = kinds.find((kind) => kind.id === 'ktp-el');
assert.ok(birth && card);

// Told to the parents before they come. Two rules have ended since.
const day = '2019-07-17';
for (const { id, title, original, copies, papers, substitutes } of requirementsOn(birth, { day })) {
  const shown = [original ? 'original' : '', copies > 0 ? `${copies} copy` : '']
    .filter(Boolean)
    .join(' and ');
  const instead = substitutes.map((substitute) => `, or ${substitute.title.en}`).join('');
  console.log(`bring ${papers} x ${title.en} (${id}: ${shown})${instead}`);
}
const asked = (on: string) => requirementsOn(birth, { day: on }).length;
assert.deepEqual([asked('2021-09-27'), asked('2021-09-28')], [6, 4]);

// At the counter: the hospital gave no letter, and one witness forgot her card.
const given = ['f-2.01', 'sptjm-birth', 'marriage', 'kk', 'reporter-ktp', 'witness-ktp'].map(
  (requirement) => ({
    requirement,
  }),
);
const check = checkRequirements(birth, given, { day });
for (const { text } of explainRequirements(birth, check, 'en')) console.log(text);
for (const { text } of explainRequirements(birth, check, 'id', indonesianWords)) console.log(text);
assert.equal(check.complete, false);
assert.deepEqual(
  check.missing.map((note) => [note.requirement, note.params.given, note.params.needed]),
  [['witness-ktp', 1, 2]],
);
assert.deepEqual(
  check.substituted.map((note) => note.paper),
  ['sptjm-birth'],
);
assert.ok(checkRequirements(birth, [...given, { requirement: 'witness-ktp' }], { day }).complete);

// A lost identity card: the letter of the police counts for 14 days, the last of them included.
const lost = [{ requirement: 'kk' }, { requirement: 'police-letter', issuedOn: '2019-07-03' }];
const isComplete = (on: string) => checkRequirements(card, lost, { day: on, tags: ['lost'] }).complete;
console.log(
  `letter of 3 July: on the 17th ${isComplete('2019-07-17')}, on the 18th ${isComplete('2019-07-18')}`,
);
assert.deepEqual([isComplete('2019-07-17'), isComplete('2019-07-18')], [true, false]);

// The certificate's number, there and back.
const template = birth.numberTemplate;
assert.ok(template);
const number = formatNumber(template, { region: '3507', code: 'LU', day, serial: 42 });
const read = parseNumber(template, number);
console.log(`${number} is the ${read.ok ? read.value.serial : '?'}nd of that day`);
assert.equal(number, '3507-LU-17072019-0042');
assert.deepEqual(read, { ok: true, value: { region: '3507', code: 'LU', day, serial: 42 } });

// A temporary certificate bridges the wait for a card, until the end of October 2022.
const rule = card.temporary;
assert.ok(rule);
const until = validUntil('2019-08-31', rule.validFor);
console.log(`${rule.kind} of 31 August 2019: valid until ${until.ok ? until.day : until.year}`);
assert.deepEqual(until, { ok: true, day: '2020-02-29' });
assert.equal(temporaryOn(card, kinds, '2022-10-31')?.id, 'suket');
assert.equal(temporaryOn(card, kinds, '2022-11-01'), undefined);
