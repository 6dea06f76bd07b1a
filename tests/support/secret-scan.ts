import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { maskNik, nikSchema, provinceNames } from 'loket/indonesia';
import { type Needle, type Pattern, patternsOf } from './secret-patterns.js';

/** A secret in a file: which and where, never what. */
export interface Finding {
  readonly file: string;
  /** Bytes from the file's start. */
  readonly offset: number;
  readonly what: string;
}

/** Says where to look and for what. */
export interface ScanOptions {
  /** Files, and folders with all that is in them. */
  readonly paths: readonly string[];
  readonly needles: readonly Needle[];
  /** Whether 16 digits that can be an identity number are findings too. Default `true`. */
  readonly identityNumbers?: boolean;
}

const CHUNK = 16 * 1024 * 1024;
/** Longer than any pattern, so that one across two chunks lies whole in one of them. */
const OVERLAP = 64 * 1024;

/**
 * Looks for secrets in the raw bytes of files, whatever they are: databases, logs, PDF. What is compressed or encrypted
 * it cannot see.
 */
export function scanForSecrets({ paths, needles, identityNumbers = true }: ScanOptions): Finding[] {
  const search = searchFor(needles.flatMap(patternsOf));
  const findings: Finding[] = [];
  for (const file of paths.flatMap(filesIn)) {
    const seen = new Set<string>();
    eachChunk(file, (bytes, start, isLast) => {
      const found = [
        ...search(bytes),
        ...(identityNumbers ? identityNumbersIn(bytes, start === 0, isLast) : []),
      ];
      for (const { at, what } of found) {
        const finding = { file, offset: start + at, what };
        if (seen.has(`${finding.offset} ${what}`)) continue;
        seen.add(`${finding.offset} ${what}`);
        findings.push(finding);
      }
    });
  }
  return findings;
}

interface Hit {
  readonly at: number;
  readonly what: string;
}

/** Finds all patterns in one pass: by their first three bytes, then by the rest. */
function searchFor(patterns: readonly Pattern[]): (bytes: Buffer) => Hit[] {
  const starts = new Uint8Array(1 << 24);
  const byStart = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const [a = 0, b = 0, c = 0] = pattern.bytes;
    const key = (a << 16) | (b << 8) | c;
    starts[key] = 1;
    byStart.set(key, [...(byStart.get(key) ?? []), pattern]);
  }
  return (bytes) => {
    const hits: Hit[] = [];
    let key = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    for (let i = 2; i < bytes.length; i++) {
      key = ((key << 8) | (bytes[i] ?? 0)) & 0xffffff;
      if (starts[key] === 0) continue;
      const at = i - 2;
      for (const { name, form, bytes: wanted } of byStart.get(key) ?? []) {
        if (
          at + wanted.length <= bytes.length &&
          bytes.compare(wanted, 0, wanted.length, at, at + wanted.length) === 0
        )
          hits.push({ at, what: `${name} (${form})` });
      }
    }
    return hits;
  };
}

const DIGITS = 16;
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;

/** Finds runs of exactly 16 digits that can be somebody's number: of one byte each, or of two as in UTF-16. */
function identityNumbersIn(bytes: Buffer, isFirst: boolean, isLast: boolean): Hit[] {
  const hits: Hit[] = [];
  for (const width of [1, 2]) {
    for (let lane = 0; lane < width; lane++) {
      let start = -1;
      for (let i = lane; i < bytes.length + width; i += width) {
        // In UTF-16 each digit has a zero beside it, before or behind.
        if (isDigit(bytes[i]) && (width === 1 || bytes[i - 1] === 0 || bytes[i + 1] === 0)) {
          if (start < 0) start = i;
          continue;
        }
        const cut = (start < width && !isFirst) || (i >= bytes.length && !isLast);
        if (start >= 0 && i - start === DIGITS * width && !cut) {
          const digits = Array.from({ length: DIGITS }, (_, n) =>
            String.fromCharCode(bytes[start + n * width] ?? 0),
          );
          const number = digits.join('');
          if (canBeNik(number)) hits.push({ at: start, what: `identity number ${maskNik(number)}` });
        }
        start = -1;
      }
    }
  }
  return hits;
}

function canBeNik(number: string): boolean {
  return number.slice(0, 2) in provinceNames && nikSchema.safeParse(number).success;
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function eachChunk(file: string, look: (bytes: Buffer, start: number, isLast: boolean) => void): void {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK + OVERLAP);
    let kept = 0;
    let start = 0;
    for (;;) {
      const read = readSync(handle, buffer, kept, buffer.length - kept, null);
      if (read > 0 && kept + read < buffer.length) {
        kept += read;
        continue;
      }
      const length = kept + read;
      look(buffer.subarray(0, length), start, read === 0);
      if (read === 0) return;
      buffer.copyWithin(0, length - OVERLAP, length);
      start += length - OVERLAP;
      kept = OVERLAP;
    }
  } finally {
    closeSync(handle);
  }
}
