import type { ApplicationState } from '../src/documents/index.js';
import { happyPath, initial, run } from './lifecycle.js';

const count = 1_000_000;

/** A string of its own, as one read from a store is: not a rope and not shared. */
const own = (text: string): string => Buffer.from(text).toString('latin1');

const held: ApplicationState[] = [];
const ids = new Set<string>();
const start = performance.now();
for (let i = 0; i < count; i++) {
  const id = own(`a-2019-07-17-${i}`);
  const [open, call, pass] = happyPath(id);
  if (open?.type !== 'application.open' || !call || !pass) throw new Error('the way starts otherwise');
  const opened = {
    ...open,
    applicant: { ref: own(`person-${i}`), area: 'Kepanjen' },
    ticketId: own(`2019-07-17/${i}`),
  };
  held.push(run(initial(id), [opened, call, pass]));
}
const seconds = (performance.now() - start) / 1000;
(globalThis as { gc?: () => void }).gc?.();
const { rss, heapUsed } = process.memoryUsage();
for (let i = 0; i < count; i += 1000) ids.add(held[i]?.context.id ?? '');
const last = held.at(-1);
if (held.length !== count || ids.size !== count / 1000 || last?.state !== 'signing.waiting') {
  throw new Error('something was not kept');
}
process.stdout.write(`${JSON.stringify({ count, rss, heapUsed, seconds })}\n`);
