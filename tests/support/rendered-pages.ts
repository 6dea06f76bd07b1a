import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Pixels of a page, three bytes each, from the top left. */
export interface RenderedPage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Answers the colour at shares of the width and height, as red, green and blue. */
export function colourAt({ width, height, pixels }: RenderedPage, x: number, y: number): number[] {
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
  return [...pixels.subarray(at, at + 3)];
}

/** Works on a PDF's file with the tools of poppler and zbar, and takes it away afterwards. */
export function withPdf<T>(
  pdf: Uint8Array,
  work: (run: (tool: string, ...args: string[]) => string, path: string) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'loket-pages-'));
  try {
    const path = join(folder, 'document.pdf');
    writeFileSync(path, pdf);
    const run = (tool: string, ...args: string[]) =>
      execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return work(run, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Draws all pages of a PDF as pixels. */
export function renderedPages(pdf: Uint8Array, dotsPerInch: number): RenderedPage[] {
  return withPdf(pdf, (run, path) => {
    run('pdftoppm', '-r', String(dotsPerInch), path, path);
    return readdirSync(join(path, '..'))
      .filter((name) => name.endsWith('.ppm'))
      .sort()
      .map((name) => pageOf(readFileSync(join(path, '..', name))));
  });
}

/**
 * Reads the codes on all pages of a PDF: each once, sorted, as `QR-Code:text` and `CODE-128:text`. A hand-held reader
 * sees one code at a time; this one looks for dozens in a picture, and misses one now and then by how the picture's dots
 * fall. So it is shown the pages at several resolutions.
 */
export function codesOn(pdf: Uint8Array, ...dotsPerInch: readonly number[]): string[] {
  return withPdf(pdf, (run, path) => {
    const folder = join(path, '..');
    for (const dots of dotsPerInch) run('pdftoppm', '-r', String(dots), '-gray', path, `${path}-${dots}`);
    const images = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
    const read = images.map((name) => run('zbarimg', '-q', join(folder, name)));
    return [...new Set(read.join('').split('\n'))].filter((line) => line !== '').sort();
  });
}

function pageOf(file: Buffer): RenderedPage {
  const [whole = '', width, height] = /^P6\s(\d+) (\d+)\s255\s/.exec(file.toString('latin1', 0, 40)) ?? [];
  return { width: Number(width), height: Number(height), pixels: file.subarray(whole.length) };
}
