/**
 * Timestamp server: a time-stamping authority (RFC 3161) for tests and demos, with troubles on demand. Needs the optional
 * peers `@peculiar/asn1-*`.
 *
 * @module testing/timestamp-server
 */
export {
  isLoketError,
  LoketError,
  type LoketErrorCode,
  type LoketErrorDetails,
} from '../../internal/errors.js';
export type { Issue } from '../../internal/issue.js';
export type { Refusal, RefusalCode } from '../../internal/refusal.js';
export type { EpochMs } from '../../internal/time.js';
export type { TimestampServerOptions, TimestampTrouble, TimestampTroubleTime } from './options.js';
export { startTimestampServer, type TimestampServer } from './server.js';
