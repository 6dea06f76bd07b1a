import { z } from 'zod';
import { lazy } from '../internal/lazy.js';
import { count, countFromOne, epochMs, idText, localDate, reasonText } from '../internal/messages.js';

/** @internal */
export const ticketId = idText;
/** @internal */
export const applicant = /* @__PURE__ */ lazy(() => z.strictObject({ ref: idText, area: idText.optional() }));
/** @internal */
export const priority = /* @__PURE__ */ lazy(() =>
  z
    .strictObject({
      reason: idText.describe('A reason that one of the classes names, as `elderly`.'),
      note: reasonText.optional(),
    })
    .describe('The lawful reason for which somebody is called earlier.'),
);
/** @internal */
export const placeName = /* @__PURE__ */ lazy(() =>
  z
    .enum(['keep', 'front', 'back'])
    .describe(
      'Where it waits: by the time it waited from, before everybody of its class, or as if it came now.',
    ),
);
/** @internal */
export const mode = /* @__PURE__ */ lazy(() =>
  z.enum(['electronic', 'held', 'wet']).describe('How documents of a kind are signed now.'),
);

const credits = /* @__PURE__ */ lazy(() =>
  z
    .record(z.string(), count)
    .describe('What each class has saved up of its share, in millionths of a start.'),
);

/** A forecast as it was told. @internal */
export const expected = /* @__PURE__ */ lazy(() =>
  z.strictObject({
    at: epochMs,
    p10Ms: count.describe('One in ten waits is shorter.'),
    p50Ms: count,
    p90Ms: count.describe('One in ten waits is longer.'),
    bucket: z.string().describe('Waits that are calibrated together.'),
    calibrated: z.boolean(),
  }),
);

/** Where a ticket waits from now on, and what that costs and promises. @internal */
export const place = /* @__PURE__ */ lazy(() =>
  z.strictObject({
    service: idText,
    class: idText,
    ready: z.int().describe('When it began to wait, or its slot.'),
    key: z.number().describe('When it is due: the time it waits from and its class’s target.'),
    told: z
      .array(z.strictObject({ pool: z.string(), starts: count, since: count, renewals: count }))
      .describe('The bounds told: at most so many service starts of a pool before its own.'),
    spent: z
      .array(z.strictObject({ pool: z.string(), left: count }))
      .describe('Pools in which it stands before others, and what is left of their allowance for that.'),
    expected: expected().nullable().describe('The wait that is told.'),
  }),
);

/** @internal */
export const callShape = /* @__PURE__ */ lazy(() => ({
  counter: idText,
  pool: z.string().describe('The services that the counter offers, which name its pool.'),
  starts: countFromOne.describe('Service starts of the pool so far, with this one.'),
  reason: z.enum(['due', 'share', 'appointment', 'manual']).describe('Why this ticket.'),
  overtook: count.describe('How many who waited longer stay behind.'),
  credits: credits(),
  left: count.describe('What is left of the pool’s allowance for calls out of turn.'),
  told: z
    .strictObject({ starts: count, used: count })
    .nullable()
    .describe('The bound that was told for this pool, and how many starts came before.'),
}));

/** A ticket on its way to another day. @internal */
export const arrival = /* @__PURE__ */ lazy(() => ({
  ticketId,
  to: localDate,
  from: localDate,
  number: z.string(),
  kind: idText,
  service: idText,
  class: idText,
  priority: priority().nullable(),
  applicant: idText,
  applicationId: idText,
  later: z.array(z.strictObject({ kind: idText, service: idText, applicationId: idText })),
  ready: z.int(),
  appointmentAt: epochMs.nullable(),
  issuedAt: epochMs,
  cause: idText.describe('Why it was moved.'),
}));
