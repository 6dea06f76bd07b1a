import { z } from 'zod';
import { LoketError } from '../internal/errors.js';
import { lazy } from '../internal/lazy.js';
import { count, epochMs, idText, localDate } from '../internal/messages.js';
import { parseOrThrow } from '../internal/parse.js';
import { firstState } from './first-state.js';
import { learnedSchema, priorsSchema } from './forecast/learned-schema.js';
import type { FullQueueConfig } from './queue-config.js';
import { expected, mode, priority } from './queue-schemas.js';
import { counterTable, dayTable, type QueueState, ticketTable } from './queue-state.js';
import { initialTicket } from './ticket-context.js';

const rest = (leaves: readonly string[]) => z.enum(leaves as [string, ...string[]]);

const schema = /* @__PURE__ */ lazy(() => {
  const request = z.strictObject({ kind: idText, service: idText, applicationId: idText });
  const told = z.strictObject({ pool: z.string(), starts: count, since: count, renewals: count });
  const context = z.strictObject({
    id: idText,
    number: z.string(),
    sequence: count,
    service: idText,
    kind: idText,
    applicant: idText,
    applicationId: idText,
    later: z.array(request),
    class: idText,
    priority: priority().nullable(),
    appointmentAt: epochMs.nullable(),
    issuedAt: epochMs,
    ready: z.number(),
    key: z.number(),
    told: z.array(told),
    expected: expected().nullable(),
    why: z
      .strictObject({
        reason: z.enum(['due', 'share', 'appointment', 'manual']),
        overtook: count,
        note: z.string().nullable(),
        by: idText.nullable(),
      })
      .nullable(),
    calledAt: epochMs.nullable(),
    arrivedAt: epochMs.nullable(),
    counter: idText.nullable(),
    recalls: count,
    recalledAt: epochMs.nullable(),
    misses: count,
    aside: z.string().nullable(),
    otherDay: localDate.nullable(),
    endedAt: epochMs.nullable(),
  });
  const counter = z.strictObject({
    id: idText,
    services: z.array(idText),
    pool: z.string(),
    autoCall: z.boolean(),
    reason: z.string().nullable(),
    since: epochMs.nullable(),
  });
  const pool = z.strictObject({
    services: z.array(idText),
    starts: count,
    credits: z.record(z.string(), count),
    left: count,
    renewals: count,
  });
  return z.strictObject({
    v: z.literal(2),
    day: localDate,
    doors: z.strictObject({
      state: rest(dayTable().leaves),
      context: z.strictObject({ reason: z.string().nullable(), since: epochMs.nullable() }),
    }),
    numbers: z.record(z.string(), count),
    sequence: count,
    tickets: z.record(z.string(), z.strictObject({ state: rest(ticketTable().leaves), context })),
    active: z.record(z.string(), idText),
    counters: z.record(z.string(), z.strictObject({ state: rest(counterTable().leaves), context: counter })),
    serving: z.record(z.string(), idText),
    pools: z.record(z.string(), pool),
    signing: z.record(
      z.string(),
      z.strictObject({ mode: mode(), since: epochMs, until: epochMs.nullable() }),
    ),
    learned: learnedSchema(),
    priors: priorsSchema(),
  }) satisfies z.ZodType<QueueState>;
});

const old = /* @__PURE__ */ lazy(() => {
  const ticket = z.looseObject({
    state: z.string(),
    context: z.looseObject({ id: idText, issuedAt: epochMs, service: idText }),
  });
  return z.looseObject({ v: z.literal(1), day: localDate, tickets: z.record(z.string(), ticket) });
});

/**
 * Reads a queue as it was stored: migrated, and refused where a field is missing.
 *
 * @throws LoketError with code `unknown-version` or `invalid-data`
 * @internal
 */
export function readQueue(raw: unknown, config: FullQueueConfig): QueueState {
  const { v } = parseOrThrow(z.looseObject({ v: count }), raw, 'stored queue', 'invalid-data');
  if (v !== 1 && v !== 2) {
    throw new LoketError('unknown-version', `a stored queue of version ${v} cannot be read`, {
      issues: [{ field: 'v', rule: 'must be 1, 2', value: v }],
    });
  }
  const present = v === 1 ? fromFirst(raw, config) : raw;
  return parseOrThrow(schema(), structuredClone(present), 'stored queue', 'invalid-data');
}

/** Version 1 was first come first served: one class, every counter open, and no forecast. */
function fromFirst(raw: unknown, config: FullQueueConfig): unknown {
  const { tickets, waiting: _, ...kept } = parseOrThrow(old(), raw, 'stored queue', 'invalid-data');
  const { id: plain, targetMs } = config.classes.everybodyElse;
  return {
    ...firstState(config, kept.day),
    ...kept,
    v: 2,
    tickets: Object.fromEntries(
      Object.entries(tickets).map(([id, ticket]) => [
        id,
        {
          state: ticket.state,
          context: {
            ...initialTicket(id),
            class: plain,
            ready: ticket.context.issuedAt,
            key: ticket.context.issuedAt + targetMs,
            ...ticket.context,
          },
        },
      ]),
    ),
  };
}
