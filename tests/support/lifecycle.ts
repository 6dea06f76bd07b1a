import { type DocumentKindInput, defineCalendar, defineDocumentKind } from 'loket';
import type { LifecycleConfig } from 'loket/documents';

const day = [{ from: '08:00', to: '15:00' }];
const kind = (id: string, rest: Partial<DocumentKindInput> = {}) =>
  defineDocumentKind({ id, service: 'counter', medium: 'paper', ...rest });
const first = (by: string) => ({ by, wetStage: 'before-print' as const });

/** Kinds that between them have every rule, and with them every transition of the machine. */
export const everyKindConfig = {
  calendar: defineCalendar({
    id: 'town',
    timeZone: 'Asia/Jakarta',
    hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
    years: {
      2019: {
        source: 'made up',
        holidays: [{ date: '2019-07-19', name: 'Town Day', kind: 'holiday' as const }],
      },
    },
  }),
  kinds: [
    kind('letter', { signature: { by: 'head' } }),
    kind('licence', { signature: first('head'), medium: 'card', checkBack: true }),
    kind('card', { medium: 'card', needsRecord: true }),
    kind('pass', { signature: { by: 'head' }, medium: 'card', needsRecord: true }),
    kind('deed', { signature: first('notary'), needsRecord: true, checkBack: true }),
    kind('note', {
      signature: { by: 'notary' },
      checkBack: true,
      inspect: true,
      temporary: { kind: 'letter', validFor: { months: 6 } },
      handover: { code: 'proxy' },
    }),
    kind('plate', { signature: first('head'), needsRecord: true, inspect: true }),
    kind('same-day', {
      signature: { by: 'head' },
      serviceStandard: { electronic: { days: 1, count: 'working' }, wet: { days: 1, count: 'working' } },
    }),
    kind('same-day-first', {
      signature: first('head'),
      serviceStandard: { electronic: { days: 1, count: 'working' }, wet: { days: 1, count: 'working' } },
    }),
  ],
  media: [
    { id: 'paper', form: 'paper' },
    { id: 'card', form: 'card' },
  ],
  signatures: [{ id: 'server', signatory: 'head' }],
} satisfies LifecycleConfig;

/** Those of the kinds that between them come to every state. */
export const everyStateConfig = {
  ...everyKindConfig,
  policy: { printAttempts: 1 },
  kinds: everyKindConfig.kinds.filter(({ id }) => id === 'licence' || id === 'pass'),
} satisfies LifecycleConfig;

/** A Wednesday, in the morning. */
export const morning = Date.parse('2019-07-17T08:00+07:00');
