import { z } from 'zod';
import type { Calendar } from '../../calendar/index.js';
import { dayCountSchema } from '../../internal/day-count.js';
import { lazy } from '../../internal/lazy.js';
import type { Actor } from '../../internal/messages.js';
import { parseOrThrow } from '../../internal/parse.js';
import type { Refusal } from '../../internal/refusal.js';
import type { DayCount } from '../../internal/time.js';
import type { Words } from '../../internal/words.js';
import type { ApplicationFacts } from '../commitment.js';
import type { DocumentKind } from '../kind.js';
import type { ApplicationCommand } from '../messages.js';
import type { LifecycleDecision, LifecycleState } from './types.js';

/** Sets the numbers of an office, and who may do what. */
export interface LifecyclePolicy {
  /** Print attempts before a person has to decide, 1 to 20. Default 3. */
  readonly printAttempts?: number | undefined;
  /** Calendar days in which a returned request can be corrected, 0 to 3650. Default 30. */
  readonly correctionDays?: number | undefined;
  /** How long an application waits for its electronic signature before the pen takes over. Default 5 working days. */
  readonly maxHold?: DayCount | undefined;
  /** How long an application may take before it is put on a person's desk. Default 10 working days. */
  readonly attention?: DayCount | undefined;
  /** Applicants invited for one day when blanks arrive, 1 or more. Default 500. */
  readonly invitationsPerDay?: number | undefined;
  /**
   * Answers whether an actor may give a command: `true`, or the reason why not. It is asked for every command, also for
   * those that your own programs give, and must be pure. Default: everybody may do everything.
   */
  permits?(actor: Actor, command: ApplicationCommand, state: LifecycleState): true | string;
}

/** What a hook is shown before a decision. */
export interface HookRequest<TCommand extends ApplicationCommand = ApplicationCommand> {
  readonly state: LifecycleState;
  readonly command: TCommand;
  readonly facts: ApplicationFacts;
  /**
   * Whether the command is only an example, made up by `allowed`, `verify` or `paths`: a hook that looks into the payload
   * should let it pass.
   */
  readonly example: boolean;
}

/** Says no on the host's behalf. */
export interface HookRefusal {
  /** Why, in one sentence for the person who asked. */
  readonly refuse: string;
}

/** Hooks by the type of the command that they are asked about; one that answers nothing lets it pass. */
export type BeforeDecide = {
  readonly [T in ApplicationCommand['type']]?: (
    request: HookRequest<Extract<ApplicationCommand, { readonly type: T }>>,
  ) => HookRefusal | undefined;
};

/** Lets a host refuse more than the rules do, and look on. A hook cannot allow what the rules refuse. */
export interface LifecycleHooks {
  /** Asked before a decision; must be pure. */
  readonly beforeDecide?: BeforeDecide | undefined;
  /** Told of every answer of `open` and `decide`, refusals too, as for an audit log; not of examples. */
  afterDecide?(answer: LifecycleDecision | Refusal, request: Omit<HookRequest, 'example'>): void;
}

/** Describes the office to {@link createLifecycle}. */
export interface LifecycleConfig {
  readonly calendar: Calendar;
  /** At least one, each made by `defineDocumentKind`. */
  readonly kinds: readonly DocumentKind[];
  /** Which media are cards; those not named are paper, which is not inspected unless its kind says so. */
  readonly media?: readonly { readonly id: string; readonly form: string }[] | undefined;
  /** Who signs electronically for which signatory; a signatory not named signs by hand. */
  readonly signatures?: readonly { readonly id: string; readonly signatory: string }[] | undefined;
  readonly policy?: LifecyclePolicy | undefined;
  readonly hooks?: LifecycleHooks | undefined;
  /** Words that replace the English ones in `explain`, by code. */
  readonly words?: Words | undefined;
  /** `table` (default): compiled from the machine, fast. `xstate`: XState's own `transition()`. */
  readonly engine?: 'table' | 'xstate' | undefined;
}

const schema = /* @__PURE__ */ lazy(() => {
  const text = z.string('must be a text').min(1, 'must not be empty');
  const live = <T>(rule: string, holds: (value: object) => boolean) =>
    z.custom<T>((value) => typeof value === 'object' && value !== null && holds(value), rule);
  const fn = <T>() => z.custom<T>((value) => typeof value === 'function', 'must be a function');
  return z.strictObject({
    calendar: live<Calendar>('must be made by defineCalendar', (value) => 'deadline' in value),
    kinds: z
      .array(live<DocumentKind>('must be made by defineDocumentKind', (kind) => 'serviceStandard' in kind))
      .min(1, 'must name a document kind')
      .refine((kinds) => new Set(kinds.map(({ id }) => id)).size === kinds.length, 'must have unique ids'),
    media: z.array(z.looseObject({ id: text, form: text })).optional(),
    signatures: z
      .array(z.looseObject({ id: text, signatory: text }))
      .refine(
        (all) => new Set(all.map(({ signatory }) => signatory)).size === all.length,
        'must name each signatory once',
      )
      .optional(),
    policy: z
      .strictObject({
        printAttempts: z
          .int('must be a whole number')
          .min(1, 'must be 1 or more')
          .max(20, 'must be 20 or less'),
        maxHold: dayCountSchema().optional(),
        attention: dayCountSchema().optional(),
        invitationsPerDay: z.int('must be a whole number').min(1, 'must be 1 or more').optional(),
        correctionDays: z
          .int('must be a whole number')
          .min(0, 'must be 0 or more')
          .max(3650, 'must be 3650 or less'),
        permits: fn<NonNullable<LifecyclePolicy['permits']>>(),
      })
      .partial()
      .optional(),
    hooks: z
      .strictObject({
        beforeDecide: z.record(text, fn()),
        afterDecide: fn<NonNullable<LifecycleHooks['afterDecide']>>(),
      })
      .partial()
      .optional(),
    words: z.record(z.string(), z.string()).optional(),
    engine: z.enum(['table', 'xstate'], 'must be table or xstate').optional(),
  });
});

/** Checks a configuration; a hook for a command that does not exist is refused. @internal */
export function checkConfig(config: LifecycleConfig, commands: readonly string[]): void {
  const known = schema().superRefine(({ hooks }, context) => {
    for (const type of Object.keys(hooks?.beforeDecide ?? {})) {
      if (commands.includes(type)) continue;
      context.addIssue({
        code: 'custom',
        path: ['hooks', 'beforeDecide', type],
        message: 'must be the type of a command',
      });
    }
  });
  parseOrThrow(known as z.ZodType<unknown>, config, 'lifecycle');
}
