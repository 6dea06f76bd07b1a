import { type Office, type OfficeConfig, openOffice } from './office/office.js';
import { memoryStore } from './stores/memory.js';

/**
 * Creates an office: synchronous, checked once, at work without services and without `start()`.
 *
 * It remembers in memory and reads the machine's clock unless told otherwise. A call to one of its rooms resolves when
 * its commit, and every command between rooms that it caused, is committed; calls to signing servers and printers wait
 * for `settle()` or `start()`.
 *
 * @param config - the office as data, and the adapters that it works with
 * @throws {@link LoketError} with code `invalid-config`, naming field, rule and value of everything that is wrong
 *
 * @example
 * ```ts
 * import { createOffice, defineCalendar, defineDocumentKind } from 'loket';
 * import { testClock } from 'loket/testing';
 *
 * const office = createOffice({
 *   calendar: defineCalendar({
 *     id: 'town', timeZone: 'Europe/Amsterdam',
 *     hours: { mon: [{ from: '09:00', to: '17:00' }] },
 *     years: { 2026: { source: 'made up', holidays: [] } },
 *   }),
 *   kinds: [defineDocumentKind({ id: 'passport', service: 'passports', medium: 'booklet' })],
 *   counters: [{ id: '1', services: ['passports'] }],
 *   clock: testClock('2026-03-02T09:00+01:00'),
 * });
 * const { number } = await office.as({ id: 'eva', role: 'officer' }).queue.issue({
 *   kind: 'passport', applicant: { ref: 'p-1' },
 * });
 * number; //=> 'A-001'
 * ```
 */
export function createOffice(config: OfficeConfig): Office {
  return openOffice({ ...config, store: config.store ?? memoryStore() });
}
