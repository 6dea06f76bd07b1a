import type {
  ApplicationCommand,
  ApplicationEffect,
  ApplicationEvent,
  ApplicationFacts,
  ApplicationState,
  PersonCommand,
  PersonEffect,
  PersonEvent,
  PersonState,
} from '../documents/index.js';
import type { CentreCommand, CentreEffect, CentreEvent, CentreState } from '../printing/index.js';
import type { QueueCommand, QueueEffect, QueueEvent, QueueFacts, QueueState } from '../queue/index.js';
import type {
  DeskCommand,
  DeskEffect,
  DeskEvent,
  DeskState,
  SignerCommand,
  SignerEffect,
  SignerEvent,
  SignerFacts,
  SignerState,
} from '../signing/index.js';

/** Names the kinds of aggregate: what is decided as one and committed as one. */
export type AggregateKind = 'application' | 'queue' | 'signer' | 'desk' | 'centre' | 'person';

/** Names one aggregate of an office. */
export interface AggregateRef {
  readonly kind: AggregateKind;
  /** Id within the kind: an application's id, a day, a provider, a signatory, `main`, a person's reference. */
  readonly id: string;
}

/** The stored state of each kind of aggregate. */
export interface StateByKind {
  readonly application: ApplicationState;
  readonly queue: QueueState;
  readonly signer: SignerState;
  readonly desk: DeskState;
  readonly centre: CentreState;
  readonly person: PersonState;
}

/** Any aggregate's stored state. */
export type AggregateState = StateByKind[AggregateKind];
/** Any command that an office takes. */
export type OfficeCommand =
  | ApplicationCommand
  | QueueCommand
  | SignerCommand
  | DeskCommand
  | CentreCommand
  | PersonCommand;
/** Anything that happens in an office. */
export type OfficeEvent = ApplicationEvent | QueueEvent | SignerEvent | DeskEvent | CentreEvent | PersonEvent;
/** Anything that an aggregate asks for. */
export type OfficeEffect =
  | ApplicationEffect
  | QueueEffect
  | SignerEffect
  | DeskEffect
  | CentreEffect
  | PersonEffect;

/** A command without its head, as an effect turns into one. */
export type CommandBody = OfficeCommand extends infer C
  ? C extends OfficeCommand
    ? Omit<C, 'id' | 'at' | 'by'>
    : never
  : never;

/** What a decision may need to know from elsewhere, gathered before and recorded with the command. */
export interface Facts extends ApplicationFacts, QueueFacts, SignerFacts {
  /** When the aggregate's last command was given. */
  readonly lastAt?: number | undefined;
}

/** Asks another aggregate for a fact. */
export interface FactQuery {
  readonly fact: 'signing' | 'stock' | 'desk' | 'deskPace' | 'decided' | 'learned';
  readonly of: AggregateRef;
  /** Document kind for `signing`, medium for `stock`, signatory for `desk` and `deskPace`, unused for `decided`. */
  readonly about: string;
}

/** Writes an aggregate's name as one text, as `application/a-1`. */
export function keyOf(ref: AggregateRef): string {
  return `${ref.kind}/${ref.id}`;
}

/** Reads a name written by {@link keyOf}. */
export function refOf(key: string): AggregateRef {
  const slash = key.indexOf('/');
  return { kind: key.slice(0, slash) as AggregateKind, id: key.slice(slash + 1) };
}
