import type { OfficeConfig, OfficeEvent } from 'loket';
import { dukcapil } from 'loket/indonesia';
import type { CommandBody } from 'loket/office';
import { fakeSigner, virtualPrinter } from 'loket/testing';
import type { Act, Came, Script } from './drivers.js';

const minute = 60_000;
const at = (text: string) => Date.parse(`${text}+07:00`);
export const weekStart = at('2019-07-15T08:00');

/** A fresh office each time: fakes remember. */
export function weekConfig(): OfficeConfig {
  const outage = (day: string) =>
    [
      { from: at(`${day}T08:00`), until: at(`${day}T11:30`), how: 'down' },
      { from: at(`${day}T11:30`), until: at(`${day}T15:00`), how: 'limping' },
    ] as const;
  return {
    ...dukcapil({ regency: '35.07' }),
    counters: [
      { id: 'A', services: ['civil-acts', 'families'] },
      { id: 'B', services: ['identity-cards'] },
      { id: 'C', services: ['families', 'identity-cards'] },
    ],
    signatures: [
      fakeSigner({
        outages: [
          ...outage('2019-07-15'),
          ...outage('2019-07-16'),
          ...outage('2019-07-17'),
          { from: at('2019-07-18T09:00'), until: at('2019-07-18T09:40'), how: 'silent', kinds: ['kk'] },
        ],
        // At no round time, at which other things happen too.
        probeEveryMs: 7 * minute + 7,
        suspectProbeMs: 1_007,
        failureThreshold: 3,
        maxHoldMs: 20 * 3_600_000,
      }),
    ],
    printers: [
      virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 150, cardsPerDay: 250 }),
      virtualPrinter({
        id: 'P2',
        media: 'ktp-el-card',
        blanks: 20,
        cardsPerDay: 250,
        script: (nth) =>
          (['printed', 'spoiled', 'printed', 'failed', 'printed', 'unavailable'] as const)[nth % 6] ??
          'printed',
      }),
      virtualPrinter({ id: 'P3', media: 'a4-paper', blanks: 500 }),
    ],
    stock: { 'ktp-el-card': 10 },
  };
}

const kinds = ['akta-lahir', 'ktp-el', 'kk', 'ktp-el', 'akta-mati', 'kk'] as const;
const head = { id: 'siti', role: 'head' };
const officer = { id: 'ani', role: 'officer' };

/** Five days of an office: people come, are called, pass or are sent back, and fetch what is ready. */
export const week: Script = function* week(): Generator<Act, void, Came> {
  let nth = 0;
  const give = (body: CommandBody, by = officer): Act => ({ do: 'give', id: `c${++nth}`, by, body });
  const waitsForRecord = new Set<string>();
  const open: string[] = [];
  let people = 0;
  for (const day of [15, 16, 17, 18, 19]) {
    const opens = at(`2019-07-${day}T08:00`);
    for (let slot = 0; slot < 84; slot++) {
      const now = opens + slot * 5 * minute;
      yield { do: 'set', at: now };
      yield { do: 'settle' };
      if (day === 17 && slot === 6) {
        yield give(
          {
            type: 'signer.order',
            provider: 'fake',
            mode: 'wet',
            reason: 'until maintenance is done',
            until: at('2019-07-18T08:00'),
          },
          head,
        );
      }
      if (day === 16 && slot === 3) yield give({ type: 'blanks.load', printerId: 'P2', quantity: 10 });
      if (slot < 70) {
        people++;
        const kind = kinds[people % kinds.length] ?? 'kk';
        const issued = yield give({ type: 'ticket.issue', kind, applicant: { ref: `p${people}` } });
        const ticket = eventOf(issued, 'ticket.issued');
        if (ticket) open.push(ticket.applicationId);
      }
      for (const counter of ['A', 'B', 'C']) {
        const called = eventOf(yield give({ type: 'ticket.callNext', counter }), 'ticket.called');
        if (!called) continue;
        const { ticketId } = called;
        const applicationId = `a-${ticketId.slice(ticketId.indexOf('/') + 1)}`;
        if (nth % 17 === 0) {
          yield give({ type: 'ticket.recall', ticketId });
          yield give({ type: 'ticket.noShow', ticketId });
          continue;
        }
        if (nth % 13 === 0)
          yield give({ type: 'application.return', applicationId, reason: 'letter missing' });
        else yield give({ type: 'application.pass', applicationId });
        if (nth % 2 === 0) waitsForRecord.add(applicationId);
        yield give({ type: 'ticket.finish', ticketId });
      }
      yield { do: 'settle' };
      if (slot % 28 === 27) {
        for (const applicationId of waitsForRecord) yield give({ type: 'record.ready', applicationId });
        waitsForRecord.clear();
        yield { do: 'settle' };
        for (const [i, applicationId] of open.splice(0).entries()) {
          yield give({ type: 'paper.signed', signatory: 'head', applicationIds: [applicationId] }, head);
          yield give({ type: 'inspection.passed', applicationId });
          const collector = { ref: 'self' };
          const taken = yield give({ type: 'pickup.collected', applicationId, collector });
          if (!taken.ok || i % 2 === 0) open.push(applicationId);
        }
      }
    }
  }
  yield { do: 'set', at: at('2019-07-26T16:00') };
  yield { do: 'settle' };
};

function eventOf<T extends OfficeEvent['type']>(came: Came, type: T) {
  if (!came.ok) return undefined;
  return came.events.find((event): event is Extract<OfficeEvent, { type: T }> => event.type === type);
}
