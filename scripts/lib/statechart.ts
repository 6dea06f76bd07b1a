import { render } from 'state-machine-cat';
import type { AnyStateMachine } from 'xstate';
import { type Box, chartOf } from '../../src/internal/statechart.js';

export { machineToMermaid } from '../../src/internal/statechart.js';

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
