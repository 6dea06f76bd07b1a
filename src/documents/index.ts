/**
 * Documents: what is asked for and how far it has come. The application machine, document kinds, commitments and
 * identity schemes. It does not sign, print or queue; it asks for that with effects and is told what came of it.
 *
 * @module documents
 */
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export type { RoomMachine } from '../internal/machine.js';
export type { Actor, CommandHead, CommandsOf, EffectsOf, EventsOf } from '../internal/messages.js';
export type { Decider, Decision, Outcome } from '../internal/outcome.js';
export type { Refusal, RefusalCode } from '../internal/refusal.js';
export type { DayCount, EpochMs, LocalDate } from '../internal/time.js';
export type { Explanation, Words } from '../internal/words.js';
export {
  type ApplicationState,
  applicationDecider,
  commandsIn,
  type DocumentsConfig,
} from './application.js';
export {
  type ApplicationContext,
  initialApplication,
  jobIdOf,
  requestIdOf,
} from './application-context.js';
export { applicationMachine } from './application-machine.js';
export type { ApplicationFacts, SigningOutlook, StockOutlook } from './commitment.js';
export {
  defineIdentityScheme,
  type IdentityResult,
  type IdentityScheme,
  type IdentitySchemeInput,
  type IdentityWarning,
} from './identity.js';
export {
  type DatedMedium,
  type DocumentKind,
  type DocumentKindInput,
  defineDocumentKind,
  issuedOn,
  mediumOn,
  type ServiceStandard,
  type SignatureRule,
} from './kind.js';
export type { AllowedCommand } from './lifecycle/allowed.js';
export type {
  BeforeDecide,
  HookRefusal,
  HookRequest,
  LifecycleConfig,
  LifecycleHooks,
  LifecyclePolicy,
} from './lifecycle/config.js';
export type {
  LifecyclePath,
  LifecyclePaths,
  NotCovered,
  PathOptions,
  PathStep,
} from './lifecycle/paths.js';
export type { SurveyOptions } from './lifecycle/survey.js';
export type { LifecycleDecision, LifecycleEffect, LifecycleState } from './lifecycle/types.js';
export type { LifecycleProblem, LifecycleReport } from './lifecycle/verify.js';
export { lifecycleWords } from './lifecycle/words-en.js';
export { createLifecycle, type Lifecycle, type OpenInput } from './lifecycle.js';
export {
  type ApplicationCommand,
  type ApplicationEffect,
  type ApplicationEvent,
  type ApplicationRules,
  applicationCommands,
  applicationEffects,
  applicationEvents,
  type Claim,
  type Commitment,
  type ImportableState,
  importableStates,
  type SigningMode,
} from './messages.js';
export type { LifecycleTransition } from './verify/marked.js';
export { type ApplicationView, viewApplication } from './view.js';
