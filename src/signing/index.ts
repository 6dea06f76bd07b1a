/**
 * Signing: who signs and how. The health of each signature provider, a person's orders, the line of waiting documents
 * and the wet desk. It makes no cryptography itself; providers do, behind a port.
 *
 * @module signing
 */
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export type { RoomMachine } from '../internal/machine.js';
export type { Actor, CommandHead, CommandsOf, EffectsOf, EventsOf } from '../internal/messages.js';
export type { Decider, Decision, Outcome } from '../internal/outcome.js';
export type { Refusal, RefusalCode } from '../internal/refusal.js';
export type { EpochMs, LocalDate } from '../internal/time.js';
export { type BatchContext, type BatchInput, batchMachine } from './batch-machine.js';
export { type BatchSheet, type BatchSheetOptions, batchSheet, type SheetRow } from './batch-sheet.js';
export { type DeskConfig, type DeskRules, whoSigns } from './desk-config.js';
export { type DeskForecast, type DeskPace, deskFinish, deskOutlook, deskPace } from './desk-outlook.js';
export type { BatchLesson, DeskAbsence, DeskBatch, DeskState, Paper, PaperPlace } from './desk-state.js';
export type { CallSeen, Evidence, UsualPace } from './evidence.js';
export type { HealthConfig } from './health-config.js';
export type { ProbeSeen } from './judge-lane.js';
export { type LaneContext, laneMachine } from './lane-machine.js';
export {
  type DeskCommand,
  type DeskEffect,
  type DeskEvent,
  deskCommands,
  deskEffects,
  deskEvents,
  type SignerCommand,
  type SignerEffect,
  type SignerEvent,
  signerCommands,
  signerEffects,
  signerEvents,
} from './messages.js';
export type { SigningOrder } from './orders.js';
export { batchCode, type PaperCode, paperCode, parsePaperCode } from './paper-code.js';
export { type PaperContext, type PaperInput, paperMachine } from './paper-machine.js';
export type { SignatureCall, SignatureLookUp, SignatureOutcome, SignatureProvider } from './provider.js';
export type { ExpectedRecovery } from './recovery.js';
export {
  createSigningRouter,
  type RouterConfig,
  type RoutingChoice,
  type RoutingQuestion,
  type SigningRouter,
} from './router.js';
export { type SignerFacts, signerDecider } from './signer.js';
export type { SignerConfig } from './signer-config.js';
export {
  createSignerHealth,
  type HealthCommand,
  type HealthEvent,
  type SignerHealth,
} from './signer-health.js';
export type { SentToDesk, SignatureUpgrade, SignerState, SigningRequest } from './signer-state.js';
export { type HealthState, type Lane, type SigningNow, signingNow, timestamperLane } from './signing-now.js';
export { readDesk } from './stored-desk.js';
export { type DeskFacts, deskDecider } from './wet-desk.js';
