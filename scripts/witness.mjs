// Reads what a broken-off and resumed demo left behind, from the raw tables and from the services' own records, and says
// what does not hold. It shares no code with the SDK: it is the other side's witness.
//
//   node scripts/witness.mjs <folder> [file with acknowledged steps]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';

/** Reads lines of JSON; the last one may be torn by a crash. */
function jsonLines(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line)];
      } catch {
        return [];
      }
    });
}

function groups(items, keyOf) {
  const found = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const known = found.get(key);
    if (known) known.push(item);
    else found.set(key, [item]);
  }
  return found;
}

/**
 * @param folder what LOKET_DEMO_OUT was
 * @param acknowledged lines `ack <plan> <commands>` that the demo said before it was killed
 * @param finished whether the week was played to its end
 */
export function witness(folder, acknowledged = [], finished = true) {
  const db = new Database(join(folder, 'office.db'), { readonly: true });
  const problems = [];
  const no = (what, found) => {
    if (found.length > 0) problems.push(`${what}: ${found.length}, as ${JSON.stringify(found[0])}`);
  };
  const rows = (sql) => db.prepare(sql).all();
  const integrity = rows('PRAGMA integrity_check').map((row) => row.integrity_check);
  no(
    'pages are damaged',
    integrity.filter((text) => text !== 'ok'),
  );

  const events = rows(
    'SELECT position, kind, id, revision, command_id, event FROM events ORDER BY position',
  ).map((row) => ({ ...row, event: JSON.parse(row.event) }));
  no(
    'the journal has gaps',
    events.filter((row, i) => row.position !== i + 1),
  );

  // What was acknowledged.
  const commands = new Set(rows('SELECT id FROM commands').map((row) => row.id));
  const pending = new Set(rows('SELECT id FROM town_plans').map((row) => row.id));
  const acks = acknowledged.flatMap((line) => {
    const [word, plan, count] = line.split(' ');
    return word === 'ack' ? [{ plan: Number(plan), count: Number(count) }] : [];
  });
  // Plan 0 is the import and what follows from the journal, which have no commands of their own.
  no(
    'acknowledged steps were lost',
    acks.filter(({ plan }) => plan > 0 && pending.has(plan)),
  );
  const lost = acks.flatMap(({ plan, count }) =>
    plan === 0
      ? []
      : Array.from({ length: count }, (_, i) => `p${plan}.${i + 1}`).filter((id) => !commands.has(id)),
  );
  no('acknowledged commands were lost', lost);

  // Order, for each aggregate.
  for (const [key, own] of groups(events, (row) => `${row.kind}/${row.id}`)) {
    no(
      `${key} is out of order`,
      own.filter(
        (row, i) => i > 0 && (row.revision < own[i - 1].revision || row.event.at < own[i - 1].event.at),
      ),
    );
  }
  const heads = new Map(
    rows('SELECT kind, id, revision FROM aggregates').map((r) => [`${r.kind}/${r.id}`, r.revision]),
  );
  no(
    'an aggregate is behind its events',
    events.filter((row) => (heads.get(`${row.kind}/${row.id}`) ?? 0) < row.revision),
  );

  // Timers: a command of a timer is named by timer and generation, so it can be kept only once.
  const now = Number(
    rows("SELECT value FROM town_pages WHERE page = 'numbers' AND key = 'clock'")[0]?.value ?? 0,
  );
  if (finished) no('a timer was left behind', rows(`SELECT key, due_at FROM timers WHERE due_at < ${now}`));
  const fired = groups(
    events.filter((row) => row.command_id.includes('#')),
    (row) => `${row.command_id}|${row.revision}`,
  );
  const firedCommands = groups([...fired.keys()], (key) => key.split('|')[0]);
  no(
    'a timer fired twice',
    [...firedCommands].filter(([, keys]) => keys.length > 1),
  );
  const promised = new Map();
  const early = [];
  for (const { kind, id, event } of events) {
    if (kind !== 'application') continue;
    if (event.commitment?.readyBy) promised.set(id, event.commitment.readyBy);
    if (event.type !== 'commitment.breached') continue;
    const day = new Date(event.at + 7 * 3_600_000).toISOString().slice(0, 10);
    // A promise is broken when its day has ended without the document.
    if (day < (promised.get(id) ?? '9')) early.push({ id, day, promised: promised.get(id) });
  }
  no('a promise was called broken too early', early);

  // Signatures: the server's own record against what was accepted.
  const signatures = jsonLines(join(folder, 'services', 'signing-server', 'record.jsonl'));
  const requests = groups(signatures, (line) => line.clientData);
  no(
    'a repeated signature has another digest',
    [...requests].filter(([, lines]) => new Set(lines.map((line) => line.hash)).size > 1),
  );
  const made = events.filter((row) => row.kind === 'application' && row.event.type === 'signature.made');
  const accepted = groups(made, (row) => row.id);
  no(
    'an application has two accepted originals',
    [...accepted].filter(([, rows]) => rows.length > 1),
  );
  no(
    'an accepted signature is not in the server’s record',
    made.filter((row) => !requests.has(row.event.requestId)),
  );
  const wet = new Set(
    events
      .filter((row) => row.kind === 'application' && row.event.type === 'wetSignature.made')
      .map((row) => row.id),
  );
  no(
    'a document is signed both ways',
    [...accepted.keys()].filter((id) => wet.has(id)),
  );

  // Prints: the printers' own record against the books.
  const record = jsonLines(join(folder, 'services', 'printers.jsonl'));
  const out = record.filter((line) => line.type === 'out');
  const spoiled = record.filter((line) => line.type === 'spoiled');
  const jobOf = (line) => line.name.slice(0, line.name.lastIndexOf('#'));
  const applicationOf = (line) => jobOf(line).replace(/\/p\d+$/, '');
  no(
    'a job came out twice',
    [...groups(out, jobOf)].filter(([, lines]) => lines.length > 1),
  );
  no(
    'an application has two documents',
    [...groups(out, applicationOf)].filter(([, lines]) => lines.length > 1),
  );
  const centre = events.filter((row) => row.kind === 'centre').map((row) => row.event);
  const booked = new Map(centre.filter((e) => e.type === 'job.printed').map((e) => [e.jobId, e]));
  const serials = new Map(out.map((line) => [jobOf(line), line.serial]));
  no(
    'a print was booked that no printer made',
    [...booked.keys()].filter((jobId) => !serials.has(jobId)),
  );
  no(
    'a print was booked under another number',
    [...booked.values()].filter((e) => e.serial !== undefined && e.serial !== serials.get(e.jobId)),
  );
  const lostJobs = new Set(centre.filter((e) => e.type === 'job.lost').map((e) => e.jobId));
  const running = new Set();
  for (const event of centre) {
    if (event.type === 'job.assigned') running.add(event.jobId);
    if (['job.printed', 'job.spoiled', 'job.failed', 'job.requeued'].includes(event.type))
      running.delete(event.jobId);
  }
  if (finished) {
    no(
      'a printer made something that nobody knows of',
      [...serials.keys()].filter(
        (jobId) => !booked.has(jobId) && !lostJobs.has(jobId) && !running.has(jobId),
      ),
    );
    const spoiledInBooks = new Set(centre.filter((e) => e.type === 'job.spoiled').map((e) => e.jobId));
    no(
      'a blank was spoiled and not booked',
      spoiled
        .map(jobOf)
        .filter((jobId) => !spoiledInBooks.has(jobId) && !lostJobs.has(jobId) && !running.has(jobId)),
    );
    no(
      'a blank was booked as spoiled that was not',
      [...spoiledInBooks].filter((id) => !spoiled.some((l) => jobOf(l) === id)),
    );
  }

  // Blanks, from the printers' side: what was put in is what came out, spoiled or still there.
  for (const [printer, lines] of groups(record, (line) => line.printer)) {
    const loaded = lines.reduce((sum, line) => sum + (line.type === 'loaded' ? (line.blanks ?? 0) : 0), 0);
    const used = lines.filter((line) => line.type === 'out' || line.type === 'spoiled').length;
    const left = lines.findLast((line) => line.left)?.left.blanks ?? 0;
    if (loaded !== used + left)
      problems.push(`blanks of ${printer}: ${loaded} put in, ${used} used, ${left} left`);
  }
  // And from the books' side: what was put into a hopper is enough for what was taken from it.
  const hoppers = new Map();
  for (const event of centre) {
    if (event.type === 'blanks.loaded')
      hoppers.set(event.printerId, (hoppers.get(event.printerId) ?? 0) + event.quantity);
    if (event.type === 'job.assigned' && event.printerId.startsWith('card-')) {
      hoppers.set(event.printerId, (hoppers.get(event.printerId) ?? 0) - 1);
    }
    if (['job.failed', 'job.requeued'].includes(event.type) && event.printerId.startsWith('card-')) {
      hoppers.set(event.printerId, (hoppers.get(event.printerId) ?? 0) + 1);
    }
    const short = [...hoppers].find(([printer, left]) => printer.startsWith('card-') && left < 0);
    if (short) {
      problems.push(`a card was given to ${short[0]} for which it had no blank`);
      break;
    }
  }

  const effects = rows('SELECT status, count(*) AS n FROM effects GROUP BY status');
  const deadLetters = effects.filter((row) => row.status === 'refused' || row.status === 'failed');
  no('dead letters', deadLetters);
  db.close();
  return {
    problems,
    counts: {
      events: events.length,
      acknowledged: acks.length,
      signatures: signatures.length,
      repeated: [...requests.values()].filter((lines) => lines.length > 1).length,
      accepted: accepted.size,
      out: out.length,
      booked: booked.size,
      spoiled: spoiled.length,
      unknown: lostJobs.size,
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder = 'out', acks] = process.argv.slice(2);
  const { problems, counts } = witness(folder, acks ? readFileSync(acks, 'utf8').split('\n') : []);
  console.log(JSON.stringify(counts));
  for (const problem of problems) console.log(problem);
  if (problems.length > 0) process.exitCode = 1;
}
