const cardMedium = 'ktp-el-card';

/** Counts the blanks from the events alone, and holds the result against the summary and the printers. */
export function judgeBlanks({ events, printers, cardBlanks, summary }, { check, note }) {
  const mediumOf = new Map();
  const printersOf = new Map();
  for (const event of events) {
    if (event.stream !== 'centre') continue;
    if (event.type === 'job.queued') mediumOf.set(event.jobId, event.medium);
    if (event.type === 'blanks.loaded') add(event.medium, event.printerId);
    if (event.type === 'job.assigned') add(mediumOf.get(event.jobId), event.printerId);
  }
  function add(medium, printer) {
    printersOf.set(medium, (printersOf.get(medium) ?? new Set()).add(printer));
  }
  const firstLoad = new Map();
  const deviceLeft = new Map();
  for (const line of printers) {
    if (line.type === 'loaded' && !firstLoad.has(line.printer)) firstLoad.set(line.printer, line.blanks);
    if (line.left) deviceLeft.set(line.printer, line.left.blanks);
  }

  const wrong = [];
  const devices = [];
  for (const [medium, ids] of printersOf) {
    // Cards begin in the warehouse, paper in the printers.
    const hoppers = new Map([...ids].map((id) => [id, medium === cardMedium ? 0 : (firstLoad.get(id) ?? 0)]));
    const opening = (medium === cardMedium ? cardBlanks : 0) + sum(hoppers.values());
    const at = {
      warehouse: medium === cardMedium ? cardBlanks : 0,
      inProcess: 0,
      received: 0,
      printed: 0,
      spoiled: 0,
    };
    for (const event of events) {
      if (event.stream !== 'centre' || (event.medium ?? mediumOf.get(event.jobId)) !== medium) continue;
      book(event, at, hoppers);
      const lowest = Math.min(at.warehouse, at.inProcess, ...hoppers.values());
      if (lowest < 0)
        wrong.push(`${medium}: ${lowest} blanks somewhere after ${event.type} ${event.jobId ?? ''}`);
    }
    const left = at.warehouse + at.inProcess + sum(hoppers.values());
    const balance = `${opening} + ${at.received} = ${at.printed} printed + ${at.spoiled} spoiled + ${left} left`;
    note(`${medium}: ${balance}`);
    if (opening + at.received !== at.printed + at.spoiled + left) wrong.push(`${medium}: ${balance}`);
    if (medium === cardMedium && left !== summary.cardBlanksLeft)
      wrong.push(`${medium}: ${left} left, the summary says ${summary.cardBlanksLeft}`);
    const used = sum([...ids].map((id) => (firstLoad.get(id) ?? 0) - (deviceLeft.get(id) ?? 0)));
    if (used !== at.printed + at.spoiled + at.inProcess) devices.push(`${medium}: the printers used ${used}`);
  }
  check('opening stock and loads balance with printed, spoiled and left', printersOf.size, wrong);
  check('the printers used as many blanks as the office', printersOf.size, devices);
}

const sum = (numbers) => [...numbers].reduce((total, n) => total + n, 0);

function book(event, at, hoppers) {
  const move = (n) => hoppers.set(event.printerId, (hoppers.get(event.printerId) ?? 0) + n);
  switch (event.type) {
    case 'blanks.received':
      at.received += event.quantity;
      at.warehouse += event.quantity;
      break;
    case 'blanks.loaded':
      at.warehouse -= event.quantity;
      move(event.quantity);
      break;
    case 'blanks.unloaded':
      at.warehouse += event.quantity;
      move(-event.quantity);
      break;
    case 'job.assigned':
      at.inProcess++;
      move(-1);
      break;
    case 'job.printed':
      at.inProcess--;
      at.printed++;
      break;
    case 'job.spoiled':
      at.inProcess--;
      at.spoiled++;
      break;
    case 'job.failed':
    case 'job.requeued':
      at.inProcess--;
      move(1);
      break;
    case 'job.discarded':
      at.printed--;
      at.spoiled++;
      break;
  }
}
