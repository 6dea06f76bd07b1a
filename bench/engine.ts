import { createOffice, memoryStore } from '../src/index.js';
import { dukcapil } from '../src/indonesia/index.js';
import { testClock, virtualPrinter } from '../src/testing/index.js';
import { type Effort, type Figure, median } from './lib.js';

/** Commands a second that people give, with all that they cause between the rooms. */
async function rate(visits: number): Promise<number> {
  const clock = testClock('2019-07-17T08:00+07:00');
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: visits })],
    store: memoryStore(),
    clock,
  });
  const ani = office.as({ id: 'ani', role: 'officer' });
  const start = performance.now();
  for (let i = 0; i < visits; i++) {
    const { ticketId, applicationId } = await ani.queue.issue({
      kind: 'akta-lahir',
      applicant: { ref: `v-${i}` },
    });
    await ani.queue.callNext({ counter: 'A' });
    await ani.documents.pass(applicationId);
    await ani.queue.finish(ticketId);
  }
  return (visits * 4 * 1000) / (performance.now() - start);
}

export async function engine({ rounds }: Effort): Promise<Figure[]> {
  const rates: number[] = [];
  for (let i = 0; i < rounds; i++) rates.push(await rate(500));
  return [
    {
      name: 'engine.memory',
      ours: Math.round(median(rates)),
      peer: null,
      unit: 'commands a second',
      ratio: null,
      goal: null,
      met: null,
      note: 'issue, call, pass, finish through the facade, with what they cause between rooms',
    },
  ];
}
