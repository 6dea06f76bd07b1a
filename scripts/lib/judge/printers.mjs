const ends = ['out', 'spoiled', 'aborted', 'canceled', 'lied'];

/** Holds the office's print jobs against the printers' own record and the papers. */
export function judgePrinters({ ofType, papers, printers }, { check, note }) {
  const assigned = ofType('centre', 'job.assigned');
  const keyOf = new Map(assigned.map(({ jobId, attempt }) => [jobId, `${jobId}#${attempt}`]));
  const applicationOf = new Map(ofType('centre', 'job.queued').map((e) => [e.jobId, e.applicationId]));
  const ended = new Map();
  for (const line of printers) {
    if (!ends.includes(line.type)) continue;
    ended.set(line.name, [...(ended.get(line.name) ?? []), line]);
  }
  const outs = printers.filter(({ type }) => type === 'out');
  const spoils = printers.filter(({ type }) => type === 'spoiled');
  const printed = ofType('centre', 'job.printed');
  const spoiled = ofType('centre', 'job.spoiled');
  const lost = new Set(ofType('centre', 'job.lost').map(({ jobId }) => keyOf.get(jobId)));

  const agrees = (type) => (event) => {
    const lines = ended.get(keyOf.get(event.jobId)) ?? [];
    const [line] = lines;
    if (lines.length !== 1) return [`${event.jobId}: ended ${lines.length} times at the printers`];
    if (line.type !== type) return [`${event.jobId}: the printer says ${line.type}`];
    if (line.printer !== event.printerId)
      return [`${event.jobId}: on ${line.printer}, the office says ${event.printerId}`];
    if (line.serial !== event.serial)
      return [`${event.jobId}: card ${line.serial}, the office says ${event.serial}`];
    return [];
  };
  check(
    'each printed job came out once, on its printer, with its serial',
    printed.length,
    printed.flatMap(agrees('out')),
  );
  check('each spoiled job spoiled one blank', spoiled.length, spoiled.flatMap(agrees('spoiled')), true);

  const known = (events) => new Set(events.map(({ jobId }) => keyOf.get(jobId)));
  const unknown = (lines, events) => {
    const keys = known(events);
    return lines.filter(({ name }) => !keys.has(name) && !lost.has(name)).map(({ name }) => name);
  };
  check('no card came out that the office does not know as printed', outs.length, unknown(outs, printed));
  check(
    'no blank was spoiled that the office does not know as spoiled',
    spoils.length,
    unknown(spoils, spoiled),
    true,
  );
  if (lost.size > 0) note(`${lost.size} jobs of which the office never learnt the end are left out`);
  const serials = outs.map(({ serial }) => serial);
  check(
    'no serial number was given twice',
    serials.length,
    serials.filter((serial, i) => serials.indexOf(serial) !== i),
  );

  // A reprint puts a new paper in the place of the old one.
  const last = new Map(printed.map((event) => [applicationOf.get(event.jobId), event]));
  const unlike = [...last].flatMap(([id, { jobId }]) => {
    const found = [papers.signed, papers.wet, papers.cards].flatMap((tray) => tray.get(id) ?? []);
    const [line] = ended.get(keyOf.get(jobId)) ?? [];
    return found.length === 1 && found[0].sha256 === line?.sha256 ? [] : [`${jobId}: ${found.length} papers`];
  });
  check('what was printed is the paper in the tray, byte for byte', last.size, unlike);
  const count = papers.signed.size + papers.wet.size + papers.cards.size;
  const sent = new Set(assigned.map(({ jobId }) => applicationOf.get(jobId)));
  check('each paper in the trays was sent to a printer', count, [
    ...Object.values(papers).flatMap((tray) => [...tray.keys()].filter((id) => !sent.has(id))),
  ]);
}
