import { createOffice, memoryStore } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { testClock } from 'loket/testing';
import { expect, it } from 'vitest';

it('decides anew when another office on the same store came first', async () => {
  const store = memoryStore();
  const open = (name: string) => {
    let n = 0;
    return createOffice({
      ...dukcapil({ regency: '35.07' }),
      counters: [{ id: 'A', services: ['civil-acts'] }],
      clock: testClock('2019-07-17T08:00+07:00'),
      store,
      newId: () => `${name}${++n}`,
    }).as({ id: name, role: 'officer' });
  };
  const [one, two] = [open('one'), open('two')];
  const issue = (desk: typeof one, ref: string) =>
    desk.queue.issue({ kind: 'akta-lahir', applicant: { ref } });
  const numbers = [];
  for (let i = 0; i < 3; i++) {
    numbers.push((await issue(one, `a${i}`)).number, (await issue(two, `b${i}`)).number);
  }
  expect(numbers).toEqual(['D-001', 'D-002', 'D-003', 'D-004', 'D-005', 'D-006']);
});
