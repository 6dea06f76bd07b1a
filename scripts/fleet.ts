// Prints cards on a fleet of real IPP printers on this machine, with empty feeders, jams, crashes, power cuts and
// somebody else's jobs, and judges by the printers' own record; with --cups through a queue before each printer:
//   npm run fleet -- --printers 35 --cards 2000 --seed 7
import { parseArgs } from 'node:util';
import { runFleet } from '../tests/support/fleet.js';

const { values } = parseArgs({
  options: {
    printers: { type: 'string', default: '5' },
    cards: { type: 'string', default: '100' },
    seed: { type: 'string', default: process.env.LOKET_SEED ?? String(Date.now() % 1_000_000) },
    'power-cuts': { type: 'string' },
    cups: { type: 'boolean', default: false },
  },
});
const [printers, cards, seed] = [Number(values.printers), Number(values.cards), Number(values.seed)];
const powerCuts = Number(values['power-cuts'] ?? Math.ceil(printers / 2));
console.log(
  `a fleet of ${printers} printers and ${cards} cards, seed ${seed}; --seed ${seed} repeats its choices`,
);
const report = await runFleet({ printers, cards, seed, cups: values.cups, powerCuts, foreign: printers });
const { problems, ...figures } = report;
for (const problem of problems.slice(0, 20)) console.error(problem);
console.log(
  JSON.stringify({ seed, printers, cards, cups: values.cups, ...figures, ok: problems.length === 0 }),
);
process.exitCode = problems.length === 0 ? 0 : 1;
