import type { Decision, Outcome } from '../internal/outcome.js';
import { type RefusalCode, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import type { CentreState, PrintJob } from './centre-state.js';
import { wasDelivered } from './decide-stock.js';
import type { Medium } from './medium.js';
import type { CentreCommand, CentreEffect, CentreEvent } from './messages.js';

/** Commands about one job. @internal */
export type JobCommand = Exclude<Extract<CentreCommand, { jobId: string }>, { type: 'print.request' }>;

/** What the job rules need to know. @internal */
export interface JobRules {
  readonly media: ReadonlyMap<string, Medium>;
  readonly retryAfterMs: number;
  readonly lookEveryMs: number;
}

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

/** Decides on what is reported of a job; what its printer asks for is added by the centre. @internal */
export function jobDecider({ media, retryAfterMs, lookEveryMs }: JobRules) {
  function decide(
    centre: CentreState,
    job: PrintJob,
    command: JobCommand,
  ): Outcome<CentreEvent, CentreEffect> {
    const { at } = command;
    const { jobId, applicationId, state } = job;
    const no = (code: RefusalCode, message: string) =>
      refuse(code, command.type, state, jobAllows[state], message);
    const wrongState = () =>
      no('not-possible', `'${command.type}' is not possible while '${jobId}' is '${state}'`);
    const printerId = job.printerId ?? '';
    switch (command.type) {
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
        return printed(job, at, command.serial);
      }
      case 'card.spoiled': {
        if (!atPrinter(state)) return wrongState();
        const { serial, reason } = command;
        const problem = serial === undefined ? undefined : serialProblem(centre, job, serial);
        if (problem) return no(problem.code, problem.message);
        return spoiled(job, at, reason, serial);
      }
      case 'card.failed':
        if (!atPrinter(state)) return wrongState();
        return failed(job, at, command.reason);
      case 'card.unknown':
        if (state !== 'running') return wrongState();
        return lost(job, at, command.reason);
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
            if (problem) return lost(job, at, problem.message);
            return printed(job, at, command.serial);
          }
          case 'spoiled':
            return spoiled(job, at, reason);
          case 'failed':
            return failed(job, at, reason);
          case 'unknown':
            return lost(job, at, reason);
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
            return ended({ type: 'job.requeued', at, jobId, printerId, reason, retryAt: at + retryAfterMs }, [
              { type: 'print.requeued', applicationId, jobId },
            ]);
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
    if (other !== undefined)
      return { code: 'serial-used', message: `serial '${serial}' was booked on job '${other}'` };
    return media.get(job.medium)?.knownSerials && !wasDelivered(centre, job.medium, serial)
      ? { code: 'serial-unknown', message: `serial '${serial}' is none that was delivered` }
      : undefined;
  }

  function printed(job: PrintJob, at: EpochMs, serial: string | undefined) {
    const { jobId, applicationId } = job;
    const proof = serial === undefined ? {} : { serial };
    return ended({ type: 'job.printed', at, jobId, printerId: job.printerId ?? '', ...proof }, [
      { type: 'print.completed', applicationId, jobId, ...proof },
    ]);
  }

  function spoiled(job: PrintJob, at: EpochMs, reason: string, serial?: string) {
    const { jobId, applicationId } = job;
    const which = serial === undefined ? {} : { serial };
    return ended({ type: 'job.spoiled', at, jobId, printerId: job.printerId ?? '', reason, ...which }, [
      { type: 'print.spoiled', applicationId, jobId, reason },
    ]);
  }

  function failed(job: PrintJob, at: EpochMs, reason: string) {
    const { jobId, applicationId } = job;
    return ended({ type: 'job.failed', at, jobId, printerId: job.printerId ?? '', reason }, [
      { type: 'print.failed', applicationId, jobId, reason },
    ]);
  }

  function lost(job: PrintJob, at: EpochMs, reason: string) {
    const { jobId, applicationId } = job;
    return ended({ type: 'job.lost', at, jobId, printerId: job.printerId ?? '', reason }, [
      { type: 'print.unknown', applicationId, jobId },
    ]);
  }

  return decide;
}

function ended(event: CentreEvent, effects: readonly CentreEffect[]): Decision<CentreEvent, CentreEffect> {
  return { ok: true, events: [event], effects };
}
