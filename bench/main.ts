import { engine } from './engine.js';
import { forecast } from './forecast.js';
import { layout } from './layout.js';
import type { Effort, Figure } from './lib.js';
import { lifecycle } from './lifecycle.js';
import { printingNetwork } from './printing-network.js';
import { printingSlots } from './printing-slots.js';
import { queue } from './queue.js';
import { signing } from './signing.js';
import { size } from './size.js';
import { sqlite } from './sqlite.js';

const rooms: Readonly<Record<string, (effort: Effort) => Figure[] | Promise<Figure[]>>> = {
  layout,
  lifecycle,
  queue: async (effort) => [...(await queue(effort)), ...forecast(effort)],
  signing,
  printing: async (effort) => [...(await printingNetwork(effort)), ...(await printingSlots(effort))],
  size,
  engine: async (effort) => [...(await engine(effort)), ...(await sqlite(effort))],
};

const args = process.argv.slice(2).filter((arg) => arg !== '--');
const short = args.includes('--short');
const asked = args.filter((arg) => !arg.startsWith('--'));
const unknown = asked.find((room) => !(room in rooms));
if (unknown !== undefined) {
  console.error(`no bench is called '${unknown}'; there are ${Object.keys(rooms).join(', ')}`);
  process.exit(1);
}
const effort: Effort = short ? { rounds: 3, sliceMs: 40 } : { rounds: 11, sliceMs: 200 };
for (const [name, bench] of Object.entries(rooms)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const figure of await bench(effort)) console.log(JSON.stringify(figure));
}
