import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One signature that the server made, as its record keeps it. */
export interface SignatureRecord {
  /** Counts from 1. */
  readonly seq: number;
  /** Virtual time of the request, in epoch milliseconds. */
  readonly at: number;
  readonly credentialId: string;
  /** The signed hash, base64. */
  readonly hash: string;
  /** SHA-256 of the signature, hex. */
  readonly signature: string;
  /** What the caller gave as `clientData`: its request id. */
  readonly clientData: string | null;
}

/** Remembers signatures, on disk before it returns if it has a file. */
export interface RecordFile {
  readonly lines: readonly SignatureRecord[];
  add(line: Omit<SignatureRecord, 'seq'>): SignatureRecord;
  close(): void;
}

/** Opens a record of JSON lines, or makes one; a torn last line, from a crash in the midst of writing, is cut off. */
export function openRecord(path: string | undefined): RecordFile {
  const lines: SignatureRecord[] = [];
  let file: number | undefined;
  if (path !== undefined) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n')) if (line !== '') lines.push(JSON.parse(line) as SignatureRecord);
    file = openSync(path, 'a+');
    if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
    fsyncSync(file);
    syncFolder(dirname(path));
  }
  return {
    lines,
    add(line) {
      const record = { seq: lines.length + 1, ...line };
      if (file !== undefined) {
        writeSync(file, `${JSON.stringify(record)}\n`);
        fsyncSync(file);
      }
      lines.push(record);
      return record;
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** A new file is found after a power failure only when its folder is on disk as well. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}
