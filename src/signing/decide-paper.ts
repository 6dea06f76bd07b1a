import type { CommandHead, OfType } from '../internal/messages.js';
import type { DeskConfig } from './desk-config.js';
import type { DeskCommand, DeskEffect } from './desk-messages.js';
import type { DeskState } from './desk-state.js';
import { accept, batchesLeft, type DeskOutcome, lineGrew, refuser } from './desk-steps.js';
import { parsePaperCode } from './paper-code.js';

type Command<T extends DeskCommand['type']> = OfType<DeskCommand, T>;

/** Puts a paper on the desk. @internal */
export function receive(config: DeskConfig, desk: DeskState, command: Command<'paper.receive'>): DeskOutcome {
  const { at, applicationId, kind, promised } = command;
  if (desk.papers[applicationId]) {
    const { no } = refuser(desk, command.type);
    return no('already-exists', `the paper of '${applicationId}' is on the desk already`);
  }
  return accept(
    [{ type: 'paper.received', at, applicationId, kind, ...(promised === undefined ? {} : { promised }) }],
    lineGrew(config, desk, at, 1),
  );
}

/** Takes a paper off the desk. @internal */
export function withdraw(
  config: DeskConfig,
  desk: DeskState,
  command: Command<'paper.withdraw'>,
): DeskOutcome {
  const { at, applicationId } = command;
  if (!desk.papers[applicationId]) return notHere(desk, command, applicationId);
  return accept([
    { type: 'paper.withdrawn', at, applicationId },
    ...batchesLeft(config, desk, at, new Map([[applicationId, 'taken']])),
  ]);
}

/** Reports papers signed, wherever they are. @internal */
export function sign(config: DeskConfig, desk: DeskState, command: Command<'paper.signed'>): DeskOutcome {
  const { at } = command;
  const ids = [...new Set(command.applicationIds)];
  const missing = ids.find((id) => !desk.papers[id]);
  if (missing !== undefined) return notHere(desk, command, missing);
  const left = new Map(ids.map((id) => [id, 'signed'] as const));
  return accept(
    [
      ...ids.map((applicationId) => ({ type: 'paper.signed' as const, at, applicationId })),
      ...batchesLeft(config, desk, at, left),
    ],
    ids.map((applicationId) => ({ type: 'wetSignature.made', applicationId })),
  );
}

/** Reports a paper that came back, by its code. @internal */
export function scan(config: DeskConfig, desk: DeskState, command: Command<'paper.scan'>): DeskOutcome {
  const { at, code, unsigned } = command;
  const { no, broken } = refuser(desk, command.type);
  const parsed = parsePaperCode(code);
  if (!parsed.ok && parsed.reason === 'check') {
    return broken('code', 'must be scanned again, because its check is wrong', code);
  }
  if (!parsed.ok || parsed.of !== 'paper') return broken('code', 'must be the code of a paper', code);
  const { id: applicationId } = parsed;
  const paper = desk.papers[applicationId];
  if (!paper) return notHere(desk, command, applicationId);

  if (unsigned !== undefined) {
    if (paper.place === 'waiting') {
      return no(
        'not-possible',
        `the paper of '${applicationId}' waits already, so it cannot come back unsigned`,
      );
    }
    return accept(
      [
        { type: 'paper.sentBack', at, applicationId, reason: unsigned },
        ...batchesLeft(config, desk, at, new Map([[applicationId, 'unsigned']])),
      ],
      lineGrew(config, desk, at, 1),
    );
  }
  const made: DeskEffect = { type: 'wetSignature.made', applicationId };
  // Whoever scans it has it in the hand, which is what checking back asks for.
  const checked: DeskEffect[] = config.checkedBack?.includes(paper.kind)
    ? [{ type: 'wetSignature.checked', applicationId }]
    : [];
  return accept(
    [
      { type: 'paper.signed', at, applicationId },
      ...batchesLeft(config, desk, at, new Map([[applicationId, 'signed']])),
    ],
    [made, ...checked],
  );
}

/** Reports that a paper cannot be found. @internal */
export function lose(config: DeskConfig, desk: DeskState, command: Command<'paper.lost'>): DeskOutcome {
  const { at, applicationId, reason, by } = command;
  const paper = desk.papers[applicationId];
  if (!paper) return notHere(desk, command, applicationId);
  if (paper.place === 'lost') {
    const { no } = refuser(desk, command.type);
    return no('not-possible', `the paper of '${applicationId}' is lost already: ${paper.reason}`);
  }
  return accept([
    { type: 'paper.lost', at, applicationId, reason, by: by.id },
    ...batchesLeft(config, desk, at, new Map([[applicationId, 'taken']])),
  ]);
}

function notHere(
  desk: DeskState,
  { type }: CommandHead & { readonly type: string },
  id: string,
): DeskOutcome {
  return refuser(desk, type).no('not-found', `no paper of '${id}' is on the desk`);
}
