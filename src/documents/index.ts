/**
 * Documents: what is asked for and how far it has come. The application machine, document kinds with
 * what they ask for, numbers, commitments and identity schemes. It does not sign, print or queue; it asks for that with effects and is told what came of it.
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
export { type ApplicationState, applicationDecider, commandsIn } from './application.js';
export { applicationCommands } from './application-commands.js';
export {
  type ApplicationContext,
  initialApplication,
  jobIdOf,
  requestIdOf,
} from './application-context.js';
export { applicationEffects } from './application-effects.js';
export { applicationEvents } from './application-events.js';
export { applicationMachine } from './application-machine.js';
export {
  type ApplicationLinks,
  type ApplicationRules,
  type Claim,
  type Commitment,
  type Handover,
  importableStates,
  type PendingReason,
  type RecordFailure,
  type RecordStage,
  type SigningMode,
} from './application-schemas.js';
export type {
  ApplicationFacts,
  CommitmentStep,
  DeskOutlook,
  PlanOutlook,
  SigningOutlook,
  StockOutlook,
} from './commitment.js';
export { commitmentWords } from './commitment-words.js';
export type { Dated } from './dated.js';
export type { DocumentsConfig } from './documents-config.js';
export { type CommitmentQuestion, explainCommitment } from './explain-commitment.js';
export { type HandoverCodeOf, handoverCode, isHandoverCode } from './handover-code.js';
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
  type HandoverRule,
  type IssuedSpan,
  issuedOn,
  mediumOn,
  type ServiceStandard,
  type SignatureRule,
  type TemporaryRule,
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
export type {
  ApplicationCommand,
  ApplicationEffect,
  ApplicationEvent,
  ImportableState,
} from './messages.js';
export {
  formatNumber,
  type NumberParts,
  type NumberResult,
  type ParsedNumber,
  parseNumber,
} from './number.js';
export {
  type PersonCommand,
  type PersonEffect,
  type PersonEvent,
  type PersonState,
  personCommands,
  personDecider,
  personEffects,
  personEvents,
} from './person.js';
export type { Requirement, RequirementInput, Substitute } from './requirement.js';
export {
  explainRequirements,
  type RequirementExplanation,
  requirementWords,
} from './requirement-words.js';
export {
  checkRequirements,
  type GivenPaper,
  type RequirementCheck,
  type RequirementCheckOptions,
  type RequirementCode,
  type RequirementNote,
  type RequirementQuery,
  requirementsOn,
} from './requirements.js';
export { temporaryOn } from './temporary.js';
export { type Validity, type ValidUntil, validUntil } from './validity.js';
export type { LifecycleTransition } from './verify/marked.js';
export { type ApplicationView, viewApplication } from './view.js';
