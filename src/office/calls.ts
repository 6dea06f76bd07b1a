import { handoverCode } from '../documents/index.js';
import type { PrinterDriver, PrintOutcome } from '../printing/index.js';
import {
  type SignatureLookUp,
  type SignatureOutcome,
  type SignatureProvider,
  timestamperLane,
} from '../signing/index.js';
import type { CommandBody } from './aggregates.js';
import type { Clock, HandoverCodes, Notifier } from './ports.js';
import type { PortCall } from './routes.js';

/** When a call is made, under which key, and until when. */
export interface CallAbout {
  readonly effectId: string;
  readonly at: number;
  /** Aborted when the engine wants no answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Makes calls to ports and turns what they came to into commands. */
export interface CallPort {
  /** Makes a call; throws what the adapter throws. */
  make(call: PortCall, about: CallAbout): Promise<unknown>;
  /** Asks the port what came of a call that an earlier process began; `unknown` where it cannot tell. */
  reconcile(call: PortCall, about: CallAbout): Promise<unknown>;
  /** The command that reports an outcome to the aggregate that asked; `undefined` when it does not wait for one. */
  report(call: PortCall, outcome: unknown): CommandBody | undefined;
}

/** Holds the adapters that calls go to. */
export interface Ports {
  readonly signatures: readonly SignatureProvider[];
  readonly printers: readonly PrinterDriver[];
  readonly notifier: Notifier;
  readonly handover?: HandoverCodes | undefined;
  readonly clock: Clock;
  /** Milliseconds after which a call is given up. Default 30 000. */
  readonly callTimeoutMs?: number | undefined;
}

interface ProbeAnswer {
  readonly ok: boolean;
  readonly tookMs?: number;
}

/** Turns an outcome of a port into the command that reports it. Pure, so that every driver of the core shares it. */
export function reportOf({ effect }: PortCall, outcome: unknown): CommandBody | undefined {
  switch (effect.type) {
    case 'signature.sign': {
      const { provider, requestId, applicationId, attempt } = effect;
      const signed = outcome as SignatureOutcome;
      const head = {
        type: 'signature.report' as const,
        provider,
        requestId,
        applicationId,
        attempt,
        outcome: signed.outcome,
      };
      const { tookMs } = signed;
      const timed = tookMs === undefined ? head : { ...head, tookMs };
      if (signed.outcome !== 'ok') return { ...timed, reason: signed.reason };
      const { artifact, level, timestamp, duplicates } = signed;
      return {
        ...timed,
        ...(artifact !== undefined && { artifact }),
        ...(level !== undefined && { level }),
        ...(timestamp !== undefined && { timestamp }),
        ...(duplicates !== undefined && duplicates.length > 0 && { duplicates: [...duplicates] }),
      };
    }
    case 'signature.upgrade': {
      const { provider, requestId, attempt } = effect;
      const raised = outcome as SignatureOutcome;
      const { tookMs } = raised;
      const head = {
        type: 'upgrade.report' as const,
        provider,
        requestId,
        attempt,
        outcome: raised.outcome,
        ...(tookMs !== undefined && { tookMs }),
      };
      if (raised.outcome !== 'ok') return { ...head, reason: raised.reason };
      return raised.artifact === undefined ? head : { ...head, artifact: raised.artifact };
    }
    case 'signature.lookUp': {
      const { provider, requestId, attempt } = effect;
      const seen = outcome as SignatureLookUp;
      const head = {
        type: 'signature.lookedUp' as const,
        provider,
        requestId,
        attempt,
        outcome: seen.outcome,
      };
      const { artifact, duplicates } = seen;
      return {
        ...head,
        ...(artifact !== undefined && { artifact }),
        ...(duplicates !== undefined && duplicates.length > 0 && { duplicates: [...duplicates] }),
      };
    }
    case 'signature.probe': {
      const { provider, kind } = effect;
      return { type: 'signer.probed', provider, kind, ...(outcome as ProbeAnswer) };
    }
    case 'print.send':
    case 'print.look': {
      const { jobId, attempt } = effect;
      const print = outcome as PrintOutcome;
      const head = { type: 'job.report' as const, jobId, attempt, outcome: print.outcome };
      switch (print.outcome) {
        case 'printed':
          return print.serial === undefined ? head : { ...head, serial: print.serial };
        case 'accepted':
          return print.lookAt === undefined ? head : { ...head, lookAt: print.lookAt };
        default:
          return { ...head, reason: print.reason };
      }
    }
    default:
      return undefined;
  }
}

function named<T>(adapters: ReadonlyMap<string, T>, what: string, id: string): T {
  const adapter = adapters.get(id);
  if (!adapter) throw new Error(`no ${what} is called '${id}'`);
  return adapter;
}

/** Makes the calls of an engine to the adapters of a host, each bounded in time. */
export function portCalls(ports: Ports): CallPort {
  const signatures = new Map(ports.signatures.map((s) => [s.id, s]));
  const printers = new Map(ports.printers.map((p) => [p.id, p]));
  const timeoutMs = ports.callTimeoutMs ?? 30_000;

  async function bounded<T>(
    { at, signal }: CallAbout,
    work: (signal: AbortSignal) => T | Promise<T>,
  ): Promise<T> {
    const abort = new AbortController();
    let cancel = () => {};
    const deadline = new Promise<never>((_, reject) => {
      cancel = ports.clock.wake(at + timeoutMs, () => {
        abort.abort();
        // How long nobody answered is what a detector of outages goes by.
        reject(Object.assign(new Error(`no answer within ${timeoutMs} ms`), { tookMs: timeoutMs }));
      });
    });
    try {
      const either = signal ? AbortSignal.any([signal, abort.signal]) : abort.signal;
      return await Promise.race([work(either), deadline]);
    } finally {
      cancel();
    }
  }

  /** A clock that stood still has measured nothing. */
  function since(began: number): { readonly tookMs?: number } {
    const tookMs = ports.clock.now() - began;
    return tookMs > 0 ? { tookMs } : {};
  }

  /** Adds how long a call took by the office's clock, where the provider does not say it better. */
  function timed(work: () => SignatureOutcome | Promise<SignatureOutcome>) {
    const began = ports.clock.now();
    const outcome = work();
    // What was there at once took no time.
    return outcome instanceof Promise ? outcome.then((told) => ({ ...since(began), ...told })) : outcome;
  }

  async function make({ effect }: PortCall, about: CallAbout): Promise<unknown> {
    switch (effect.type) {
      case 'signature.sign':
      case 'signature.lookUp': {
        const provider = named(signatures, 'signature provider', effect.provider);
        const { requestId, applicationId, kind, attempt } = effect;
        return await bounded(about, (signal): unknown => {
          const call = { requestId, applicationId, kind, attempt, ...about, signal };
          return effect.type === 'signature.sign'
            ? timed(() => provider.sign({ ...call, timestamp: effect.timestamp }))
            : provider.lookUp?.(call);
        });
      }
      case 'signature.upgrade': {
        const provider = named(signatures, 'signature provider', effect.provider);
        const { type: _, provider: __, ...document } = effect;
        const outcome = await bounded(about, (signal) =>
          provider.upgrade?.({ ...document, ...about, signal }),
        );
        return outcome ?? { outcome: 'rejected', reason: 'the provider adds no timestamps' };
      }
      case 'signature.probe': {
        const provider = named(signatures, 'signature provider', effect.provider);
        const { kind } = effect;
        const { at } = about;
        const began = ports.clock.now();
        const seen = (ok: boolean): ProbeAnswer => ({ ok, ...since(began) });
        try {
          const ok = await bounded(about, (signal) =>
            kind === timestamperLane
              ? (provider.probeTimestamper?.({ at, signal }) ?? true)
              : provider.probe({ kind, at, signal }),
          );
          return seen(ok === true);
        } catch {
          // A probe that throws has answered the question.
          return seen(false);
        }
      }
      case 'print.send':
      case 'print.look': {
        const printer = named(printers, 'printer', effect.printerId);
        const { type, ...job } = effect;
        return await bounded(about, (signal): unknown => {
          const call = { ...job, ...about, signal };
          return type === 'print.send' ? printer.send(call) : printer.look?.(call);
        });
      }
      case 'notice': {
        const { type: _, ...notice } = effect;
        const { handover, notifier } = ports;
        const { applicationId, codeNumber } = notice;
        if (codeNumber === undefined || !handover) return notifier.notice?.(notice, about);
        const code = await handoverCode({ ...handover, applicationId, number: codeNumber });
        return notifier.notice?.(notice, { ...about, handoverCode: code });
      }
      case 'escalation': {
        const { type: _, ...escalation } = effect;
        return ports.notifier.escalation?.(escalation, about);
      }
      case 'papers.missing': {
        const { type: _, ...papers } = effect;
        return ports.notifier.papersMissing?.(papers, about);
      }
      case 'stock.low': {
        const { type: _, ...stock } = effect;
        return ports.notifier.stockLow?.(stock, about);
      }
      case 'ticket.notice': {
        const { type: _, ...notice } = effect;
        return ports.notifier.ticketNotice?.(notice, about);
      }
      case 'announce': {
        const { type: _, ...announcement } = effect;
        return ports.notifier.announce?.(announcement, about);
      }
      default:
        return undefined;
    }
  }

  return {
    report: reportOf,
    make,
    async reconcile(call, about) {
      const { effect } = call;
      const printer = effect.type === 'print.send' ? printers.get(effect.printerId) : undefined;
      // Only looking is repeatable: a signer's own look-ups follow from its state.
      if (effect.type === 'print.send' && printer?.look) {
        return make({ ...call, effect: { ...effect, type: 'print.look' } }, about);
      }
      return { outcome: 'unknown', reason: 'the process ended' };
    },
  };
}
