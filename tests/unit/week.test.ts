import { expect, it } from 'vitest';
import { type Told, throughCore, throughOffice } from '../support/drivers.js';
import { week, weekConfig, weekStart } from '../support/week.js';

it('tells the same week event by event through the pure core alone and through an office', async () => {
  const core = throughCore(weekConfig(), week);
  const office = await throughOffice(weekConfig(), week, weekStart);
  expect(core.length).toBeGreaterThan(2000);
  const different = core.findIndex((told, i) => JSON.stringify(told) !== JSON.stringify(office[i]));
  expect(
    different === -1 ? 'none' : { at: different, core: core[different], office: office[different] },
  ).toBe('none');
  expect(office.length).toBe(core.length);
  // The script would prove little if it never came to these.
  expect([...kindsOf(core)]).toEqual(
    expect.arrayContaining([
      'lane.weighed',
      'lane.suspected',
      'lane.opened',
      'lane.probed',
      'lane.throttled',
      'lane.closed',
      'request.lost',
      'request.routedWet',
      'wetSignature.made',
      'job.spoiled',
      'job.failed',
      'job.requeued',
      'ticket.missed',
      'application.returned',
      'commitment.breached',
      'pickup.collected',
    ]),
  );
});

function kindsOf(told: readonly Told[]): Set<string> {
  return new Set(told.map(({ event }) => event.type));
}
