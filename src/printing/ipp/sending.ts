import type { EpochMs } from '../../internal/time.js';
import type { Asking, Device, Search } from './device.js';
import type { JobFacts } from './facts.js';

/** The job by which a printer shows that it has forgotten nothing since. @internal */
export type Witness = Pick<JobFacts, 'id' | 'name' | 'createdAt'>;

/** What a printer listed before a job was sent, and its up-time then. @internal */
export interface Before {
  readonly witness: Witness | undefined;
  readonly upTime: number | undefined;
}

/** What the driver remembers of a call to send, to follow its job or to prove that there is none. @internal */
export interface Sending {
  /** When the call was first heard of. */
  readonly since: EpochMs;
  /** The job's id at the device, once it named one. */
  id?: number;
  /** The device said that it has the job. */
  accepted: boolean;
  /** We hung up while the printer may have been reading: the job may still appear. */
  open: boolean;
  /** A call to send is at it now. */
  busy: boolean;
  /** A job that the device listed before the sending, and its up-time then. */
  before?: Before;
}

/** How many jobs are remembered; older ones are found by their names. */
const remembered = 1000;

/** Remembers sendings by key. @internal */
export function sendingsOf(): {
  has(key: string): boolean;
  at(key: string, since: EpochMs): Sending;
  forget(key: string): void;
} {
  const all = new Map<string, Sending>();
  return {
    has: (key) => all.has(key),
    forget: (key) => void all.delete(key),
    at(key, since) {
      const known = all.get(key);
      if (known) return known;
      const sending: Sending = { since, accepted: false, open: false, busy: false };
      all.set(key, sending);
      for (const oldest of all.keys()) {
        if (all.size <= remembered) break;
        all.delete(oldest);
      }
      return sending;
    },
  };
}

/**
 * A job's absence proves that it never came only when the device did not have it, runs since before the sending, and
 * still lists a job from before. @internal
 */
export async function provesAbsence(
  device: Device,
  { witness, upTime }: Before,
  search: Search,
  asking: Asking,
): Promise<boolean> {
  if ('silent' in search || !witness || upTime === undefined) return false;
  const { id, name, createdAt } = witness;
  const still = search.others.some(
    (job) => job.id === id && job.name === name && job.createdAt === createdAt,
  );
  if (!still || createdAt === undefined || createdAt <= 0) return false;
  const now = await device.printer(asking);
  return !('silent' in now) && !now.spooler && now.upTime !== undefined && now.upTime >= upTime;
}

/** Picks the newer of two jobs. @internal */
export function newer(a: JobFacts | undefined, b: JobFacts): JobFacts {
  return a === undefined || b.id > a.id ? b : a;
}
