import { describe, expect, it } from 'vitest';
import { smallOffice } from '../support/office.js';

const letters = (ref: string) => ({ kind: 'letter', applicant: { ref } });
const minute = 60_000;

describe('a wait that is told', () => {
  it('counts those who stand before the doors, and the time until they open', async () => {
    const { desk, clock } = smallOffice();
    clock.set('2019-07-18T07:30+07:00');
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const { expected } = await desk.queue.issue(letters(`v-${i}`));
      waits.push((expected?.p50Ms ?? 0) / minute);
    }
    expect(waits[0]).toBeCloseTo(30, 0);
    // One counter, ten minutes each.
    expect(waits[11]).toBeGreaterThan(30 + 80);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  });

  it('is nothing where a counter stands free, and somebody else’s turn where those ahead take it', async () => {
    const { desk } = smallOffice({
      counters: [
        { id: '1', services: ['letters'] },
        { id: '2', services: ['letters', 'cards'] },
      ],
    });
    const told: (number | undefined)[] = [];
    for (let i = 0; i < 4; i++) told.push((await desk.queue.issue(letters(`v-${i}`))).expected?.p50Ms);
    expect(told[0]).toBe(0);
    expect(told[3]).toBeGreaterThan(0);
  });

  it('is learned from, day after day, and tells when it can be relied on', async () => {
    const { desk, office, clock } = smallOffice();
    const { ticketId } = await desk.queue.issue(letters('v-1'));
    await desk.queue.issue(letters('v-2'));
    await desk.queue.callNext({ counter: '1' });
    clock.advance(20 * minute);
    await desk.queue.finish(ticketId);
    const yesterday = await desk.queue.ifICame({ kind: 'letter' });
    clock.set('2019-07-19T08:00+07:00');
    const { expected } = await desk.queue.issue(letters('v-3'));
    expect(expected).toMatchObject({ p50Ms: 0 });
    const { state } = await office.engine.get({ kind: 'queue', id: '2019-07-19' });
    expect((state as { learned: { times: unknown; days: number } }).learned).toMatchObject({
      days: 1,
      times: { letters: { electronic: { n: 1 } } },
    });
    expect(yesterday).not.toBeNull();
    expect(await desk.queue.calibration()).toMatchObject({ calibrated: false });
  });
});
