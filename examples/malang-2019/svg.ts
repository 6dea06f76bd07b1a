/** Writes text so that it is text in HTML and SVG. */
export function escaped(text: string | number): string {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const coordinate = (value: number) => String(Math.round(value * 10) / 10);

/** Writes one element with its attributes; numbers are rounded, so that the same plot is the same text. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly string[]
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escaped(value)}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Writes a label. */
export function label(
  x: number,
  y: number,
  text: string | number,
  options: { readonly anchor?: 'start' | 'middle' | 'end'; readonly class?: string } = {},
): string {
  const { anchor = 'start', class: name = 'tick' } = options;
  return element('text', { x, y, 'text-anchor': anchor, class: name }, escaped(text));
}

/** Writes a plot with a title and a description for who cannot see it. */
export function plot(
  id: string,
  size: { readonly width: number; readonly height: number },
  about: { readonly title: string; readonly description: string },
  body: readonly string[],
): string {
  return element(
    'svg',
    {
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-text`,
      xmlns: 'http://www.w3.org/2000/svg',
    },
    element('title', { id: `${id}-title` }, escaped(about.title)),
    element('desc', { id: `${id}-text` }, escaped(about.description)),
    ...body,
  );
}

/** Maps a span of values to a span of places. */
export function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const width = to - from === 0 ? 1 : to - from;
  return (value) => start + ((value - from) / width) * (end - start);
}

/** Round values from 0 up to about a maximum, for an axis. */
export function ticks(max: number): number[] {
  const rough = Math.max(1, max) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => Math.max(1, m * power)).find((s) => s >= rough) ?? 10 * power;
  return Array.from({ length: Math.floor(max / step) + 1 }, (_, i) => i * step);
}
