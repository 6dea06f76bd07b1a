import { render } from 'state-machine-cat';
import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** Draws the states and moves of one machine; edges between the same two states share one arrow. */
interface Chart {
  readonly root: Box;
  readonly arrows: readonly Arrow[];
}

interface Box {
  readonly id: string;
  readonly name: string;
  readonly kind: 'plain' | 'parallel' | 'final' | 'history';
  readonly initial: string | undefined;
  /** Events taken without leaving the state. */
  readonly inside: readonly string[];
  readonly boxes: readonly Box[];
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
}

/** Writes a machine as a Mermaid `stateDiagram-v2`, nested states, guards and eventless moves included. */
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

/**
 * Draws a machine as SVG in the colours of the page around it; a file on its own follows the reader's theme. Events
 * named in `leftOut` are not drawn: moves that start nearly everywhere bury the rest.
 */
export async function machineToSvg(
  machine: AnyStateMachine,
  title: string,
  leftOut: readonly string[] = [],
): Promise<string> {
  const { root, arrows } = chartOf(machine, leftOut);
  const outer = arrows.some((a) => a.from === root.id || a.to === root.id) || root.inside.length > 0;
  let count = 0;
  const nextId = () => count++;
  const inner = smcatOf(root, nextId);
  const transitions = arrows.map((a) => ({
    id: nextId(),
    from: a.from,
    to: a.to,
    label: a.labels.join('\n'),
  }));
  const statemachine = outer
    ? { states: [{ name: root.id, ...bodyOf(root, nextId) }], transitions }
    : { states: inner?.states ?? [], transitions: [...(inner?.transitions ?? []), ...transitions] };
  // The typings want a complete tree, but the renderer fills in what is left out.
  const drawn = await render(statemachine as never, {
    inputType: 'json',
    outputType: 'svg',
    direction: 'top-down',
    engine: 'dot',
  });
  return themed(String(drawn), title);
}

interface SmcatMachine {
  readonly states: readonly unknown[];
  readonly transitions: readonly unknown[];
}

function smcatOf(box: Box, nextId: () => number): SmcatMachine | undefined {
  if (box.boxes.length === 0) return undefined;
  const states: unknown[] = box.boxes.map((b) => ({ name: b.id, ...bodyOf(b, nextId) }));
  if (box.initial === undefined) return { states, transitions: [] };
  const start = `${box.id}_initial`;
  return {
    states: [{ name: start, type: 'initial' }, ...states],
    transitions: [{ id: nextId(), from: start, to: box.initial }],
  };
}

function bodyOf(box: Box, nextId: () => number): object {
  const statemachine = smcatOf(box, nextId);
  return {
    // An ending keeps its name: a bare bull's eye would not tell `collected` from `cancelled`.
    type: box.kind === 'parallel' ? 'parallel' : box.kind === 'history' ? 'history' : 'regular',
    label: box.kind === 'final' ? `${box.name} \u25c9` : box.name,
    ...(box.inside.length > 0 && { actions: box.inside.map((body) => ({ type: 'activity', body })) }),
    ...(statemachine && { statemachine }),
  };
}

function themed(svg: string, title: string): string {
  const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `${svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/<title>[\s\S]*?<\/title>\n?/g, '')
    .replace(/ (stroke|fill)="(?:black|#000000)"/g, ' $1="currentColor"')
    .replace(/ fill="white"/g, ' fill="none"')
    // Laid out with Helvetica's widths; a little smaller, labels stay in their boxes in wider fonts too.
    .replace(/font-size="([\d.]+)"/g, (_, size: string) => `font-size="${(Number(size) * 0.93).toFixed(2)}"`)
    .replace(/<text (?![^>]*fill=)/g, '<text fill="currentColor" ')
    .replace(
      /<svg ([^>]*)>/,
      (_, attributes: string) =>
        `<svg class="statechart" role="img" aria-label="${text}" ${attributes}>\n<title>${text}</title>\n` +
        '<style>.statechart{color:#1f2328}@media(prefers-color-scheme:dark){.statechart{color:#e6edf3}}</style>',
    )
    .trim()}\n`;
}

function chartOf(machine: AnyStateMachine, leftOut: readonly string[] = []): Chart {
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
