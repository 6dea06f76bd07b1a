import { type ApplicationView, createOffice, type Office, type OfficeEvent } from 'loket';
import { applicationMachine } from 'loket/documents';
import type { CommandBody, OfficeCommand } from 'loket/office';
import { assertType, expectTypeOf, test } from 'vitest';
import { createActor } from 'xstate';

const office = {} as Office;

test('only a person can give commands; the office itself can be read', () => {
  expectTypeOf(office.queue).not.toHaveProperty('issue');
  expectTypeOf(office.as({ id: 'ani', role: 'officer' }).queue).toHaveProperty('issue');
  expectTypeOf(office.documents.get).returns.resolves.toEqualTypeOf<ApplicationView>();
  expectTypeOf(office.documents.find).returns.resolves.toEqualTypeOf<ApplicationView | undefined>();
});

test('events, commands and command bodies are unions told apart by their type', () => {
  type Called = Extract<OfficeEvent, { type: 'ticket.called' }>;
  expectTypeOf<Called['counter']>().toEqualTypeOf<string>();
  type Pass = Extract<OfficeCommand, { type: 'application.pass' }>;
  expectTypeOf<Pass['at']>().toEqualTypeOf<number>();
  assertType<CommandBody>({ type: 'ticket.callNext', counter: 'A' });
  // @ts-expect-error a counter is needed
  assertType<CommandBody>({ type: 'ticket.callNext' });
});

test('a machine of ours runs in the host’s createActor with typed events', () => {
  const actor = createActor(applicationMachine, { input: { id: 'a-1' } });
  expectTypeOf(actor.getSnapshot().context.id).toEqualTypeOf<string>();
  // @ts-expect-error no such event
  actor.send({ type: 'application.vanished', at: 0 });
});

test('an office needs a calendar and document kinds', () => {
  // @ts-expect-error both are missing
  createOffice({});
});
