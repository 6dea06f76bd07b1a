import { type Actor, createOffice, isLoketError, type OfficeConfig, type OfficeEvent } from 'loket';
import {
  type AggregateRef,
  type AggregateState,
  type CommandBody,
  createCore,
  type Facts,
  keyOf,
  type OfficeCommand,
  type OfficeEffect,
  type PortCall,
  reportOf,
} from 'loket/office';
import { testClock } from 'loket/testing';

/** One thing that somebody does, or that the office is let do. */
export type Act =
  | { readonly do: 'set'; readonly at: number }
  | { readonly do: 'settle' }
  | { readonly do: 'give'; readonly id: string; readonly by: Actor; readonly body: CommandBody };

/** What an act came to: the events of its own aggregate, or the code of its refusal. */
export type Came =
  | { readonly ok: true; readonly events: readonly OfficeEvent[] }
  | { readonly ok: false; readonly code: string };

export type Told = { readonly aggregate: string; readonly event: OfficeEvent };
export type Script = () => Generator<Act, void, Came>;

const nothing: Came = { ok: true, events: [] };
const system = { id: 'system', role: 'system' };
const signal = new AbortController().signal;

/** Runs a script through the pure core: no store, no clock, no promise. */
export function throughCore(config: OfficeConfig, script: Script): Told[] {
  const core = createCore({
    ...config,
    signatures: config.signatures?.map(({ sign: _, probe: __, lookUp, ...data }) => ({
      ...data,
      canLookUp: lookUp !== undefined,
    })),
  } as Parameters<typeof createCore>[0]);
  const held = new Map<string, { state: AggregateState; revision: number; lastAt: number }>();
  const told: Told[] = [];
  const inbox: { id: string; from: AggregateRef; effect: OfficeEffect }[] = [];
  const calls: { id: string; from: AggregateRef; effect: OfficeEffect; call: PortCall }[] = [];
  const timers = new Map<string, { from: AggregateRef; timer: string; dueAt: number; generation: string }>();
  let now = 0;

  function load(ref: AggregateRef) {
    const known = held.get(keyOf(ref));
    if (known) return known;
    const fresh = { state: core.initial(ref), revision: 0, lastAt: 0 };
    held.set(keyOf(ref), fresh);
    return fresh;
  }
  function handle(command: OfficeCommand): Came {
    const ref = core.target(command);
    if (!ref) return { ok: false, code: 'unknown-command' };
    const barred = core.admit(ref, command);
    if (barred) return { ok: false, code: barred.code };
    const mine = load(ref);
    let facts: Facts = { lastAt: mine.lastAt };
    for (const query of core.needs(ref.kind, mine.state, command)) {
      facts = { ...facts, ...core.answer(query, load(query.of).state, command.at) };
    }
    const outcome = core.step(ref.kind, mine.state, command, facts);
    if (!outcome.ok) return { ok: false, code: outcome.code };
    if (outcome.events.length === 0 && outcome.effects.length === 0 && command.by === system) return nothing;
    mine.revision++;
    mine.lastAt = Math.max(command.at, mine.lastAt);
    for (const event of outcome.events) {
      told.push({ aggregate: keyOf(ref), event });
      if (!outcome.next) mine.state = core.evolve(ref.kind, mine.state, event);
    }
    if (outcome.next) mine.state = outcome.next;
    for (const [i, effect] of outcome.effects.entries()) {
      const id = `${keyOf(ref)}@${mine.revision}.${i}`;
      const route = core.route(effect, ref);
      if ('to' in route) inbox.push({ id, from: ref, effect });
      else if ('call' in route) calls.push({ id, from: ref, effect, call: route.call });
      else if (route.dueAt === null) timers.delete(route.timer);
      else {
        const timer = 'timer' in effect ? effect.timer : '';
        timers.delete(route.timer);
        timers.set(route.timer, { from: ref, timer, dueAt: route.dueAt, generation: id });
      }
    }
    return { ok: true, events: outcome.events };
  }
  function drain() {
    for (let next = inbox.shift(); next; next = inbox.shift()) {
      const route = core.route(next.effect, next.from);
      if ('to' in route) handle({ ...route.command, id: next.id, at: now, by: system } as OfficeCommand);
    }
  }
  function make({ effect }: PortCall): unknown {
    const about = { effectId: '', at: now, signal };
    switch (effect.type) {
      case 'signature.sign':
        return config.signatures?.find((s) => s.id === effect.provider)?.sign({ ...effect, ...about });
      case 'signature.lookUp':
        return config.signatures?.find((s) => s.id === effect.provider)?.lookUp?.({ ...effect, ...about });
      case 'signature.probe':
        return {
          ok:
            config.signatures?.find((s) => s.id === effect.provider)?.probe({ ...effect, ...about }) === true,
        };
      case 'print.send':
        return config.printers?.find((p) => p.id === effect.printerId)?.send({ ...effect, ...about });
      case 'print.look':
        return config.printers?.find((p) => p.id === effect.printerId)?.look?.({ ...effect, ...about });
      default:
        return undefined;
    }
  }
  function settle() {
    for (;;) {
      const due = [...timers.entries()]
        .filter(([, timer]) => timer.dueAt <= now)
        .sort((a, b) => a[1].dueAt - b[1].dueAt);
      for (const [key, timer] of due) {
        if (timers.get(key) === timer) timers.delete(key);
        const id = `${key}@${timer.generation}`;
        handle({ ...core.fire(timer.from, timer.timer), id, at: now, by: system } as OfficeCommand);
        drain();
      }
      const next = calls.shift();
      if (!next && due.length === 0) return;
      if (!next) continue;
      const body = reportOf(next.call, make(next.call));
      if (body) handle({ ...body, id: `${next.id}/1`, at: now, by: system } as OfficeCommand);
      drain();
    }
  }
  run(script, (act) => {
    if (act.do === 'set') now = act.at;
    else if (act.do === 'settle') settle();
    else {
      const came = handle({ ...act.body, id: act.id, at: now, by: act.by } as OfficeCommand);
      drain();
      return came;
    }
    return nothing;
  });
  return told;
}

/** Runs a script through an office with its facade. */
export async function throughOffice(config: OfficeConfig, script: Script, start: number): Promise<Told[]> {
  const clock = testClock(start);
  let id = '';
  const office = createOffice({ ...config, clock, newId: () => id });
  const told: Told[] = [];
  let own: OfficeEvent[] = [];
  office.on('*', (record) => {
    told.push({ aggregate: keyOf(record.aggregate), event: record.event });
    if (record.commandId === id) own.push(record.event);
  });
  const acts = script();
  let step = acts.next(nothing);
  while (!step.done) {
    const act = step.value;
    let came = nothing;
    if (act.do === 'set') clock.set(act.at);
    else if (act.do === 'settle') await office.settle();
    else {
      id = act.id;
      own = [];
      came = await perform(office, act.by, act.body).then(
        () => ({ ok: true as const, events: own }),
        (error: unknown) => {
          if (!isLoketError(error, 'refused')) throw error;
          return { ok: false as const, code: error.refusal?.code ?? '' };
        },
      );
    }
    step = acts.next(came);
  }
  return told;
}

export type Opened = ReturnType<typeof createOffice>;

/** Does what a command says by calling the facade. */
export async function perform(office: Opened, by: Actor, body: CommandBody): Promise<unknown> {
  const { queue, documents, signing, printing } = office.as(by);
  switch (body.type) {
    case 'ticket.issue':
      return queue.issue({ kind: body.kind, applicant: { ref: body.applicant.ref } });
    case 'ticket.callNext':
      return queue.callNext(body);
    case 'ticket.recall':
      return queue.recall(body.ticketId);
    case 'ticket.noShow':
      return queue.noShow(body.ticketId);
    case 'ticket.finish':
      return queue.finish(body.ticketId);
    case 'ticket.cancel':
      return queue.cancel(body.ticketId, body);
    case 'application.pass':
      return documents.pass(body.applicationId);
    case 'application.return':
      return documents.return(body.applicationId, body);
    case 'application.resubmit':
      return documents.resubmit(body.applicationId);
    case 'application.reject':
      return documents.reject(body.applicationId, body);
    case 'application.cancel':
      return documents.cancel(body.applicationId, body);
    case 'record.ready':
      return documents.recordReady(body.applicationId);
    case 'inspection.passed':
      return documents.passInspection(body.applicationId);
    case 'inspection.failed':
      return documents.failInspection(body.applicationId, body);
    case 'wetSignature.checked':
      return documents.checkBack(body.applicationId);
    case 'print.retry':
      return documents.retryPrint(body.applicationId);
    case 'pickup.collected':
      return documents.handOver(body.applicationId, {
        collector: { ref: body.collector.ref, relation: body.collector.relation ?? 'self' },
      });
    case 'document.destroy':
      return documents.destroy(body.applicationId, body);
    case 'signer.order': {
      const order = {
        reason: body.reason,
        provider: body.provider,
        ...(body.until === undefined ? {} : { until: body.until }),
        ...(body.kinds === undefined ? {} : { kinds: body.kinds }),
      };
      if (body.mode === 'wet') return signing.useWet(order);
      return body.mode === 'auto' ? signing.useAuto(order) : signing.useElectronic(order);
    }
    case 'signer.planMaintenance':
      return signing.planMaintenance({
        from: body.from,
        until: body.until,
        reason: body.reason,
        provider: body.provider,
      });
    case 'signature.resolve':
      return signing.resolve({ requestId: body.requestId, outcome: body.outcome, provider: body.provider });
    case 'paper.signed':
      return signing.signedByHand(body.applicationIds, { signatory: body.signatory });
    case 'card.printed':
      return printing.confirm(body.jobId, body.serial === undefined ? {} : { serial: body.serial });
    case 'card.spoiled':
      return printing.spoiled(body.jobId, body);
    case 'card.failed':
      return printing.failed(body.jobId, body);
    case 'card.unknown':
      return printing.unknown(body.jobId, body);
    case 'blanks.receive':
      return printing.receive(body);
    case 'blanks.load':
      return printing.load(body);
    case 'blanks.unload':
      return printing.unload(body);
    case 'printer.stop':
      return printing.stopPrinter(body.printerId, body);
    case 'printer.start':
      return printing.startPrinter(body.printerId);
    default:
      throw new Error(`the facade has no call for '${body.type}'`);
  }
}

function run(script: Script, perform: (act: Act) => Came): void {
  const acts = script();
  let step = acts.next(nothing);
  while (!step.done) step = acts.next(perform(step.value));
}
