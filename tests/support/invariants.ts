import type { Office, OfficeEvent, OfficeStore } from 'loket';
import type { ApplicationState } from 'loket/documents';
import { type AggregateRef, type AggregateState, keyOf } from 'loket/office';
import { type CentreState, imbalance } from 'loket/printing';
import type { FakeSigner } from 'loket/testing';

/** Everything a store keeps, as text: equal texts mean that nothing changed. */
export async function dump(store: OfficeStore): Promise<string> {
  const aggregates: unknown[] = [];
  for (const kind of ['application', 'queue', 'signer', 'desk', 'centre'] as const) {
    for (const id of await store.list({ kind, limit: 1_000_000 })) {
      aggregates.push([kind, id, await store.load({ kind, id })]);
    }
  }
  const statuses = ['due', 'started', 'unknown', 'refused', 'failed'] as const;
  const effects = await Promise.all(statuses.map((status) => store.effects(status)));
  const journal = await store.journal({ after: 0, limit: 10_000_000 });
  const timers = await store.dueTimers(Number.MAX_SAFE_INTEGER);
  return JSON.stringify({ aggregates, effects, journal, timers });
}

/** What must always be true, checked from the states, the journal and what the fakes remember. */
export async function broken(
  office: Office,
  store: OfficeStore,
  signers: readonly FakeSigner[],
): Promise<string[]> {
  const problems: string[] = [];
  const journal = await store.journal({ after: 0, limit: 10_000_000 });
  const { state } = await office.engine.get({ kind: 'centre', id: 'main' });
  const centre = state as CentreState;

  const books = Object.entries(centre.ledger).flatMap(([site, media]) =>
    Object.entries(media).map(([medium, account]) => ({ site, medium, account })),
  );
  for (const { site, medium, account } of books) {
    if (imbalance(account) !== 0)
      problems.push(`blanks of ${medium} do not balance: ${JSON.stringify(account)}`);
    const { hoppers, ...rest } = account;
    for (const [name, n] of [...Object.entries(rest), ...Object.entries(hoppers)]) {
      if (n < 0 && name !== 'missing') problems.push(`${medium}.${name} is ${n}`);
    }
    const inProcess = Object.values(centre.jobs).filter(
      (job) =>
        job.medium === medium &&
        ['sent', 'running', 'unknown'].includes(job.state) &&
        centre.printers[job.printerId ?? '']?.context.site === site,
    ).length;
    if (inProcess !== account.inProcess)
      problems.push(`${medium}: ${inProcess} jobs hold ${account.inProcess} blanks`);
  }

  const jobs = new Map<string, string[]>();
  for (const job of Object.values(centre.jobs)) {
    jobs.set(job.applicationId, [...(jobs.get(job.applicationId) ?? []), job.state]);
  }
  for (const id of await store.list({ kind: 'application', limit: 1_000_000 })) {
    const { state: at, context } = (await office.engine.get({ kind: 'application', id }))
      .state as ApplicationState;
    const own = jobs.get(id) ?? [];
    if (own.length > 1) problems.push(`${id} has ${own.length} jobs or originals: ${own.join(', ')}`);
    const released = ['readyForPickup', 'unclaimed', 'collected'].includes(at);
    if (released && context.rules.signatory !== null && context.signedAt === null) {
      problems.push(`${id} is ${at} unsigned`);
    }
    if (released && (context.printedAt === null || own[0] !== 'printed'))
      problems.push(`${id} is ${at} unprinted`);
    if ((at === 'cancelled' || at === 'destroyed' || at === 'rejected') && own.length > 0) {
      problems.push(`${id} is ${at} with a live ${own[0]} job`);
    }
    const signatures = journal.filter((r) => r.aggregate.id === id).map((r) => r.event.type);
    if (released && signatures.includes('signature.made') && signatures.includes('wetSignature.made')) {
      problems.push(`${id} has an electronic and a wet signature`);
    }
  }
  for (const signer of signers) {
    for (const [request, times] of signer.signed) {
      if (times > 1) problems.push(`${request} was signed ${times} times`);
    }
  }
  const called = new Map<string, number>();
  const sequences = new Map<string, { service: string; sequence: number }>();
  for (const { event, aggregate } of journal) {
    if (event.type === 'ticket.issued') sequences.set(event.ticketId, event);
    if (event.type !== 'ticket.called') continue;
    const { service, sequence } = sequences.get(event.ticketId) ?? { service: '', sequence: 0 };
    const line = `${aggregate.id} ${service}`;
    if (sequence < (called.get(line) ?? 0)) problems.push(`${event.ticketId} was overtaken in its line`);
    called.set(line, sequence);
  }
  for (const { key, from, to } of await replayed(office, store)) {
    problems.push(`${key} replays to another state: ${from} against ${to}`);
  }
  for (const status of ['refused', 'failed'] as const) {
    for (const effect of await office.effects(status)) {
      problems.push(`dead letter ${effect.id} (${effect.effect.type}): ${effect.problem}`);
    }
  }
  return problems;
}

/** Aggregates whose state differs from what their events give. */
async function replayed(office: Office, store: OfficeStore) {
  const states = new Map<string, { ref: AggregateRef; state: AggregateState }>();
  for (const { aggregate, event } of await store.journal({ after: 0, limit: 10_000_000 })) {
    const key = keyOf(aggregate);
    const known = states.get(key) ?? { ref: aggregate, state: office.core.initial(aggregate) };
    known.state = office.core.evolve(aggregate.kind, known.state, event as OfficeEvent);
    states.set(key, known);
  }
  const different: { key: string; from: string; to: string }[] = [];
  for (const [key, { ref, state }] of states) {
    const live = JSON.stringify((await office.engine.get(ref)).state);
    if (live !== JSON.stringify(state)) different.push({ key, from: JSON.stringify(state), to: live });
  }
  return different;
}
