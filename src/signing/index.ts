/**
 * Signing: who signs and how. The health of each signature provider, a person's orders, the line of waiting documents
 * and the wet desk. It makes no cryptography itself; providers do, behind a port.
 *
 * @module signing
 */
export { type Issue, isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { RoomMachine } from '../internal/machine.js';
export type { Actor, CommandHead } from '../internal/messages.js';
export type { Decider, Decision, Outcome } from '../internal/outcome.js';
export type { Refusal, RefusalCode } from '../internal/refusal.js';
export type { EpochMs, LocalDate } from '../internal/time.js';
export { signingNow, type SigningNow } from './dispatch.js';
export { type LaneContext, laneMachine } from './lane-machine.js';
export {
  type DeskCommand,
  deskCommands,
  type DeskEffect,
  deskEffects,
  type DeskEvent,
  deskEvents,
  type SignerCommand,
  signerCommands,
  type SignerEffect,
  signerEffects,
  type SignerEvent,
  signerEvents,
} from './messages.js';
export type { SignatureCall, SignatureOutcome, SignatureProvider } from './provider.js';
export {
  type Lane,
  type SignerConfig,
  signerDecider,
  type SignerFacts,
  type SignerState,
  type SigningOrder,
  type SigningRequest,
} from './signer.js';
export { deskDecider, type DeskFacts, type DeskState, type Paper } from './wet-desk.js';
