import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOffice, defineDocumentKind } from 'loket';
import { systemClock } from 'loket/office';
import { imbalance } from 'loket/printing';
import { ippPrinter } from 'loket/printing/ipp';
import { sqliteStore } from 'loket/stores/sqlite';
import { chance } from './chance.js';
import { type DocumentDoor, documentDoor } from './document-door.js';
import { cardPdf, driverAt } from './ipp.js';
import { calendar, opening } from './office.js';
import { printLab } from './print-lab.js';

/** How large a fleet is, and what strikes it. */
export interface FleetPlan {
  readonly printers: number;
  readonly cards: number;
  readonly seed: number;
  /** Prints through queues of CUPS, the devices confirming. */
  readonly cups?: boolean;
  /** Power cuts at printers on the way; behind CUPS every other one strikes between a job and its document. */
  readonly powerCuts: number;
  /** Jobs of somebody else, who finds some of the printers free before us. */
  readonly foreign: number;
}

/** What a fleet came to; nothing is wrong when `problems` is empty. */
export interface FleetReport {
  readonly confirmed: number;
  /** Of unknown outcome, listed for a person, who then looked. */
  readonly unknown: number;
  /** Given up after three attempts, for a person. */
  readonly blocked: number;
  readonly spoiled: number;
  readonly failures: number;
  /** Queues of CUPS that had stopped, and were started by a person. */
  readonly queuesStarted: number;
  readonly powerCuts: number;
  readonly cardsOut: number;
  readonly seconds: number;
  readonly problems: readonly string[];
}

/** Of a thousand jobs so many meet each trouble; which ones follows from their names. */
const commands = (seed: number) => (cards: string, spoiled: string) =>
  `#!/bin/sh
card() { echo "$IPP_JOB_NAME" >> ${cards}; echo "ATTR: job-impressions-completed=1" >&2; exit 0; }
case "$IPP_JOB_NAME" in foreign*) sleep 0.3; card;; esac
n=$(printf '%s' "${seed} $IPP_JOB_NAME" | cksum)
n=$((\${n%% *} % 1000))
if [ $n -lt 25 ]; then echo "STATE: +media-empty-error" >&2; echo "ERROR: No cards in the feeder" >&2; exit 1; fi
if [ $n -lt 75 ]; then echo "$IPP_JOB_NAME" >> ${spoiled}; fi
if [ $n -lt 50 ]; then echo "STATE: +media-jam-error" >&2; echo "ERROR: Mechanical error" >&2; exit 1; fi
if [ $n -lt 75 ]; then kill -9 $$; fi
if [ $n -lt 100 ]; then sleep 0.4; fi
card
`;

/** The office's day goes this much faster than ours, so that its minute of waiting for a printer is not one of ours. */
const speed = 30;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Prints cards on a fleet of real IPP printers full of troubles, and judges by the printers' own record. */
export async function runFleet(plan: FleetPlan): Promise<FleetReport> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'loket-fleet-'));
  const lab = printLab(commands(plan.seed));
  const doors: DocumentDoor[] = [];
  try {
    return await printAll(plan, lab, folder, doors, began);
  } finally {
    await lab.stop();
    for (const door of doors) door.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function printAll(
  plan: FleetPlan,
  lab: ReturnType<typeof printLab>,
  folder: string,
  doors: DocumentDoor[],
  began: number,
): Promise<FleetReport> {
  const draw = chance(plan.seed);
  const ports: number[] = [];
  for (let n = 0; n < plan.printers; n++) ports.push(await lab.printer());
  const devices = ports.map((port) => `ipp://127.0.0.1:${port}/ipp/print`);
  let cuts = 0;
  const cutAtDocument = new Set<number>();
  const switching = new Map<number, Promise<unknown>>();
  /** Switches a printer off and on; one at a time, for a port is taken once. */
  function restart(port: number): Promise<unknown> {
    const before = switching.get(port) ?? Promise.resolve();
    const after = before.then(() => lab.cutPower(port)).then(() => lab.printer(port));
    switching.set(port, after);
    return after;
  }
  async function cut(port: number): Promise<void> {
    cuts++;
    await restart(port);
  }
  if (plan.cups)
    for (const port of ports)
      doors.push(
        await documentDoor(port, async () => {
          if (cutAtDocument.delete(port)) await cut(port);
        }),
      );
  const uris = plan.cups ? await lab.queues(doors.map(({ port }) => port)) : devices;
  const hopper = 25;
  const start = Date.parse(opening);
  const realStart = Date.now();
  const now = () => start + (Date.now() - realStart) * speed;
  const office = createOffice({
    calendar,
    kinds: [defineDocumentKind({ id: 'id-card', service: 'cards', medium: 'card', inspect: false })],
    counters: [{ id: '1', services: ['cards'] }],
    media: [{ id: 'card', form: 'card', serialNumbers: false }],
    stock: { card: plan.cards * 2 },
    printers: uris.map((uri, i) =>
      ippPrinter({
        id: `P${i + 1}`,
        medium: 'card',
        blanks: hopper,
        uri,
        ...(plan.cups && { deviceUri: devices[i] ?? '' }),
        document: ({ applicationId }) => cardPdf(applicationId),
        pollMs: 100 * speed,
        giveUpAfterMs: 20_000 * speed,
        wait: () => pause(50),
      }),
    ),
    clock: {
      now,
      wake: (at, callback) => systemClock.wake(Date.now() + (at - now()) / speed, callback),
    },
    callTimeoutMs: 20_000 * speed,
    leaseMs: 30_000 * speed,
    store: sqliteStore({ path: join(folder, 'office.db') }),
    onError: () => {},
  });
  const ani = office.as({ id: 'ani', role: 'officer' });
  const head = office.as({ id: 'rina', role: 'head' });
  const idOf = (n: number) => `card-${String(n).padStart(5, '0')}`;
  await head.documents.import(
    Array.from({ length: plan.cards }, (_, n) => ({
      applicationId: idOf(n),
      kind: 'id-card',
      applicant: { ref: `v-${n}` },
      state: 'printing.queued',
      since: start - 60_000,
    })),
  );
  office.start();

  let planned = 0;
  let foreign = 0;
  let failures = 0;
  let queuesStarted = 0;
  let unknowns = 0;
  let quietFor = 0;
  let finished = false;
  const deadline = Date.now() + 120_000 + plan.cards * (plan.cups ? 2000 : 600);
  while (Date.now() < deadline) {
    await pause(100);
    const views = await office.printing.printers();
    const [books] = await office.printing.stock();
    const done = plan.cards - (books?.waiting ?? 0);
    // Troubles come spread over the work.
    if (planned < plan.powerCuts && done > ((planned + 1) * plan.cards) / (plan.powerCuts + 2)) {
      planned++;
      const port = ports[Math.floor(draw.fraction() * ports.length)] ?? 0;
      if (plan.cups && planned % 2 === 1) cutAtDocument.add(port);
      else await cut(port);
    }
    if (foreign < plan.foreign && done > (foreign * plan.cards) / (plan.foreign + 1)) {
      const uri = devices[Math.floor(draw.fraction() * devices.length)] ?? '';
      void driverAt(uri, { id: 'other' }).send({
        ...{
          printerId: 'other',
          jobId: `foreign-${++foreign}`,
          applicationId: 'x',
          kind: 'x',
          medium: 'card',
        },
        ...{ attempt: 1, effectId: 'x', at: 0, signal: AbortSignal.timeout(5000) },
      });
    }
    // What a person in the room does: refills, clears a jam by switching off and on, puts a printer back to work.
    for (const [i, { id, state, reason, blanks, jobId }] of views.entries()) {
      if (blanks === 0 && jobId === null) await ani.printing.load({ printerId: id, quantity: hopper });
      if (state !== 'offline') continue;
      failures++;
      if (/media-|marker-|jam/.test(reason ?? '')) await restart(ports[i] ?? 0);
      // A queue whose printer was switched off between a job and its document stops until somebody starts it.
      if (plan.cups && /stopped/.test(reason ?? '')) {
        queuesStarted++;
        lab.startQueue(uris[i] ?? '');
      }
      await ani.printing.startPrinter(id).catch(() => undefined);
    }
    const quiet = books?.waiting === 0 && views.every((view) => view.jobId === null);
    // What failed goes back in the line a moment later.
    quietFor = quiet ? quietFor + 1 : 0;
    if (quietFor < 5) continue;
    const unknown = (await office.printing.worklist()).filter(({ state }) => state === 'unknown');
    if (unknown.length === 0) {
      finished = true;
      break;
    }
    // What a printer's program has begun is over by now, though its printer was switched off.
    await pause(1000);
    for (const { jobId } of unknown) {
      unknowns++;
      const came = (name: string) => name.startsWith(`${jobId}#`);
      // A person with the machines before her says what the office could not know.
      if (lab.cards().some(came)) await ani.printing.confirm(jobId);
      else if (lab.spoiled().some(came))
        await ani.printing.spoiled(jobId, { reason: 'found in the machine' });
      else await ani.printing.failed(jobId, { reason: 'the blank is in the hopper' });
    }
  }
  await office.stop();

  const problems: string[] = finished ? [] : ['the fleet did not come to an end'];
  const cards = lab.cards().filter((name) => !name.startsWith('foreign'));
  const lost = lab.spoiled();
  const byApplication = new Map<string, number>();
  for (const name of cards) {
    const id = /^card-\d+/.exec(name)?.[0] ?? name;
    byApplication.set(id, (byApplication.get(id) ?? 0) + 1);
  }
  const counts = { confirmed: 0, blocked: 0 };
  for (let n = 0; n < plan.cards; n++) {
    const { state } = await office.documents.get(idOf(n));
    const out = byApplication.get(idOf(n)) ?? 0;
    const isPrinted = state.startsWith('printed') || state === 'readyForPickup';
    if (out > 1) problems.push(`${idOf(n)} came out ${out} times`);
    if (isPrinted) counts.confirmed++;
    if (isPrinted && out === 0) problems.push(`${idOf(n)} is confirmed and never came out`);
    if (!isPrinted && out > 0) problems.push(`${idOf(n)} came out and rests in ${state}`);
    if (state === 'printing.blocked') counts.blocked++;
    else if (!isPrinted) problems.push(`${idOf(n)} rests in ${state} and nobody is told`);
  }
  const [books] = await office.printing.stock();
  if (!books || imbalance(books) !== 0) problems.push('the books do not balance');
  if (books?.issued !== cards.length)
    problems.push(`${books?.issued} booked as issued, ${cards.length} came out`);
  if (books?.spoiled !== lost.length)
    problems.push(`${books?.spoiled} booked as spoiled, ${lost.length} were lost`);
  const free = books?.free ?? -1;
  const whole = plan.cards * 2 + plan.printers * hopper - cards.length - lost.length;
  if (free !== whole) problems.push(`${free} blanks are booked as free, ${whole} are`);
  return {
    ...counts,
    unknown: unknowns,
    spoiled: books?.spoiled ?? -1,
    failures,
    queuesStarted,
    powerCuts: cuts,
    cardsOut: cards.length,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    problems,
  };
}
