import { describe, expect, test } from 'vitest';
import { and, not, setup } from 'xstate';
import { machineToMermaid, machineToSvg } from '../../scripts/lib/statechart.js';

const machine = setup({ guards: { ready: () => true, late: () => false } }).createMachine({
  id: 'door',
  initial: 'closed',
  on: { 'door.broken': '.gone' },
  states: {
    closed: {
      on: {
        'door.opened': { guard: and(['ready', not('late')]), target: 'open' },
        'bell.rung': {},
      },
    },
    open: {
      initial: 'wide',
      states: { wide: { always: { guard: 'late', target: 'ajar' } }, ajar: {} },
      on: { 'door.closed': 'closed', 'door.slammed': 'closed' },
    },
    gone: { type: 'final' },
  },
});

describe('statecharts', () => {
  test('show nested states, guards, eventless and inner moves as Mermaid', () => {
    expect(machineToMermaid(machine)).toBe(`stateDiagram-v2
  state "door" as s {
    state "closed" as s_closed
    s_closed: bell.rung
    state "open" as s_open {
      state "wide" as s_open_wide
      state "ajar" as s_open_ajar
      [*] --> s_open_wide
    }
    state "gone" as s_gone
    s_gone --> [*]
    [*] --> s_closed
  }
  s --> s_gone: door.broken
  s_closed --> s_open: door.opened [ready and not late]
  s_open --> s_closed: door.closed<br>door.slammed
  s_open_wide --> s_open_ajar: [late]
`);
  });

  test('are drawn in the colours of their page, the same each time', async () => {
    const svg = await machineToSvg(machine, 'A door');
    expect(svg).toBe(await machineToSvg(machine, 'A door'));
    expect(svg).toContain('aria-label="A door"');
    for (const label of ['closed', 'door.slammed', '[late]', 'bell.rung', 'door.broken'])
      expect(svg).toContain(label);
    expect(svg).not.toMatch(/"(black|white|#000000)"/);
  });
});
