import type { Progress } from './run-week.js';

interface Out {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const width = 30;

/** Shows how far the run is: a bar on a terminal, a line for each step elsewhere. */
export function progressBar(out: Out): Progress {
  let shown = '';
  return (done, what) => {
    const share = Math.min(1, Math.max(0, done));
    if (!out.isTTY) {
      if (what === shown) return;
      shown = what;
      out.write(`${what}\n`);
      return;
    }
    const full = Math.round(share * width);
    const bar = `${'#'.repeat(full)}${'.'.repeat(width - full)}`;
    const line = `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${what}`;
    if (line === shown) return;
    out.write(`\r${line.padEnd(Math.max(line.length, shown.length))}`);
    shown = line;
    if (share === 1) out.write('\n');
  };
}
