import { createOffice, isLoketError } from 'loket';
import { systemClock } from 'loket/office';
import { sqliteStore } from 'loket/stores/sqlite';
import { chance } from './chance.js';
import { stockOffice } from './stock-office.js';

/**
 * One of several people who keep the books of one office at once, each in a process of their own. Each command has a name
 * of its own, so that one who is killed and starts again does nothing twice.
 */
const [path = '', who = '', count = '0', began = '0'] = process.argv.slice(2);
// The same day for all of them, at the machine's pace.
const now = () => Date.parse('2019-07-17T08:00+07:00') + (Date.now() - Number(began));
const clock = {
  now,
  wake: (at: number, callback: () => void) => systemClock.wake(Date.now() + (at - now()), callback),
};
const office = createOffice({
  ...stockOffice(),
  clock,
  leaseMs: 300,
  store: sqliteStore({ path }),
});
const { printing } = office.as({ id: who, role: 'store' });
const draw = chance(who.charCodeAt(0));
console.log('ready');
for (let n = 0; n < Number(count); n++) {
  const commandId = `${who}-${n}`;
  const quantity = 1 + draw.nat(9);
  const site = draw.of(['main', 'north'] as const);
  const options = { commandId };
  const works = [
    () => printing.receive({ medium: 'card', quantity, site }, options),
    () => printing.load({ printerId: site === 'main' ? 'P1' : 'P2', quantity }, options),
    () => printing.unload({ printerId: 'P1', quantity }, options),
    () =>
      printing.send(
        {
          transferId: `t-${commandId}`,
          medium: 'card',
          quantity,
          site,
          to: site === 'main' ? 'north' : 'main',
        },
        options,
      ),
    () => printing.arrive(`t-${who}-${Math.max(0, n - 1)}`, { quantity }, options),
    () => printing.spoil({ medium: 'card', quantity, site, reason: 'damp' }, options),
    () => printing.takeStock({ medium: 'card', site, warehouse: quantity * 3 }, options),
  ];
  try {
    await draw.of(works)();
    console.log(`done ${commandId}`);
  } catch (error) {
    // What is not there cannot be moved; whether it is depends on who came first.
    if (!isLoketError(error, 'refused')) throw error;
    console.log(`refused ${commandId}`);
  }
}
await office.stop();
console.log('end');
process.exit(0);
