import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { lazy } from '../../internal/lazy.js';
import { faultSchema } from './options.js';
import type { VirtualMachine } from './virtual-machine.js';

const order = lazy(() =>
  z.strictObject({
    printer: z.string(),
    load: z.strictObject({ blanks: z.int().min(0).optional(), ribbon: z.int().min(0).optional() }).optional(),
    fault: faultSchema().optional(),
    clear: z.boolean().optional(),
  }),
);

/** Tells whether a request carries the token. @internal */
export function mayControl(authorization: string | undefined, token: string): boolean {
  return isThat(authorization, `Bearer ${token}`);
}

/** Tells whether a request carries user and password, RFC 7617. @internal */
export function carries(
  authorization: string | undefined,
  { user, password }: { readonly user: string; readonly password: string },
): boolean {
  return isThat(authorization, `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
}

function isThat(text: string | undefined, wanted: string): boolean {
  const given = Buffer.from(text ?? '');
  const right = Buffer.from(wanted);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Does what a person at the printer, or bad luck, would do; returns what is wrong with an order. @internal */
export function control(
  machines: ReadonlyMap<string, VirtualMachine>,
  body: string,
  now: number,
): string | undefined {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return 'the body must be JSON';
  }
  const { data, error } = order().safeParse(given);
  if (!data) return z.prettifyError(error);
  const machine = machines.get(data.printer);
  if (!machine) return `no printer is called '${data.printer}'`;
  if (data.load) {
    const { blanks = 0, ribbon = 0 } = data.load;
    machine.load({ blanks, ribbon }, now);
  }
  if (data.clear) machine.clear();
  if (data.fault) machine.arm(data.fault);
  return undefined;
}
