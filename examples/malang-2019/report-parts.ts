import { number } from './check.js';
import { element, escaped } from './svg.js';
import { lengthText } from './time.js';

export type Cell = string | number | { readonly html: string };

export const html = (text: string): Cell => ({ html: text });
export const length = (ms: number | null) => (ms === null ? '–' : lengthText(ms));

export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  textColumns: readonly number[] = [0],
): string {
  const cell = (name: 'td' | 'th') => (value: Cell, i: number) => {
    const text =
      typeof value === 'object' ? value.html : escaped(typeof value === 'number' ? number(value) : value);
    return textColumns.includes(i) ? `<${name}>${text}</${name}>` : `<${name} class="n">${text}</${name}>`;
  };
  const body = rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('\n');
  return `<div class="wide"><table><caption>${escaped(caption)}</caption><thead><tr>${head
    .map(cell('th'))
    .join('')}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

export function key(entries: readonly (readonly [colour: string, text: string])[]): string {
  const items = entries.map(
    ([colour, text]) => `<span style="--c: var(--${colour})">${escaped(text)}</span>`,
  );
  return `<div class="key">${items.join('')}</div>`;
}

export const figure = (svg: string, caption: string, name: 'plot' | 'wide plot' = 'plot') =>
  `<figure><div class="${name}">${svg}</div><figcaption>${escaped(caption)}</figcaption></figure>`;
export const section = (title: string, ...parts: readonly string[]) =>
  `<section>\n<h2>${escaped(title)}</h2>\n${parts.join('\n')}\n</section>`;
export const paragraph = (text: string) => element('p', {}, escaped(text));
export const pair = (a: string, b: string) => `<div class="pair"><div>${a}</div><div>${b}</div></div>`;
export const tag = (name: string, text: string) => html(`<span class="tag ${name}">${escaped(text)}</span>`);

export const serverKey = [
  ['down', 'signing server down'],
  ['limping', 'every second call fails'],
  ['wet', 'order to sign by hand (bar below)'],
] as const;
