import type { Calendar } from 'loket';
import { type SignerCommand, type SignerConfig, type SignerEffect, signerDecider } from 'loket/signing';
import type { Facts } from './facts.js';
import type { Input } from './input.js';
import { outagesOf } from './scenario.js';
import { dayOf, hourMs, minuteMs } from './time.js';

/** A way to run the signatures of the week. */
export interface SigningPolicy {
  readonly id: string;
  readonly name: string;
  readonly settings: Omit<SignerConfig, 'provider' | 'calendar' | 'kinds' | 'wetPerDay'>;
  /** When documents are ordered to be signed by hand; `null` where nobody orders it. */
  readonly order: { readonly from: number; readonly until: number | null } | null;
}

/** What happened in an hour: documents signed either way, calls that failed, and what waited at its end. */
export interface SigningHour {
  readonly at: number;
  electronic: number;
  failed: number;
  toPen: number;
  byPen: number;
  waiting: number;
  /** States of the lanes at its end, by document kind, `closed` left out. */
  lanes: string;
}

/** What a policy came to. */
export interface PolicyResult {
  readonly policy: SigningPolicy;
  readonly hours: readonly SigningHour[];
  /** Times from the counter's yes to the signature, in milliseconds, ascending; of those signed in the week. */
  readonly waits: readonly number[];
  readonly electronic: number;
  readonly byPen: number;
  readonly failedCalls: number;
  readonly unsigned: number;
  /** Signed on the day of the counter's yes. */
  readonly sameDay: number;
}

const forever = 10 ** 12;

/** The ways that are compared: the office's own, the week as it was told, and the two that need no library. */
export function policiesOf(input: Input): SigningPolicy[] {
  const order = { from: Date.parse(input.wetOrderAt.value), until: Date.parse(input.wetOrderUntil.value) };
  const never = { wetAdvantageMs: forever, maxHoldMs: forever };
  return [
    { id: 'router', name: 'health and router by themselves', settings: {}, order: null },
    { id: 'order', name: 'health, and the head’s order (the week as told)', settings: never, order },
    {
      id: 'wait',
      name: 'wait for the server: call until it answers',
      settings: { ...never, failureThreshold: 1_000_000 },
      order: null,
    },
    { id: 'wet', name: 'all by hand from Monday', settings: never, order: { from: 0, until: null } },
  ];
}

interface Document {
  readonly id: string;
  readonly kind: string;
  readonly at: number;
}

/** Plays the week's own documents through the signer and its router under each policy. */
export function compareSigning(facts: Facts, input: Input, calendar: Calendar): PolicyResult[] {
  const documents = [...facts.stories.values()]
    .flatMap(({ id, kind, passedAt, needsSignature, imported }): Document[] =>
      passedAt !== null && needsSignature && !imported ? [{ id, kind, at: passedAt }] : [],
    )
    .sort((a, b) => a.at - b.at);
  return policiesOf(input).map((policy) => playPolicy(policy, documents, facts.days, input, calendar));
}

/** Things that are due, in order of time and then of coming in. */
class Agenda {
  readonly #due: { readonly at: number; readonly n: number; readonly run: (at: number) => void }[] = [];
  #count = 0;
  add(at: number, run: (at: number) => void): void {
    this.#due.push({ at, n: this.#count++, run });
  }
  runUntil(end: number): void {
    for (;;) {
      let first = -1;
      for (const [i, one] of this.#due.entries()) {
        const best = this.#due[first];
        if (!best || one.at < best.at || (one.at === best.at && one.n < best.n)) first = i;
      }
      const next = this.#due[first];
      if (!next || next.at > end) return;
      this.#due.splice(first, 1);
      next.run(next.at);
    }
  }
}

function playPolicy(
  policy: SigningPolicy,
  documents: readonly Document[],
  days: readonly string[],
  input: Input,
  calendar: Calendar,
): PolicyResult {
  const kinds = [...new Set(documents.map(({ kind }) => kind))].sort();
  const sheets = input.sheetsPerDay.value;
  const decider = signerDecider({ ...policy.settings, provider: 'tte', calendar, kinds, wetPerDay: sheets });
  const signer = decider.initial('tte');
  const agenda = new Agenda();
  const timers = new Map<string, number>();
  const hours: SigningHour[] = [];
  const waits: number[] = [];
  const paper: string[] = [];
  const since = new Map(documents.map(({ id, at }) => [id, at]));
  const limps = new Map<string, number>();
  let [electronic, byPen, failedCalls, sameDay, commands] = [0, 0, 0, 0, 0];
  const outages = outagesOf(input).map((o) => ({
    ...o,
    from: Date.parse(o.from),
    until: Date.parse(o.until),
  }));

  const hourOf = (at: number): SigningHour => {
    const begins = at - (at % hourMs);
    const last = hours.at(-1);
    if (last?.at === begins) return last;
    const hour = { at: begins, electronic: 0, failed: 0, toPen: 0, byPen: 0, waiting: 0, lanes: '' };
    hours.push(hour);
    return hour;
  };
  const works = (kind: string, at: number) => {
    const now = outages.find(({ from, until }) => from <= at && at < until);
    if (now?.how !== 'limping') return now === undefined;
    const calls = limps.get(kind) ?? 0;
    limps.set(kind, calls + 1);
    return calls % 2 === 1;
  };
  const signed = (id: string, at: number) => {
    const from = since.get(id) ?? at;
    waits.push(at - from);
    if (dayOf(from) === dayOf(at)) sameDay++;
    since.delete(id);
  };

  function give(at: number, body: object): void {
    const by = { id: 'office', role: 'system' };
    const command = { id: `c-${commands++}`, at, by, provider: 'tte', ...body } as SignerCommand;
    const deskPace = {
      signatory: 'head',
      absences: [],
      startsAt: at,
      backlog: paper.length,
      batch: 1,
      msPerPaper: (7 * hourMs) / sheets,
      // Who signs comes once an hour.
      turnaroundMs: hourMs,
    };
    const outcome = decider.decide(signer, command, { deskPace });
    if (!outcome.ok) return;
    for (const event of outcome.events) decider.evolve(signer, event);
    for (const effect of outcome.effects) carry(effect, at);
  }

  function carry(effect: SignerEffect, at: number): void {
    switch (effect.type) {
      case 'signer.dispatch':
        give(at, { type: 'signer.dispatch' });
        break;
      case 'timer.set': {
        const { timer, dueAt } = effect;
        timers.set(timer, dueAt);
        agenda.add(Math.max(at, dueAt), (now) => {
          if (timers.get(timer) !== dueAt) return;
          timers.delete(timer);
          const [name = '', kind = ''] = timer.split(':');
          give(now, name === 'probe' ? { type: 'signer.probe', kind } : { type: 'signer.dispatch' });
        });
        break;
      }
      case 'timer.clear':
        timers.delete(effect.timer);
        break;
      case 'signature.probe': {
        const { kind } = effect;
        const ok = works(kind, at);
        agenda.add(at + 1_000, (now) => give(now, { type: 'signer.probed', kind, ok, tookMs: 1_000 }));
        break;
      }
      case 'signature.sign': {
        const { requestId, applicationId, attempt, kind } = effect;
        const ok = works(kind, at);
        const tookMs = ok ? 1_200 : 50;
        agenda.add(at + tookMs, (now) => {
          if (ok) {
            electronic++;
            hourOf(now).electronic++;
            signed(applicationId, now);
          } else {
            failedCalls++;
            hourOf(now).failed++;
          }
          const outcome = ok ? { outcome: 'ok' } : { outcome: 'unavailable', reason: 'refused' };
          give(now, { type: 'signature.report', requestId, attempt, tookMs, ...outcome });
        });
        break;
      }
      case 'signature.routedWet':
        hourOf(at).toPen++;
        paper.push(effect.applicationId);
        break;
      default:
        break;
    }
  }

  if (policy.order) {
    const { from, until } = policy.order;
    const body = {
      type: 'signer.order',
      mode: 'wet',
      reason: 'told so',
      ...(until === null ? {} : { until }),
    };
    agenda.add(from, (at) => give(at, body));
  }
  for (const { id, kind, at } of documents) {
    agenda.add(at, (now) =>
      give(now, { type: 'signature.request', requestId: `${id}/s1`, applicationId: id, kind, since: now }),
    );
  }
  for (const day of days) {
    let left = sheets;
    for (const { opensAt, closesAt } of calendar.info(day).hours) {
      for (let at = opensAt + hourMs; at <= closesAt; at += hourMs) {
        // Who signs by hand comes at the end of each open hour, and has so many sheets in a day.
        agenda.add(at, (now) => {
          for (const id of paper.splice(0, left)) {
            left--;
            byPen++;
            hourOf(now).byPen++;
            signed(id, now);
          }
        });
        agenda.add(at - minuteMs, (now) => {
          const hour = hourOf(now);
          hour.waiting =
            Object.values(signer.waiting).reduce((sum, line) => sum + line.length, 0) + paper.length;
          hour.lanes = kinds
            .flatMap((kind) => {
              const state = signer.lanes[kind]?.state ?? 'closed';
              return state === 'closed' ? [] : [`${kind} ${state}`];
            })
            .join(', ');
        });
      }
    }
  }
  const [last = ''] = days.slice(-1);
  agenda.runUntil(calendar.endOf(last) - 1);
  waits.sort((a, b) => a - b);
  return { policy, hours, waits, electronic, byPen, failedCalls, unsigned: since.size, sameDay };
}
