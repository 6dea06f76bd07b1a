import type { EpochMs } from '../../internal/time.js';
import { jobStates } from '../../printing/ipp/operations.js';
import type { IppPrinterFault } from './options.js';

/** A job as a virtual printer keeps it. @internal */
export interface VirtualJob {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  /** Seconds of up-time; 0 when made before the printer was last switched on. */
  readonly createdUp: number;
  state: number;
  reasons: readonly string[];
  /** Reasons of the printer when the job ended. */
  printerReasons: readonly string[];
  message: string;
  impressions: number;
  endedUp: number | undefined;
  sha256: string | undefined;
  sides: number;
  bytes: number;
  serial: string | undefined;
  fault: IppPrinterFault | undefined;
  /** It was given to the machine. */
  began: boolean;
  /** When it ends; `undefined` until its document is there. */
  doneAt: EpochMs | undefined;
  /** Why it is held: a keyword of `job-hold-until`. */
  holdUntil: string | undefined;
  /** What a job that is held, or waits its turn after that, will print. */
  kept: { readonly document: Buffer; readonly twoSided: boolean } | undefined;
}

/** Makes a job that waits for its document. @internal */
export function newJob(id: number, name: string, user: string, createdUp: number): VirtualJob {
  return {
    id,
    name,
    user,
    createdUp,
    state: jobStates.pending,
    reasons: ['job-incoming'],
    printerReasons: [],
    message: '',
    impressions: 0,
    endedUp: undefined,
    sha256: undefined,
    sides: 1,
    bytes: 0,
    serial: undefined,
    fault: undefined,
    began: false,
    doneAt: undefined,
    holdUntil: undefined,
    kept: undefined,
  };
}

/** Tells whether a job is over. @internal */
export function hasEnded(job: VirtualJob): boolean {
  return job.state >= jobStates.canceled;
}

/** Counts the pages of a PDF whose page objects lie open; others count as one. @internal */
export function pagesOf(document: Buffer): number {
  return document.toString('latin1').match(/\/Type\s*\/Page(?![\w])/g)?.length ?? 1;
}
