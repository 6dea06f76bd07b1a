import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Reads everything that a run on real parts left behind: the journal, the papers and the services' own records. */
export function readLeftBehind(folder) {
  const db = new Database(join(folder, 'office.db'), { readonly: true });
  const events = db
    .prepare('SELECT kind, id, event FROM events ORDER BY position')
    .all()
    .map(({ kind, id, event }) => ({ stream: kind, id, ...JSON.parse(event) }));
  db.close();
  const services = join(folder, 'services');
  return {
    folder,
    events,
    ofType: (stream, type) => events.filter((event) => event.stream === stream && event.type === type),
    papers: {
      signed: papersIn(join(folder, 'signed')),
      wet: papersIn(join(folder, 'wet')),
      cards: papersIn(join(folder, 'cards')),
    },
    printers: linesOf(join(services, 'printers.jsonl')),
    signatures: linesOf(join(services, 'signing-server', 'record.jsonl')),
    kept: keptIn(join(folder, 'blobs', 'blobs')),
    root: rootOf(join(services, 'signing-server')),
    cardBlanks: cardBlanksOf(join(folder, 'inputs.csv')),
    summary: JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')),
  };
}

/** Papers by application. */
function papersIn(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pdf')) : [];
  return new Map(
    names.sort().map((name) => {
      const file = join(folder, name);
      const bytes = readFileSync(file);
      const id = decodeURIComponent(name.slice(0, -'.pdf'.length));
      return [id, { id, file, bytes, sha256: sha256(bytes) }];
    }),
  );
}

/** What the office keeps of documents, by hash: a file whose bytes are not what its name says does not count. */
function keptIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Set(
    files.flatMap(({ name, parentPath }) => {
      const hash = sha256(readFileSync(join(parentPath, name)));
      return name.includes(hash) ? [hash] : [];
    }),
  );
}

function linesOf(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** The root is the last certificate beside a key. */
function rootOf(folder) {
  const [file, ...others] = readdirSync(folder).filter((name) => name.endsWith('.pem'));
  if (file === undefined || others.length > 0)
    throw new Error('there must be one credential in services/signing-server');
  const blocks = readFileSync(join(folder, file), 'utf8').match(
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
  );
  const root = blocks?.at(-1);
  if (!root) throw new Error('there is no certificate in services/signing-server');
  return `${root}\n`;
}

/** The stock that the week began with, as the run's own list of inputs says: no event tells it. */
function cardBlanksOf(file) {
  const line = readFileSync(file, 'utf8').match(/^cardBlanks,(\d+),/m);
  if (!line) throw new Error('inputs.csv says nothing of cardBlanks');
  return Number(line[1]);
}
