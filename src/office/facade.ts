import type { IdentityScheme } from '../documents/index.js';
import { issuesError, LoketError } from '../internal/errors.js';
import type { Actor } from '../internal/messages.js';
import { type Refusal, refuse } from '../internal/refusal.js';
import type { EpochMs } from '../internal/time.js';
import type { AggregateKind, CommandBody, OfficeCommand, OfficeEvent, StateByKind } from './aggregates.js';
import type { OfficeCore } from './core.js';
import type { Engine } from './engine.js';
import { parseCommand } from './messages.js';
import type { Clock, HandoverCodes, Policy } from './ports.js';
import type { Sent } from './writer.js';

/** An instant: epoch milliseconds, or ISO 8601 text with an offset, as `2019-07-17T08:00+07:00`. */
export type Instant = EpochMs | string;

/** Sets how one command is given. */
export interface CommandOptions {
  /** Id of the command; repeating it returns the first outcome. Default: a new one. */
  readonly commandId?: string;
  /** Takes the command back if it is aborted before its turn comes. */
  readonly signal?: AbortSignal;
}

/** What the rooms of the facade share. @internal */
export interface FacadeContext {
  readonly core: OfficeCore;
  readonly engine: Pick<Engine, 'send' | 'sendMany' | 'get' | 'list'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly policy: Policy;
  /** Recognises identity numbers, which must not be used as references to people. */
  readonly identity: IdentityScheme<unknown> | undefined;
  readonly handover: HandoverCodes | undefined;
}

/** Reads an aggregate's state. @internal */
export async function read<K extends AggregateKind>(
  { engine }: FacadeContext,
  kind: K,
  id: string,
): Promise<{ readonly state: StateByKind[K]; readonly revision: number }> {
  const { state, revision } = await engine.get({ kind, id });
  return { state: state as StateByKind[K], revision };
}

/** Gives a command and answers with what it came to, refusals included. @internal */
export async function attempt(
  context: FacadeContext,
  actor: Actor,
  body: CommandBody,
  options: CommandOptions = {},
): Promise<Sent> {
  const ready = await prepare(context, actor, body, options.commandId);
  return ready.ok ? context.engine.send(ready.command, options) : ready;
}

/** Gives commands in order, many with one wait for the store. @internal */
export async function attemptMany(
  context: FacadeContext,
  actor: Actor,
  given: readonly { readonly body: CommandBody; readonly commandId: string }[],
): Promise<readonly Sent[]> {
  const ready: Awaited<ReturnType<typeof prepare>>[] = [];
  for (const { body, commandId } of given) ready.push(await prepare(context, actor, body, commandId));
  const commands = ready.flatMap((one) => (one.ok ? [one.command] : []));
  const sent = (await context.engine.sendMany(commands)).values();
  return ready.map((one) => (one.ok ? (sent.next().value as Sent) : one));
}

/** Reads a command and asks the policy. */
async function prepare(
  context: FacadeContext,
  actor: Actor,
  body: CommandBody,
  commandId: string | undefined,
): Promise<{ readonly ok: true; readonly command: OfficeCommand } | Refusal> {
  const { core, engine, clock, newId, policy } = context;
  const input = { ...withoutUndefined(body), id: commandId ?? newId(), at: clock.now(), by: actor };
  const parsed = parseCommand(input);
  if (!parsed.ok) return parsed;
  const { command } = parsed;
  const leak = identityIn(command, context.identity);
  if (leak) return leak;
  const allowed = await policy.allows({ actor, command });
  const ref = core.target(command);
  // What no aggregate would take needs no permission to be refused.
  if (allowed === true || !ref || core.admit(ref, command)) return { ok: true, command };
  const { state } = await engine.get(ref);
  return refuse('not-permitted', command.type, core.describe(ref.kind, state), [], allowed);
}

/** References go into journals and logs, so an identity number in the place of one is refused, and masked. */
function identityIn(
  command: OfficeCommand,
  scheme: IdentityScheme<unknown> | undefined,
): Refusal | undefined {
  for (const field of ['applicant', 'collector'] as const) {
    const person = (command as { readonly [key in typeof field]?: { readonly ref: string } })[field];
    const parsed = person && scheme?.parse(person.ref);
    if (!parsed?.ok) continue;
    const rule = `must be a reference of yours, not an identity number (${scheme?.id})`;
    const issue = { field: `${field}.ref`, rule, value: scheme?.mask(parsed.value) };
    return refuse('invalid-command', command.type, 'unread', [command.type], `${issue.field}: ${rule}`, [
      issue,
    ]);
  }
  return undefined;
}

/** Gives a command and returns its events, or throws its refusal. @internal */
export async function give(
  context: FacadeContext,
  actor: Actor,
  body: CommandBody,
  options?: CommandOptions,
): Promise<readonly OfficeEvent[]> {
  const sent = await attempt(context, actor, body, options);
  return sent.ok ? sent.events : thrown(sent);
}

/** Throws a refusal. @internal */
export function thrown(refusal: Refusal): never {
  const { command, state, message } = refusal;
  throw new LoketError('refused', `${command} refused in '${state}': ${message}`, { refusal });
}

/** Says that a thing that was asked for by name is not there. @internal */
export function notFound(asked: string, what: string): never {
  const refusal = refuse(
    'not-found',
    asked,
    'unknown',
    [asked.replace('.get', '.find')],
    `no ${what} exists`,
  );
  throw new LoketError('refused', `${asked} refused: ${refusal.message}`, { refusal });
}

/** Reads an instant. @internal */
export function instant(field: string, value: Instant): EpochMs {
  if (typeof value === 'number' && Number.isFinite(value)) return Math.round(value);
  const text = String(value);
  const at = /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw issuesError('invalid-data', 'instant', [
    { field, rule: 'must be epoch milliseconds or ISO 8601 text with an offset', value },
  ]);
}

function withoutUndefined(body: CommandBody): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
