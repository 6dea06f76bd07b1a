import { compileLayout, type LayoutTemplate } from '../src/printing/layout/index.js';
import { byLibrary } from '../tests/support/library-layout.js';
import { type Effort, type Figure, median, round } from './lib.js';

const rows = Array.from({ length: 20 }, (_, i) => 40 + i * 9);
const template: LayoutTemplate = {
  id: 'bench',
  size: 'A4',
  pages: [
    {
      elements: [
        ...rows.map((yMm, i) => ({ type: 'text', text: `Label ${i}`, xMm: 20, yMm, sizePt: 11 }) as const),
        ...rows.map((yMm, i) => ({ type: 'field', field: `f${i}`, xMm: 70, yMm, sizePt: 11 }) as const),
        { type: 'qr', field: 'url', xMm: 160, yMm: 250, sizeMm: 30 },
      ],
    },
  ],
};

function valuesOf(n: number): Record<string, string> {
  const url = `https://verify.example.org/d/${String(n).padStart(31, '0')}`;
  return { url, ...Object.fromEntries(rows.map((_, i) => [`f${i}`, `Value ${i} of document ${n}`])) };
}

/** Documents a second of the processor, since others may use it as well. */
async function perSecond(sliceMs: number, work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  const start = performance.now();
  let documents = 0;
  while (performance.now() - start < sliceMs) {
    await work();
    documents++;
  }
  const { user, system } = process.cpuUsage(before);
  return (documents * 1_000_000) / (user + system);
}

/** An A4 page of 20 labels, 20 values and a QR code of a URL of 60 characters. */
export async function layout({ rounds, sliceMs }: Effort): Promise<Figure[]> {
  const compiled = compileLayout(template);
  let n = 0;
  const ours = () => compiled.render(valuesOf(n++), { at: n });
  const theirs = () => byLibrary(template, valuesOf(n++), n);
  const pairs: [number, number][] = [];
  await perSecond(300, ours);
  await perSecond(300, theirs);
  for (let i = 0; i < rounds; i++)
    pairs.push([await perSecond(sliceMs, ours), await perSecond(sliceMs, theirs)]);
  const rate = median(pairs.map(([one]) => one));
  return [
    {
      name: 'layout.render',
      ours: round(rate),
      peer: round(median(pairs.map(([, peer]) => peer))),
      unit: 'documents a CPU second',
      ratio: round(median(pairs.map(([one, peer]) => one / peer))),
      goal: '>= 2000 a second',
      met: rate >= 2000,
      note: '20 labels, 20 values, a QR code; the peer is the same page drawn by the library each time',
    },
  ];
}
