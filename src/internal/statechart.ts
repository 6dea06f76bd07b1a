import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** Draws the states and moves of one machine; edges between the same two states share one arrow. @internal */
export interface Chart {
  readonly root: Box;
  readonly arrows: readonly Arrow[];
}

/** A state, with those inside it. @internal */
export interface Box {
  readonly id: string;
  readonly name: string;
  readonly kind: 'plain' | 'parallel' | 'final' | 'history';
  readonly initial: string | undefined;
  /** Events taken without leaving the state. */
  readonly inside: readonly string[];
  readonly boxes: readonly Box[];
}

/** Moves from one state to another. @internal */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
}

/** Writes a machine as a Mermaid `stateDiagram-v2`, nested states, guards and eventless moves included. @internal */
export function machineToMermaid(machine: AnyStateMachine): string {
  const { root, arrows } = chartOf(machine);
  const lines = ['stateDiagram-v2'];
  const write = (box: Box, pad: string): void => {
    if (box.boxes.length === 0) {
      lines.push(`${pad}state "${mermaidText(box.name)}" as ${box.id}`);
      for (const line of box.inside) lines.push(`${pad}${box.id}: ${mermaidText(line)}`);
      if (box.kind === 'final') lines.push(`${pad}${box.id} --> [*]`);
      return;
    }
    // A composite state shows no description lines, so its own events go into its title.
    const title = [box.name, ...box.inside].join(' / ');
    lines.push(`${pad}state "${mermaidText(title)}" as ${box.id} {`);
    writeInner(box, `${pad}  `);
    lines.push(`${pad}}`);
  };
  const writeInner = (box: Box, pad: string): void => {
    for (const [i, inner] of box.boxes.entries()) {
      if (box.kind === 'parallel' && i > 0) lines.push(`${pad}--`);
      write(inner, pad);
    }
    if (box.initial !== undefined) lines.push(`${pad}[*] --> ${box.initial}`);
  };
  if (arrows.some((a) => a.from === root.id || a.to === root.id) || root.inside.length > 0) write(root, '  ');
  else writeInner(root, '  ');
  for (const arrow of arrows) {
    lines.push(`  ${arrow.from} --> ${arrow.to}: ${arrow.labels.map(mermaidText).join('<br>')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Reads the states and moves of a machine, but for the events in `leftOut`. @internal */
export function chartOf(machine: AnyStateMachine, leftOut: readonly string[] = []): Chart {
  const arrows = new Map<string, { from: string; to: string; labels: string[] }>();
  const visit = (node: AnyStateNode): Box => {
    const inside: string[] = [];
    for (const [event, transitions] of [...node.transitions, ['', node.always ?? []] as const]) {
      if (leftOut.includes(event)) continue;
      for (const transition of transitions) {
        const guard = guardText(transition.guard);
        const label = [event || (guard ? '' : 'at once'), guard && `[${guard}]`].filter(Boolean).join(' ');
        const targets = transition.target as readonly AnyStateNode[] | undefined;
        if (!targets?.length) {
          inside.push(label);
          continue;
        }
        for (const target of targets) {
          const [from, to] = [idOf(node), idOf(target)];
          const arrow = arrows.get(`${from} ${to}`) ?? { from, to, labels: [] };
          if (!arrow.labels.includes(label)) arrow.labels.push(label);
          arrows.set(`${from} ${to}`, arrow);
        }
      }
    }
    const boxes = Object.values<AnyStateNode>(node.states).map(visit);
    const initial = node.type === 'compound' ? node.initial.target[0] : undefined;
    return {
      id: idOf(node),
      name: node.parent ? node.key : machine.id,
      kind:
        node.type === 'parallel' || node.type === 'final' || node.type === 'history' ? node.type : 'plain',
      initial: initial && idOf(initial),
      inside,
      boxes,
    };
  };
  const root = visit(machine.root);
  return { root, arrows: [...arrows.values()] };
}

// Mermaid reads no dots or dashes in ids, and `state` or `end` are words of its own.
function idOf(node: AnyStateNode): string {
  return ['s', ...node.path].join('_').replace(/[^A-Za-z0-9_]/g, '_');
}

function guardText(guard: unknown): string {
  if (guard === undefined || guard === null) return '';
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'function') {
    const parts = (guard as { guards?: readonly unknown[] }).guards?.map(guardText);
    const word = guard.name.replace(/\d+$/, '');
    if (parts && word === 'not') return `not ${parts[0]}`;
    if (parts) return parts.join(` ${word} `);
    return word && word !== 'guard' ? word : 'condition';
  }
  return String((guard as { type?: unknown }).type ?? 'condition');
}

function mermaidText(text: string): string {
  return text.replaceAll('"', "'").replaceAll(';', ',').replaceAll('\n', ' ');
}
