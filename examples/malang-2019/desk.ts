import { chance } from './chance.js';
import type { ActAs } from './hall.js';
import type { Input } from './input.js';
import type { MalangOffice } from './malang-office.js';
import type { Notebook } from './notebook.js';
import { addDays, dayOf, hourMs, instantOf, minuteMs } from './time.js';

const clerk = { id: 'clerk', role: 'officer' };

/** The pickup desk, and the other things that go wrong with a document: lost, misspelt, a double. */
export function desk(input: Input, place: MalangOffice, book: Notebook) {
  const { clock, codes } = place;
  const luckOf = (what: string, applicationId: string) =>
    chance(input.seed.value, `${what} ${applicationId}`);
  const lastDay = addDays(input.firstDay.value, input.days.value - 1);

  async function handOver(applicationId: string, as: ActAs): Promise<void> {
    const { documents } = as(clerk);
    const { state, applicant, milestones } = await documents.get(applicationId);
    // Who was promised a day in the next week went home, and comes on that day.
    if (state !== 'readyForPickup' || milestones.signed?.mode === 'wet') return;
    const luck = luckOf('desk', applicationId);
    const proxy = luck() < input.proxyShare.value;
    const guesses = luck() < input.wrongCode.value;
    const forgets = luck() < input.lostCode.value;
    const misspelt = luck() < input.defect.value;
    const loses = luck() < input.lostDocument.value;
    const first = book.read('seen', applicationId) === undefined;
    if (first && misspelt && milestones.signed) {
      book.write('seen', applicationId, true);
      await documents.foundDefect(applicationId, { reason: 'a name is misspelt' });
      return;
    }
    if (!proxy) {
      await documents.handOver(applicationId, { collector: { ref: applicant } });
    } else {
      const collector = { ref: `${applicant}-proxy`, relation: 'proxy' } as const;
      const code = codes.get(applicationId);
      if (code === undefined || (first && forgets)) {
        book.write('seen', applicationId, true);
        await documents.renewCode(applicationId);
        // The applicant reads the new one out, over the telephone.
        book.plan(clock.now() + 5 * minuteMs, { do: 'handOver', applicationId });
        return;
      }
      if (guesses) await documents.handOver(applicationId, { collector, code: otherThan(code) });
      await documents.handOver(applicationId, { collector, code });
    }
    const today = dayOf(clock.now());
    if (loses && milestones.signed && today < lastDay && !applicationId.includes('~')) {
      const at = instantOf(addDays(today, 1), '08:00') + Math.round(luck() * 3 * hourMs);
      book.plan(at, { do: 'lost', applicationId });
    }
  }

  return {
    handOver,
    /** The central record is print-ready, or a double of somebody's. */
    async record(applicationId: string, as: ActAs): Promise<void> {
      const { documents } = as(clerk);
      if (luckOf('record', applicationId)() >= input.doubleRecord.value) {
        await documents.recordReady(applicationId);
        return;
      }
      await documents.recordFailed(applicationId, {
        failure: 'duplicate-record',
        reason: 'the same fingerprints are registered already',
      });
      await documents.markDuplicate(applicationId, { of: `central-${applicationId}` });
    },
    /** A document that was handed over is lost; the new one is asked for at the desk, without a number. */
    async lost(applicationId: string, as: ActAs): Promise<void> {
      const { documents } = as(clerk);
      const { id } = await documents.reissue(applicationId, { reason: 'lost by its owner' });
      await documents.pass(id);
      const visitor = book.read('visits', applicationId);
      if (visitor) book.write('visits', id, visitor);
    },
  };
}

/** A wrong code, whichever the right one is. */
function otherThan(code: string): string {
  return String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0');
}
