import { z } from 'zod';
import {
  applicationCommands,
  applicationEffects,
  applicationEvents,
  personCommands,
  personEffects,
  personEvents,
} from '../documents/index.js';
import { LoketError, show } from '../internal/errors.js';
import { commandHead } from '../internal/messages.js';
import { describeHidden, toIssues } from '../internal/parse.js';
import { type Refusal, type RefusalCode, refusalCodes, refuse } from '../internal/refusal.js';
import { centreCommands, centreEffects, centreEvents } from '../printing/index.js';
import { queueCommands, queueEffects, queueEvents } from '../queue/index.js';
import {
  deskCommands,
  deskEffects,
  deskEvents,
  signerCommands,
  signerEffects,
  signerEvents,
} from '../signing/index.js';
import type { AggregateKind, OfficeCommand } from './aggregates.js';

// `document.discard` is a command of the centre and an effect of an application; commands are told apart by the
// aggregate that takes them.
const commandsByAggregate = {
  application: applicationCommands,
  queue: queueCommands,
  signer: signerCommands,
  desk: deskCommands,
  centre: centreCommands,
  person: personCommands,
} as const satisfies Record<AggregateKind, Record<string, z.ZodType>>;
const eventsByAggregate = {
  application: applicationEvents,
  queue: queueEvents,
  signer: signerEvents,
  desk: deskEvents,
  centre: centreEvents,
  person: personEvents,
} as const;
const effectsByAggregate = {
  application: applicationEffects,
  queue: queueEffects,
  signer: signerEffects,
  desk: deskEffects,
  centre: centreEffects,
  person: personEffects,
} as const;

const takers = new Map<string, AggregateKind>();
for (const [kind, commands] of Object.entries(commandsByAggregate)) {
  for (const type of Object.keys(commands)) takers.set(type, kind as AggregateKind);
}

/** Finds the kind of aggregate that takes a command; `undefined` for an unknown command. @internal */
export function takerOf(type: string): AggregateKind | undefined {
  return takers.get(type);
}

/** Every kind of aggregate. @internal */
export const aggregateKinds = Object.keys(commandsByAggregate) as readonly AggregateKind[];

/** Lists every command type of a kind of aggregate. @internal */
export function commandTypes(kind: AggregateKind): readonly string[] {
  return Object.keys(commandsByAggregate[kind]);
}

const parsers = new Map<string, z.ZodType>();
function parserOf(type: string, kind: AggregateKind): z.ZodType {
  const known = parsers.get(type);
  if (known) return known;
  const schema = (commandsByAggregate[kind] as Record<string, z.ZodObject>)[type];
  if (!schema) throw new LoketError('invalid-data', `command '${type}' has no schema`);
  const parser = z.strictObject({ ...commandHead.shape, ...schema.shape, type: z.literal(type) });
  parsers.set(type, parser);
  return parser;
}

/**
 * Parses a command that came from outside, as from a kiosk or a message queue.
 *
 * @param input - anything
 * @returns the command, or a refusal with code `unknown-command` or `invalid-command` whose issues name field, rule
 * and value
 *
 * @example
 * ```ts
 * import { parseCommand } from 'loket/office';
 *
 * const parsed = parseCommand({ type: 'ticket.callNext', id: 'c-1', at: 0, by: { id: 'ani', role: 'officer' } });
 * parsed.ok ? '' : parsed.issues?.[0]?.field; //=> 'counter'
 * ```
 */
export function parseCommand(
  input: unknown,
): { readonly ok: true; readonly command: OfficeCommand } | Refusal {
  const type = (input as { type?: unknown } | null | undefined)?.type;
  const kind = typeof type === 'string' ? takers.get(type) : undefined;
  if (typeof type !== 'string' || !kind) {
    const named = typeof type === 'string' ? type : '(none)';
    return refuse('unknown-command', named, 'unread', [...takers.keys()], `no command is called '${named}'`);
  }
  const parsed = parserOf(type, kind).safeParse(input);
  if (parsed.success) return { ok: true, command: parsed.data as OfficeCommand };
  // What stands in the place of a person, or under a name that no command has, may be somebody's number.
  const issues = toIssues(parsed.error, input).map((issue) =>
    /^(applicant|collector|\(whole\))/.test(issue.field)
      ? { ...issue, value: describeHidden(issue.value) }
      : issue,
  );
  const message = issues.map(({ field, rule, value }) => `${field}: ${rule}, got ${show(value)}`).join('; ');
  return refuse('invalid-command', type, 'unread', [type], message, issues);
}

/** Describes one message of the catalogue. */
export interface CatalogueEntry {
  readonly type: string;
  /** The kind of aggregate that takes it (a command) or tells it (an event, an effect). */
  readonly aggregate: AggregateKind;
  readonly description: string;
  readonly audience: 'person' | 'system';
  readonly stability: string;
  /** JSON Schema of the payload. */
  readonly schema: unknown;
}

/** Lists every message of an office. */
export interface Catalogue {
  readonly commands: readonly CatalogueEntry[];
  readonly events: readonly CatalogueEntry[];
  readonly effects: readonly CatalogueEntry[];
  readonly refusals: readonly { readonly code: RefusalCode; readonly description: string }[];
}

function entries(byAggregate: Record<AggregateKind, Record<string, z.ZodType>>): CatalogueEntry[] {
  return Object.entries(byAggregate).flatMap(([aggregate, messages]) =>
    Object.entries(messages).map(([type, schema]) => {
      const meta = schema.meta() ?? {};
      return {
        type,
        aggregate: aggregate as AggregateKind,
        description: String(meta.description ?? ''),
        audience: meta.audience === 'system' ? ('system' as const) : ('person' as const),
        stability: String(meta.stability ?? 'experimental'),
        schema: z.toJSONSchema(schema),
      };
    }),
  );
}

/**
 * Makes the catalogue of commands, events, effects and refusals, each with its JSON Schema, from the schemas that the
 * office itself parses with.
 *
 * @example
 * ```ts
 * import { catalogue } from 'loket/office';
 *
 * catalogue().commands.some((command) => command.type === 'ticket.issue'); //=> true
 * ```
 */
export function catalogue(): Catalogue {
  return {
    commands: entries(commandsByAggregate),
    events: entries(eventsByAggregate),
    effects: entries(effectsByAggregate),
    refusals: Object.entries(refusalCodes).map(([code, description]) => ({
      code: code as RefusalCode,
      description,
    })),
  };
}
