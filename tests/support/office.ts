import { createOffice, defineCalendar, defineDocumentKind, memoryStore, type OfficeConfig } from 'loket';
import { fakeSigner, testClock, virtualPrinter } from 'loket/testing';

export const opening = '2019-07-17T08:00+07:00';
const hours = [{ from: '08:00', to: '16:00' }];

export const calendar = defineCalendar({
  id: 'town',
  timeZone: 'Asia/Jakarta',
  hours: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  years: { 2019: { source: 'made up', holidays: [] } },
});

export const letter = defineDocumentKind({
  id: 'letter',
  service: 'letters',
  medium: 'paper',
  signature: { by: 'head' },
});
export const card = defineDocumentKind({ id: 'card', service: 'cards', medium: 'card' });

let ids = 0;

/** A small office with a signed letter and a numbered card, to be changed by a test as it needs. */
export function smallOffice(config: Partial<OfficeConfig> = {}) {
  const store = config.store ?? memoryStore();
  const clock = testClock(opening);
  const office = createOffice({
    calendar,
    kinds: [letter, card],
    media: [
      { id: 'paper', form: 'paper' },
      { id: 'card', form: 'card', serialNumbers: true },
    ],
    counters: [{ id: '1', services: ['letters', 'cards'] }],
    signatures: [fakeSigner()],
    printers: [virtualPrinter({ id: 'P1', media: 'paper', blanks: 100 })],
    stock: { card: 5 },
    newId: () => `c-${++ids}`,
    clock,
    ...config,
    store,
  });
  const desk = office.as({ id: 'ani', role: 'officer' });
  return {
    office,
    desk,
    store,
    clock,
    /** Takes a request to the counter. */
    async serve(kind = 'letter', person = 'v-1') {
      const issued = await desk.queue.issue({ kind, applicant: { ref: person } });
      await desk.queue.callNext({ counter: '1' });
      return issued;
    },
  };
}
