import { isLoketError } from 'loket';
import {
  batchCode,
  batchSheet,
  type DeskCommand,
  type DeskConfig,
  type DeskEffect,
  deskDecider,
  paperCode,
  parsePaperCode,
  readDesk,
  whoSigns,
} from 'loket/signing';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/office/messages.js';

const rules = { signatory: 'head', minBatch: 3, maxBatch: 4, maxWaitMs: 1000, deputies: ['plh', 'plt'] };

/** A desk to which commands are given; what comes of them is in `effects`. */
function standing(config: DeskConfig = { desks: [rules], checkedBack: ['deed'] }) {
  const decider = deskDecider(config);
  const desk = decider.initial('head');
  let effects: readonly DeskEffect[] = [];
  const give = (body: { readonly type: DeskCommand['type'] } & Record<string, unknown>, at = 100) => {
    const by = { id: 'ani', role: 'officer' };
    const parsed = parseCommand({ signatory: 'head', ...body, id: `c-${at}`, at, by });
    if (!parsed.ok) throw new Error(parsed.message);
    const outcome = decider.decide(desk, parsed.command as DeskCommand, {});
    if (!outcome.ok) return outcome;
    for (const event of outcome.events) decider.evolve(desk, event);
    effects = outcome.effects;
    return outcome;
  };
  return {
    desk,
    give,
    effects: () => effects,
    receive(...ids: string[]) {
      for (const applicationId of ids) give({ type: 'paper.receive', applicationId, kind: 'letter' });
    },
    /** Papers by place, as `sent: a b`. */
    places: () =>
      Object.entries(desk.papers)
        .map(([id, { place }]) => `${id} ${place}`)
        .sort(),
  };
}

function sent(...ids: string[]) {
  const one = standing();
  one.receive(...ids);
  one.give({ type: 'batch.compose' });
  one.give({ type: 'batch.send', batchId: 'head-1' });
  return one;
}

describe('a batch', () => {
  it('composes itself when enough papers wait, in batches of the largest size', () => {
    const { desk, give, effects, receive } = standing();
    receive('a', 'b');
    expect(effects()).toEqual([]);
    receive('c');
    expect(effects()).toEqual([{ type: 'desk.compose', signatory: 'head' }]);
    receive('d', 'e', 'f', 'g');
    give({ type: 'desk.compose' });
    expect(Object.values(desk.batches).map(({ papers }) => papers.join(''))).toEqual(['abcd', 'efg']);
    expect(give({ type: 'desk.compose' })).toMatchObject({ ok: true, events: [] });
  });

  it('composes itself of a single paper that waited long enough, and a timer sees to it', () => {
    const { give, effects, desk } = standing();
    give({ type: 'paper.receive', applicationId: 'a', kind: 'letter' }, 100);
    expect(effects()).toEqual([{ type: 'timer.set', signatory: 'head', timer: 'compose', dueAt: 1100 }]);
    give({ type: 'paper.receive', applicationId: 'b', kind: 'letter' }, 600);
    expect(effects()).toEqual([]);
    give({ type: 'desk.compose' }, 1099);
    expect(effects()).toEqual([{ type: 'timer.set', signatory: 'head', timer: 'compose', dueAt: 1100 }]);
    expect(desk.batches).toEqual({});
    give({ type: 'desk.compose' }, 1100);
    expect(desk.batches['head-1']?.papers).toEqual(['a', 'b']);
  });

  it('is put together oldest first or promised first, of the kinds that are asked for', () => {
    const { give, desk } = standing({});
    const came = [
      ['a', 'letter', '2026-03-09'],
      ['b', 'deed', undefined],
      ['c', 'letter', '2026-03-05'],
      ['d', 'deed', '2026-03-07'],
    ] as const;
    for (const [i, [applicationId, kind, promised]] of came.entries()) {
      give({ type: 'paper.receive', applicationId, kind, ...(promised && { promised }) }, i);
    }
    give({ type: 'batch.compose', order: 'promised', limit: 2 }, 10);
    give({ type: 'batch.compose', kinds: ['deed'] }, 10);
    give({ type: 'batch.compose' }, 10);
    expect(Object.values(desk.batches).map(({ papers }) => papers.join(''))).toEqual(['cd', 'b', 'a']);
  });

  it('comes back in parts, and ends when nothing is out', () => {
    const { give, desk, effects, places } = sent('a', 'b', 'c', 'd');
    give(
      { type: 'batch.return', batchId: 'head-1', signed: ['a'], unsigned: ['b'], reason: 'wrong name' },
      200,
    );
    expect(effects()[0]).toEqual({ type: 'wetSignature.made', applicationId: 'a' });
    expect(places()).toEqual(['b waiting', 'c sent', 'd sent']);
    expect(desk.batches['head-1']).toMatchObject({ state: 'sent', signed: 1, returnedAt: 200 });
    expect(desk.papers.b).toMatchObject({
      since: 100,
      waitsSince: 200,
      reason: 'wrong name',
      batchId: null,
    });
    give({ type: 'batch.return', batchId: 'head-1' }, 300);
    expect(desk.batches).toEqual({});
    expect(desk.lessons).toEqual([{ signed: 3, workMs: 200 }]);
    expect(desk.signed).toBe(3);
  });

  it('leaves what did not come back as missing; a scan finds it signed, or unsigned', () => {
    const { give, effects, places } = sent('a', 'b', 'c');
    give({ type: 'batch.return', batchId: 'head-1', signed: ['a'] });
    give({ type: 'batch.close', batchId: 'head-1' });
    expect(places()).toEqual(['b missing', 'c missing']);
    give({ type: 'paper.scan', code: paperCode('b') });
    expect(effects()).toEqual([{ type: 'wetSignature.made', applicationId: 'b' }]);
    give({ type: 'paper.scan', code: paperCode('c'), unsigned: 'it was never in the folder' });
    expect(places()).toEqual(['c waiting']);
  });

  it('is taken apart before it is sent, without composing itself again at once', () => {
    const { give, effects, places, receive } = standing();
    receive('a', 'b', 'c');
    give({ type: 'batch.compose' });
    give({ type: 'batch.dissolve', batchId: 'head-1', reason: 'the printer was out of toner' }, 150);
    expect(places()).toEqual(['a waiting', 'b waiting', 'c waiting']);
    expect(effects()).toEqual([{ type: 'timer.set', signatory: 'head', timer: 'compose', dueAt: 1150 }]);
  });

  it('has a list of what is in it now, with numbers that stay', () => {
    const { give, desk } = sent('a', 'b', 'c');
    give({ type: 'paper.withdraw', applicationId: 'b' });
    const sheet = batchSheet(desk, 'head-1', { describe: ({ applicationId }) => `for ${applicationId}` });
    expect(sheet).toMatchObject({ no: 1, signer: 'head', code: batchCode('head-1') });
    expect(sheet?.rows.map(({ no, applicationId, text }) => [no, applicationId, text])).toEqual([
      [1, 'a', 'for a'],
      [3, 'c', 'for c'],
    ]);
    expect(batchSheet(desk, 'head-2')).toBeUndefined();
  });
});

describe('a paper', () => {
  it('is signed by id wherever it lies, and closes its batch when it was the last', () => {
    const { give, desk } = sent('a', 'b');
    give({ type: 'paper.signed', applicationIds: ['a', 'b', 'a'] });
    expect(desk).toMatchObject({ papers: {}, batches: {}, signed: 2 });
  });

  it('is checked back by the scan that reports it signed, where its kind asks for that', () => {
    const { give, effects } = standing();
    give({ type: 'paper.receive', applicationId: 'd', kind: 'deed' });
    give({ type: 'paper.scan', code: paperCode('d') });
    expect(effects().map(({ type }) => type)).toEqual(['wetSignature.made', 'wetSignature.checked']);
  });

  it('stays listed when it is lost, and its batch does not wait for it', () => {
    const { give, desk, places } = sent('a');
    give({ type: 'paper.lost', applicationId: 'a', reason: 'searched twice' });
    expect(places()).toEqual(['a lost']);
    expect(desk.batches).toEqual({});
    expect(desk.lessons).toEqual([]);
    give({ type: 'paper.scan', code: paperCode('a') });
    expect(places()).toEqual([]);
  });
});

describe('who signs', () => {
  it('is the signatory, the deputy of the latest absence, or nobody, and absences end by themselves', () => {
    const { give, desk } = standing();
    give({ type: 'signatory.away', reason: 'meeting', until: 500 });
    give({ type: 'signatory.away', reason: 'leave', from: 400, until: 900, deputy: 'plt' });
    expect([100, 399, 400, 500, 899, 900].map((at) => whoSigns(desk, at))).toEqual([
      null,
      null,
      'plt',
      'plt',
      'plt',
      'head',
    ]);
    give({ type: 'signatory.back' }, 200);
    expect([200, 400].map((at) => whoSigns(desk, at))).toEqual(['head', 'plt']);
    expect(desk.absences).toMatchObject([{ by: 'ani', reason: 'leave', absenceId: 'c-100' }]);
  });

  it('is who a batch is taken to', () => {
    const { give, desk, receive } = standing();
    receive('a');
    give({ type: 'batch.compose' });
    give({ type: 'signatory.away', reason: 'leave', deputy: 'plh' });
    give({ type: 'batch.send', batchId: 'head-1' });
    expect(desk.batches['head-1']?.signer).toBe('plh');
  });
});

describe('a refusal says what is wrong', () => {
  const away = (one: ReturnType<typeof standing>) => one.give({ type: 'signatory.away', reason: 'leave' });
  const out = () => sent('a', 'b');
  const open = () => {
    const one = standing();
    one.receive('a', 'b');
    one.give({ type: 'batch.compose' });
    return one;
  };
  const misread = paperCode('a').replace(':a:', ':b:');
  type Case = [
    string,
    () => ReturnType<typeof standing>,
    Parameters<ReturnType<typeof standing>['give']>[0],
    string,
    RegExp,
  ];
  const cases: Case[] = [
    ['nothing waits', standing, { type: 'batch.compose' }, 'not-found', /no paper waits/],
    [
      'nothing of the kind waits',
      () => {
        const one = standing();
        one.receive('a');
        return one;
      },
      { type: 'batch.compose', kinds: ['kk'] },
      'not-found',
      /of kk/,
    ],
    [
      'a batch is too large',
      open,
      { type: 'batch.compose', limit: 5 },
      'invalid-command',
      /limit: must be 4 or fewer, got 5/,
    ],
    ['a batch is not there', standing, { type: 'batch.send', batchId: 'x' }, 'not-found', /'x'/],
    [
      'a batch is out already',
      out,
      { type: 'batch.send', batchId: 'head-1' },
      'not-possible',
      /is sent, and must be composed/,
    ],
    [
      'a batch is not out',
      open,
      { type: 'batch.return', batchId: 'head-1' },
      'not-possible',
      /is composed, and must be sent/,
    ],
    [
      'a batch is closed before it is sent',
      open,
      { type: 'batch.close', batchId: 'head-1' },
      'not-possible',
      /must be sent/,
    ],
    [
      'a batch is taken apart that is out',
      out,
      { type: 'batch.dissolve', batchId: 'head-1', reason: 'x' },
      'not-possible',
      /must be composed/,
    ],
    [
      'nobody signs',
      () => {
        const one = open();
        away(one);
        return one;
      },
      { type: 'batch.send', batchId: 'head-1' },
      'not-possible',
      /'head' is away/,
    ],
    [
      'another signs',
      open,
      { type: 'batch.send', batchId: 'head-1', to: 'plh' },
      'invalid-command',
      /to: must be head, who signs now, got "plh"/,
    ],
    [
      'nothing is named',
      out,
      { type: 'batch.return', batchId: 'head-1', signed: [] },
      'invalid-command',
      /signed: must name a paper/,
    ],
    [
      'a paper is named twice',
      out,
      { type: 'batch.return', batchId: 'head-1', signed: ['a'], unsigned: ['a'], reason: 'x' },
      'invalid-command',
      /must not name a paper that is signed, got "a"/,
    ],
    [
      'a paper of another batch is named',
      out,
      { type: 'batch.return', batchId: 'head-1', signed: ['z'] },
      'not-found',
      /'z'/,
    ],
    [
      'no reason is given',
      out,
      { type: 'batch.return', batchId: 'head-1', unsigned: ['a'] },
      'invalid-command',
      /reason: must be given/,
    ],
    [
      'a code was misread',
      out,
      { type: 'paper.scan', code: misread },
      'invalid-command',
      /must be scanned again/,
    ],
    [
      'a code is of a batch',
      out,
      { type: 'paper.scan', code: batchCode('head-1') },
      'invalid-command',
      /must be the code of a paper/,
    ],
    ['a paper is not on the desk', out, { type: 'paper.scan', code: paperCode('z') }, 'not-found', /'z'/],
    [
      'a paper comes twice',
      out,
      { type: 'paper.receive', applicationId: 'a', kind: 'letter' },
      'already-exists',
      /'a'/,
    ],
    [
      'a paper waits already',
      () => {
        const one = standing();
        one.receive('a');
        return one;
      },
      { type: 'paper.scan', code: paperCode('a'), unsigned: 'x' },
      'not-possible',
      /waits already/,
    ],
    [
      'a paper is lost twice',
      () => {
        const one = out();
        one.give({ type: 'paper.lost', applicationId: 'a', reason: 'searched' });
        return one;
      },
      { type: 'paper.lost', applicationId: 'a', reason: 'x' },
      'not-possible',
      /lost already: searched/,
    ],
    [
      'an absence ends before it begins',
      standing,
      { type: 'signatory.away', reason: 'x', from: 300, until: 200 },
      'invalid-window',
      /until 200/,
    ],
    [
      'an absence is over',
      standing,
      { type: 'signatory.away', reason: 'x', from: 10, until: 90 },
      'invalid-window',
      /now 100/,
    ],
    [
      'a deputy is not configured',
      standing,
      { type: 'signatory.away', reason: 'x', deputy: 'eva' },
      'invalid-command',
      /deputy: must be one of plh, plt, got "eva"/,
    ],
    [
      'the signatory is the deputy',
      standing,
      { type: 'signatory.away', reason: 'x', deputy: 'head' },
      'invalid-command',
      /must not be the signatory/,
    ],
    ['nobody was away', standing, { type: 'signatory.back' }, 'not-possible', /'head' is not away/],
  ];
  it.each(cases)('when %s', (_, start, body, code, says) => {
    const one = start();
    const before = JSON.stringify(one.desk);
    const refusal = one.give(body);
    expect(refusal).toMatchObject({
      ok: false,
      code,
      command: body.type,
      message: expect.stringMatching(says),
    });
    if (!refusal.ok && code === 'invalid-command') expect(refusal.issues).toHaveLength(1);
    expect(JSON.stringify(one.desk)).toBe(before);
  });
});

describe('a stored desk', () => {
  it('of the first version is read: its papers wait, and nothing is lost', () => {
    const stored = { v: 1, signatory: 'head', papers: { a: { kind: 'kk', since: 7 } }, signed: 3 };
    const desk = readDesk(stored);
    expect(desk).toMatchObject({ v: 2, signatory: 'head', signed: 3, counts: { waiting: 1, sent: 0 } });
    expect(desk.papers.a).toMatchObject({ kind: 'kk', since: 7, place: 'waiting', promised: null });
    expect(readDesk(desk)).toEqual(desk);
  });

  it('that is damaged or of a later version is refused', () => {
    const codeOf = (stored: unknown) => {
      try {
        return readDesk(stored).v;
      } catch (error) {
        return isLoketError(error) ? error.code : error;
      }
    };
    expect(codeOf({ v: 3 })).toBe('unknown-version');
    expect(codeOf(null)).toBe('invalid-data');
    expect(codeOf({ ...standing().desk, lastNo: 'x' })).toBe('invalid-data');
    expect(codeOf({ v: 1, signatory: 'head', papers: {} })).toBe('invalid-data');
  });
});

it('finds every wrong letter, and every two letters swapped, in a code', () => {
  const text = paperCode('a-1047');
  for (let i = 'loket:'.length; i < text.length; i++) {
    for (const letter of 'abz0189:-') {
      if (text[i] === letter) continue;
      expect(parsePaperCode(`${text.slice(0, i)}${letter}${text.slice(i + 1)}`).ok).toBe(false);
    }
    const [one = '', two = ''] = text.slice(i, i + 2);
    if (two !== '' && one !== two)
      expect(parsePaperCode(`${text.slice(0, i)}${two}${one}${text.slice(i + 2)}`).ok).toBe(false);
  }
  expect(parsePaperCode(`${text}\n`)).toEqual({ ok: true, of: 'paper', id: 'a-1047' });
  expect(parsePaperCode(paperCode('x:y:0001'))).toEqual({ ok: true, of: 'paper', id: 'x:y:0001' });
});
