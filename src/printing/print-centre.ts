import type { Decider, Decision, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import {
  type CentreState,
  evolveCentre,
  type Printer,
  type PrintJob,
  printerTable,
  stockOf,
} from './centre-state.js';
import { type BlankAccount, openAccount } from './ledger.js';
import type { Medium } from './medium.js';
import type { CentreCommand, CentreEffect, CentreEvent } from './messages.js';

/** A printer as configured. */
export interface PrinterConfig {
  readonly id: string;
  /** Id of the medium in its hopper. */
  readonly medium: string;
  /** Blanks in its hopper when the office opens. */
  readonly blanks: number;
}

/** What the printing room is told about the office around it. */
export interface CentreConfig {
  readonly printers: readonly PrinterConfig[];
  readonly media: readonly Medium[];
  /** Blanks in the warehouse when the office opens, by medium. */
  readonly stock: Readonly<Record<string, number>>;
  /** Milliseconds before a printer out of reach is tried again. Default 60 000. */
  readonly retryAfterMs?: number | undefined;
  /** Milliseconds between looks at an accepted job when its driver names no time. Default 60 000. */
  readonly lookEveryMs?: number | undefined;
}

/** Facts that a decision on a print centre may rest on: none. */
export type CentreFacts = Record<never, never>;

/** Jobs that one commit assigns at most. */
const assignmentsPerCommit = 100;
/** Jobs that one commit tells of a blank at most. */
const invitationsPerCommit = 100;
const byHand = ['card.printed', 'card.spoiled', 'card.failed', 'card.unknown'];
const jobAllows: Record<PrintJob['state'], readonly string[]> = {
  queued: [],
  sent: [],
  running: byHand,
  unknown: byHand.slice(0, 3),
  printed: [],
};
/** A person may say what came of a job once its driver has answered, not while the call is still out. */
function atPrinter(state: PrintJob['state']): boolean {
  return state === 'running' || state === 'unknown';
}
const centreAllows = ['blanks.receive', 'blanks.load', 'blanks.unload', 'printer.stop', 'printer.start'];

/**
 * Makes the decider for a print centre: printers, the line of print jobs and the books of blanks, over a host's own
 * storage.
 *
 * `evolve` changes the state that it is given and returns it.
 *
 * @example
 * ```ts
 * import { centreDecider, stockOf } from 'loket/printing';
 *
 * const decider = centreDecider({
 *   printers: [{ id: 'P1', medium: 'card', blanks: 20 }],
 *   media: [{ id: 'card', form: 'card' }],
 *   stock: { card: 80 },
 * });
 * stockOf(decider.initial('main'), 'card'); //=> { blanks: 100, ahead: 0 }
 * ```
 */
export function centreDecider(
  config: CentreConfig,
): Decider<CentreState, CentreCommand, CentreEvent, CentreEffect, CentreFacts> {
  const media = new Map(config.media.map((medium) => [medium.id, medium]));
  const retryAfterMs = config.retryAfterMs ?? 60_000;
  const lookEveryMs = config.lookEveryMs ?? 60_000;

  function decide(centre: CentreState, command: CentreCommand): Outcome<CentreEvent, CentreEffect> {
    const { at } = command;
    const no = (code: RefusalCode, message: string, state = 'running', allowed = centreAllows) =>
      refuse(code, command.type, state, allowed, message);
    switch (command.type) {
      case 'print.request': {
        const { applicationId, jobId, medium, kind, since } = command;
        if (centre.jobs[jobId]) return no('already-exists', `job '${jobId}' exists already`);
        if (!media.has(medium)) return no('unknown-medium', `no medium is called '${medium}'`);
        return {
          ok: true,
          events: [
            {
              type: 'job.queued',
              at,
              jobId,
              applicationId,
              medium,
              kind,
              since,
              sequence: centre.sequence + 1,
            },
          ],
          effects: freePrinter(centre, medium) ? [{ type: 'centre.dispatch' }] : [],
        };
      }
      case 'centre.dispatch':
        return dispatch(centre, at);
      case 'blanks.receive':
        if (!media.has(command.medium))
          return no('unknown-medium', `no medium is called '${command.medium}'`);
        return {
          ok: true,
          events: [{ type: 'blanks.received', at, medium: command.medium, quantity: command.quantity }],
          effects:
            (centre.lines[command.medium]?.length ?? 0) > 0
              ? [{ type: 'centre.invite', medium: command.medium, cause: `stock:${command.id}` }]
              : [],
        };
      case 'centre.invite':
        return invite(centre, command);
      case 'blanks.load':
      case 'blanks.unload': {
        const { printerId, quantity } = command;
        const printer = centre.printers[printerId];
        if (!printer) return no('unknown-printer', `no printer is called '${printerId}'`);
        const { medium } = printer.context;
        const account = centre.ledger[medium];
        const load = command.type === 'blanks.load';
        const there = (load ? account?.warehouse : account?.hoppers[printerId]) ?? 0;
        if (there < quantity) {
          const where = load ? 'the warehouse' : `the hopper of '${printerId}'`;
          return no('blanks-short', `${where} holds ${there} of '${medium}', not ${quantity}`);
        }
        return {
          ok: true,
          events: [{ type: load ? 'blanks.loaded' : 'blanks.unloaded', at, printerId, medium, quantity }],
          effects: load ? [{ type: 'centre.dispatch' }] : [],
        };
      }
      case 'printer.stop':
      case 'printer.start': {
        const { printerId } = command;
        const printer = centre.printers[printerId];
        if (!printer) return no('unknown-printer', `no printer is called '${printerId}'`);
        const event: CentreEvent =
          command.type === 'printer.stop'
            ? { type: 'printer.stopped', at, printerId, reason: command.reason }
            : { type: 'printer.started', at, printerId };
        const step = printerTable().step(printer.state, printer.context, event);
        if (!step) {
          return no(
            'not-possible',
            `'${command.type}' is not possible while '${printerId}' is '${printer.state}'`,
            printer.state,
            [command.type === 'printer.stop' ? 'printer.start' : 'printer.stop'],
          );
        }
        return { ok: true, events: [event], effects: step.effects };
      }
      default: {
        const job = centre.jobs[command.jobId];
        if (!job) return no('not-found', `no job is called '${command.jobId}'`);
        return decideJob(centre, job, command);
      }
    }
  }

  function decideJob(
    centre: CentreState,
    job: PrintJob,
    command: Extract<CentreCommand, { jobId: string }>,
  ): Outcome<CentreEvent, CentreEffect> {
    const { at } = command;
    const { jobId, applicationId, state } = job;
    const no = (code: RefusalCode, message: string) =>
      refuse(code, command.type, state, jobAllows[state], message);
    const wrongState = () =>
      no('not-possible', `'${command.type}' is not possible while '${jobId}' is '${state}'`);
    const printerId = job.printerId ?? '';
    switch (command.type) {
      case 'print.request':
        return no('already-exists', `job '${jobId}' exists already`);
      case 'print.cancel':
        if (state !== 'queued') return wrongState();
        return { ok: true, events: [{ type: 'job.withdrawn', at, jobId }], effects: [] };
      case 'document.discard':
        if (state !== 'printed') return wrongState();
        return { ok: true, events: [{ type: 'job.discarded', at, jobId }], effects: [] };
      case 'job.lookUp': {
        if (state !== 'running') return { ok: true, events: [], effects: [] };
        const { kind, medium, attempt } = job;
        return {
          ok: true,
          events: [],
          effects: [{ type: 'print.look', printerId, jobId, applicationId, kind, medium, attempt }],
        };
      }
      case 'card.printed': {
        if (!atPrinter(state)) return wrongState();
        const problem = serialProblem(centre, job, command.serial);
        if (problem) return no(problem.code, problem.message);
        return printed(centre, job, at, command.serial);
      }
      case 'card.spoiled':
        if (!atPrinter(state)) return wrongState();
        return spoiled(centre, job, at, command.reason);
      case 'card.failed':
        if (!atPrinter(state)) return wrongState();
        return failed(centre, job, at, command.reason);
      case 'card.unknown':
        if (state !== 'running') return wrongState();
        return lost(centre, job, at, command.reason);
      case 'job.report': {
        if ((state !== 'sent' && !atPrinter(state)) || command.attempt !== job.attempt) {
          return no('stale-job', `the report on attempt ${command.attempt} of '${jobId}' is outdated`);
        }
        const reason = command.reason ?? command.outcome;
        // Where nobody knows, only the device's clear word changes anything.
        if (state === 'unknown' && !['printed', 'spoiled', 'failed'].includes(command.outcome)) {
          return { ok: true, events: [], effects: [] };
        }
        switch (command.outcome) {
          case 'printed': {
            const problem = serialProblem(centre, job, command.serial);
            // The card is out, but which one it is must be seen by a person.
            if (problem) return lost(centre, job, at, problem.message);
            return printed(centre, job, at, command.serial);
          }
          case 'spoiled':
            return spoiled(centre, job, at, reason);
          case 'failed':
            return failed(centre, job, at, reason);
          case 'unknown':
            return lost(centre, job, at, reason);
          case 'accepted': {
            const effects: CentreEffect[] =
              command.lookAt === undefined
                ? []
                : [
                    {
                      type: 'timer.set',
                      timer: `look:${jobId}`,
                      dueAt: command.lookAt > at ? command.lookAt : at + lookEveryMs,
                    },
                  ];
            if (state === 'running') return { ok: true, events: [], effects };
            return { ok: true, events: [{ type: 'job.accepted', at, jobId, printerId }], effects };
          }
          case 'unavailable':
            return freed(
              centre,
              { type: 'job.requeued', at, jobId, printerId, reason, retryAt: at + retryAfterMs },
              [{ type: 'print.requeued', applicationId, jobId }],
            );
        }
      }
    }
  }

  function serialProblem(
    centre: CentreState,
    job: PrintJob,
    serial: string | undefined,
  ): { code: RefusalCode; message: string } | undefined {
    if (serial === undefined) {
      return media.get(job.medium)?.serialNumbers
        ? { code: 'serial-required', message: `blanks of '${job.medium}' carry a serial number; name it` }
        : undefined;
    }
    const other = centre.serials[serial];
    return other === undefined
      ? undefined
      : { code: 'serial-used', message: `serial '${serial}' was booked on job '${other}'` };
  }

  function printed(centre: CentreState, job: PrintJob, at: EpochMs, serial: string | undefined) {
    const { jobId, applicationId } = job;
    const proof = serial === undefined ? {} : { serial };
    return freed(centre, { type: 'job.printed', at, jobId, printerId: job.printerId ?? '', ...proof }, [
      { type: 'print.completed', applicationId, jobId, ...proof },
    ]);
  }

  function spoiled(centre: CentreState, job: PrintJob, at: EpochMs, reason: string) {
    const { jobId, applicationId } = job;
    return freed(centre, { type: 'job.spoiled', at, jobId, printerId: job.printerId ?? '', reason }, [
      { type: 'print.spoiled', applicationId, jobId, reason },
    ]);
  }

  function failed(centre: CentreState, job: PrintJob, at: EpochMs, reason: string) {
    const { jobId, applicationId } = job;
    return freed(centre, { type: 'job.failed', at, jobId, printerId: job.printerId ?? '', reason }, [
      { type: 'print.failed', applicationId, jobId, reason },
    ]);
  }

  function lost(centre: CentreState, job: PrintJob, at: EpochMs, reason: string) {
    const { jobId, applicationId } = job;
    return freed(centre, { type: 'job.lost', at, jobId, printerId: job.printerId ?? '', reason }, [
      { type: 'print.unknown', applicationId, jobId },
    ]);
  }

  /** Ends a job's time at its printer; what the printer asks for comes after what the application is told. */
  function freed(
    centre: CentreState,
    event: CentreEvent & { printerId: string },
    effects: readonly CentreEffect[],
  ): Decision<CentreEvent, CentreEffect> {
    const printer = centre.printers[event.printerId];
    const step = printer && printerTable().step(printer.state, printer.context, event);
    return { ok: true, events: [event], effects: [...effects, ...(step?.effects ?? [])] };
  }

  function freePrinter(centre: CentreState, medium: string): boolean {
    const hoppers = centre.ledger[medium]?.hoppers ?? {};
    return Object.values(centre.printers).some(
      (p) => p.state === 'idle' && p.context.medium === medium && (hoppers[p.context.id] ?? 0) > 0,
    );
  }

  function dispatch(centre: CentreState, at: EpochMs): Decision<CentreEvent, CentreEffect> {
    const events: CentreEvent[] = [];
    const effects: CentreEffect[] = [];
    const taken = new Map<string, number>();
    let more = false;
    for (const { state, context } of Object.values(centre.printers)) {
      const { id: printerId, medium } = context;
      if (state !== 'idle' || (centre.ledger[medium]?.hoppers[printerId] ?? 0) < 1) continue;
      const next = taken.get(medium) ?? 0;
      const job = centre.jobs[centre.lines[medium]?.[next] ?? ''];
      if (!job) continue;
      if (events.length >= assignmentsPerCommit) {
        more = true;
        break;
      }
      taken.set(medium, next + 1);
      const { jobId, applicationId, kind } = job;
      const attempt = job.attempt + 1;
      events.push({ type: 'job.assigned', at, jobId, printerId, attempt });
      effects.push({ type: 'print.assigned', applicationId, jobId, printerId });
      effects.push({ type: 'print.send', printerId, jobId, applicationId, kind, medium, attempt });
    }
    if (more) effects.push({ type: 'centre.dispatch' });
    return { ok: true, events, effects };
  }

  /** Tells the jobs that the blanks reach for, some at a time: never everybody at once. */
  function invite(
    centre: CentreState,
    { at, medium, cause }: Extract<CentreCommand, { type: 'centre.invite' }>,
  ): Decision<CentreEvent, CentreEffect> {
    const events: CentreEvent[] = [];
    const effects: CentreEffect[] = [];
    const { blanks } = stockOf(centre, medium);
    const line = centre.lines[medium] ?? [];
    // Those who were invited before and still wait have the first turns, whatever delivery they owe that to.
    for (const [place, jobId] of line.slice(0, blanks).entries()) {
      const job = centre.jobs[jobId];
      if (!job || job.foreseen) continue;
      if (events.length >= invitationsPerCommit) {
        effects.push({ type: 'centre.invite', medium, cause });
        break;
      }
      const { applicationId } = job;
      effects.push({ type: 'print.foreseen', applicationId, jobId, place, cause });
      events.push({ type: 'job.foreseen', at, jobId });
    }
    return { ok: true, events, effects };
  }

  return {
    initial: () => {
      const ledger: Record<string, BlankAccount> = {};
      for (const { id } of config.media) {
        const hoppers: Record<string, number> = {};
        for (const printer of config.printers)
          if (printer.medium === id) hoppers[printer.id] = printer.blanks;
        ledger[id] = openAccount(config.stock[id] ?? 0, hoppers);
      }
      const printers: Record<string, Printer> = {};
      for (const { id, medium } of config.printers) {
        const { state, context } = printerTable().initial({ id, medium });
        printers[id] = { state, context };
      }
      return { v: 1, printers, jobs: {}, lines: {}, ledger, serials: {}, sequence: 0 };
    },
    decide,
    evolve: evolveCentre,
  };
}
