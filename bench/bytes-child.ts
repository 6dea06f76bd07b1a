import type { ApplicationState } from '../src/documents/index.js';
import { happyPath, initial, run } from './lifecycle.js';

const count = 20_000;
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('run with --expose-gc');

/** A string of its own, as one read from a store is: not a rope and not shared. */
const own = (text: string): string => Buffer.from(text).toString('latin1');

function live(i: number): ApplicationState {
  const id = own(`a-2019-07-17-${i}`);
  const [open, call, ...rest] = happyPath(id).slice(0, -1);
  if (open?.type !== 'application.open' || !call) throw new Error('the way starts otherwise');
  const ticketId = own(`2019-07-17/${i}`);
  const returned = {
    ...call,
    id: own(`r-${i}`),
    type: 'application.return' as const,
    reason: own(`photo ${i} is missing`),
  };
  const filled = rest.map((command) => {
    if (command.type === 'signature.made') return { ...command, artifact: own(`letter-${i}.pdf`) };
    if (command.type === 'print.completed') return { ...command, serial: own(`SB-${i}`) };
    return command;
  });
  const first = run(initial(id), [
    { ...open, applicant: { ref: own(`person-${i}`), area: 'Kepanjen' }, ticketId },
    call,
    returned,
    { type: 'application.resubmit', id: own(`b-${i}`), at: call.at, by: call.by, applicationId: id },
    ...filled,
  ]);
  return first;
}

const kept: ApplicationState[] = [];
for (let i = 0; i < 500; i++) kept.push(live(i));
kept.length = 0;
collect();
const before = process.memoryUsage().heapUsed;
for (let i = 0; i < count; i++) kept.push(live(i));
collect();
const each = (process.memoryUsage().heapUsed - before) / count;
process.stdout.write(`${Math.round(each - 8)}\n`);
if (kept.length !== count) throw new Error('something was not kept');
