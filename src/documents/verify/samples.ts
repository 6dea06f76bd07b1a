import { z } from 'zod';
import { applicationCommands } from '../application-commands.js';
import { type ApplicationContext, jobIdOf, requestIdOf } from '../application-context.js';
import type { ApplicationFacts } from '../commitment.js';
import type { ApplicationCommand } from '../messages.js';

/** The part of JSON Schema that payloads are written in. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A payload of a command, without type and head. @internal */
export type Payload = Readonly<Record<string, unknown>>;

/** What payloads are filled in from. @internal */
export interface Setting {
  readonly context: ApplicationContext;
  readonly kind: string;
  readonly at: number;
  readonly day: string;
}

/** Facts under which the same command may lead elsewhere. @internal */
export const factsToTry: readonly ApplicationFacts[] = [
  {},
  { signing: { mode: 'wet' } },
  { signing: { mode: 'held' } },
  { stock: { blanks: 0, ahead: 0 } },
];

const schemas = /* @__PURE__ */ new Map<string, Schema>();

/** The JSON Schema of a command's payload. @internal */
export function jsonSchemaOf(type: ApplicationCommand['type']): object {
  let made = schemas.get(type);
  if (!made) {
    made = z.toJSONSchema(applicationCommands[type], { io: 'input' }) as Schema;
    schemas.set(type, made);
  }
  return made;
}

/**
 * Makes up payloads of a command from its schema: every way to choose among fixed values, each with and without what
 * may be left out. In one group the fuller payload comes first; one accepted stands for the group.
 * @internal
 */
export function payloadsOf(
  type: ApplicationCommand['type'],
  setting: Setting,
): readonly (readonly Payload[])[] {
  const { context } = setting;
  const known: Readonly<Record<string, unknown>> = {
    applicationId: context.id,
    kind: setting.kind,
    requestId: requestIdOf(context),
    jobId: jobIdOf(context),
    since: setting.at,
    at: setting.at,
    // Another file than the one that counts, where one does.
    artifact: context.artifact === null ? 'artifact-1' : 'artifact-2',
  };
  const schema = jsonSchemaOf(type) as Schema;
  const full = objects(schema, known, setting.day, true) as Payload[];
  const bare = objects(schema, known, setting.day, false) as Payload[];
  return full.flatMap((payload, i) => {
    const less = bare[i];
    if (!less || JSON.stringify(less) === JSON.stringify(payload)) return [[payload]];
    // What may be left out decides where an application begins.
    return type === 'application.open' ? [[payload], [less]] : [[payload, less]];
  });
}

function objects(schema: Schema, known: Payload, day: string, full: boolean): Record<string, unknown>[] {
  let made: Record<string, unknown>[] = [{}];
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    const optional = !schema.required?.includes(field);
    const values = valuesOf(field, inner, known, day, full);
    const choices =
      optional && inner.enum ? [undefined, ...values] : optional && !full ? [undefined] : values;
    made = made.flatMap((object) =>
      choices.map((value) => (value === undefined ? object : { ...object, [field]: value })),
    );
  }
  return made;
}

function valuesOf(field: string, schema: Schema, known: Payload, day: string, full: boolean): unknown[] {
  if (Object.hasOwn(known, field)) return [known[field]];
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return [...schema.enum];
  if (schema.anyOf) return schema.anyOf.flatMap((one) => valuesOf(field, one, known, day, full));
  switch (schema.type) {
    case 'object':
      return objects(schema, known, day, full);
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return [Math.max(1, schema.minimum ?? 1)];
    case 'array':
      return [[]];
    case 'null':
      return [null];
    default:
      return [schema.format === 'date' ? day : `${field}-1`];
  }
}
