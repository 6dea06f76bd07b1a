/**
 * Describes Indonesia's civil registry as data for the other rooms: document kinds and media, identity numbers,
 * holidays and hours, regions, words. {@link dukcapil} puts them together for one regency.
 *
 * It does not decide anything; no other room knows it. It holds the holidays of 2019 and 2026 only, the
 * sub-districts of the regency of Malang only, and it asks no registry: that a number is well-formed does not
 * say that anybody bears it.
 *
 * @module
 */
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export type {
  LayoutBox,
  LayoutElement,
  LayoutField,
  LayoutLine,
  LayoutMark,
  LayoutPage,
  LayoutPageSize,
  LayoutQr,
  LayoutSignature,
  LayoutTemplate,
  LayoutText,
  LayoutTextStyle,
} from '../printing/layout-template.js';
export type { NoShowRule, QueueRules } from '../queue/queue-config.js';
export type { NumberForm, NumberRule, SpokenWords } from '../queue/spoken-words.js';
export type { TicketClass } from '../queue/ticket-class.js';
export { type IndonesianCalendarOptions, indonesianCalendar } from './calendar.js';
export { type DukcapilOptions, type DukcapilPreset, dukcapil } from './dukcapil.js';
export { indonesianHolidays } from './holidays.js';
export { type DukcapilKindsOptions, dukcapilKinds } from './kinds.js';
export { type KkOptions, kkSchema, kkScheme, maskKk, type ParsedKk, parseKk } from './kk.js';
export { type DukcapilLayouts, dukcapilLayouts } from './layouts.js';
export { dukcapilMedia } from './media.js';
export { maskNik, type NikOptions, nikSchema, nikScheme, type ParsedNik, parseNik } from './nik.js';
export { provinceNames } from './provinces.js';
export { dukcapilPriorityReasons, dukcapilQueue, type PriorityReason } from './queue.js';
export { indonesianNumbers, indonesianQueueWords } from './queue-words-id.js';
export { defineRegions, type RegionTable } from './region-table.js';
export { type Area, areasOf, knownRegions } from './regions.js';
export { indonesianWords } from './words-id.js';
