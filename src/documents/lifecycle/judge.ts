import { z } from 'zod';
import { show } from '../../internal/errors.js';
import { commandHead } from '../../internal/messages.js';
import type { Outcome } from '../../internal/outcome.js';
import { describeHidden, toIssues } from '../../internal/parse.js';
import { type Refusal, refuse } from '../../internal/refusal.js';
import { type ApplicationDecider, type ApplicationState, commandsIn } from '../application.js';
import { applicationCommands } from '../application-commands.js';
import type { ApplicationFacts } from '../commitment.js';
import type { ApplicationCommand, ApplicationEffect, ApplicationEvent } from '../messages.js';
import type { BeforeDecide, HookRefusal, HookRequest, LifecycleConfig } from './config.js';
import type { LifecycleState } from './types.js';

/** Answers as a decider does, after the host's policy and hooks. @internal */
export type Judge = (
  decider: ApplicationDecider,
  state: LifecycleState,
  command: ApplicationCommand,
  facts: ApplicationFacts,
  how: { readonly example: boolean; readonly anybody?: boolean },
) => Outcome<ApplicationEvent, ApplicationEffect, ApplicationState>;

/** Puts policy and hooks before a decider: they can refuse, and nothing else. @internal */
export function judgeOf({ policy, hooks }: LifecycleConfig): Judge {
  const before: BeforeDecide = hooks?.beforeDecide ?? {};
  return (decider, state, command, facts, { example, anybody }) => {
    const no = (code: 'not-permitted' | 'hook-refused', reason: string) =>
      refuse(code, command.type, state.state, commandsIn(state.state), reason);
    const permitted = anybody ? true : (policy?.permits?.(command.by, command, state) ?? true);
    if (permitted !== true) return no('not-permitted', permitted);
    const hook = before[command.type] as ((request: HookRequest) => HookRefusal | undefined) | undefined;
    const refused = hook?.({ state, command, facts, example });
    if (refused) return no('hook-refused', refused.refuse);
    return decider.decide(state, command, facts);
  };
}

const parsers = /* @__PURE__ */ new Map<string, z.ZodType>();

/** Parses a command that may have come from a form. @internal */
export function readCommand(
  input: ApplicationCommand,
  state: LifecycleState,
): { readonly ok: true; readonly command: ApplicationCommand } | Refusal {
  const type = String((input as { type?: unknown } | null | undefined)?.type);
  const allowed = commandsIn(state.state);
  if (!Object.hasOwn(applicationCommands, type)) {
    return refuse('unknown-command', type, state.state, allowed, `no command is called '${type}'`);
  }
  let parser = parsers.get(type);
  if (!parser) {
    const { shape } = applicationCommands[type as ApplicationCommand['type']] as z.ZodObject;
    parser = z.strictObject({ ...commandHead.shape, ...shape, type: z.literal(type) });
    parsers.set(type, parser);
  }
  const parsed = parser.safeParse(input);
  const issues = parsed.success
    ? input.applicationId === state.context.id
      ? []
      : [{ field: 'applicationId', rule: `must be '${state.context.id}'`, value: input.applicationId }]
    : // What stands in the place of a person may be somebody's number.
      toIssues(parsed.error, input).map((issue) =>
        /^(applicant|collector|\(whole\))/.test(issue.field)
          ? { ...issue, value: describeHidden(issue.value) }
          : issue,
      );
  if (parsed.success && issues.length === 0) return { ok: true, command: parsed.data as ApplicationCommand };
  const message = issues.map(({ field, rule, value }) => `${field}: ${rule}, got ${show(value)}`).join('; ');
  return refuse('invalid-command', type, state.state, allowed, message, issues);
}
