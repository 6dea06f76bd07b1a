import { closeSync, openSync, writeSync } from 'node:fs';
import type { EventRecord } from 'loket';
import { isoOf } from './time.js';

const linesAtOnce = 2000;

/** Writes the journal as JSON lines, each with its time in the office's own zone. */
export function writeJournal(records: readonly EventRecord[], path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let i = 0; i < records.length; i += linesAtOnce) {
      const part = records.slice(i, i + linesAtOnce);
      const lines = part.map((record) => JSON.stringify({ time: isoOf(record.event.at), ...record }));
      writeSync(file, `${lines.join('\n')}\n`);
    }
  } finally {
    closeSync(file);
  }
}
