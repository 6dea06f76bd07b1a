// Two processes on one file. The first is killed while the signer has its call and has not answered; the second goes on
// at once, asks the signer what came of it, and has nothing signed twice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOffice, type SignatureProvider } from 'loket';
import { dukcapil } from 'loket/indonesia';
import { sqliteStore } from 'loket/stores/sqlite';
import { testClock, virtualPrinter } from 'loket/testing';

const [given] = process.argv.slice(2);
const folder = given ?? mkdtempSync(join(tmpdir(), 'loket-'));

/** A signing service outside of both processes: each signature is a file. It may lose its answer. */
function service(answers: boolean): SignatureProvider {
  const nameOf = (requestId: string) => join(folder, `${requestId.replaceAll('/', '-')}.signed`);
  return {
    id: 'tte',
    signatory: 'head',
    probe: () => true,
    async sign({ requestId }) {
      // 'wx' fails where the file exists: the same request cannot be signed twice unseen.
      writeFileSync(nameOf(requestId), '', { flag: 'wx' });
      if (!answers) {
        process.stdout.write('signed\n');
        await new Promise((resolve) => setTimeout(resolve, 60_000));
      }
      return { outcome: 'ok' };
    },
    lookUp: ({ requestId }) => ({ outcome: existsSync(nameOf(requestId)) ? 'made' : 'notMade' }),
  };
}

function open(answers: boolean) {
  const clock = testClock('2019-07-18T08:00+07:00');
  const store = sqliteStore({ path: join(folder, 'office.db') });
  const office = createOffice({
    ...dukcapil({ regency: '35.07' }),
    counters: [{ id: 'A', services: ['civil-acts'] }],
    signatures: [service(answers)],
    printers: [virtualPrinter({ id: 'P1', media: 'security-blank', blanks: 100 })],
    clock,
    store,
  });
  return { clock, store, office, desk: office.as({ id: 'ani', role: 'officer' }) };
}

if (given === undefined) await theSecond();
else await theFirst();

async function theFirst(): Promise<void> {
  const { office, desk } = open(false);
  const { applicationId } = await desk.queue.issue({ kind: 'akta-lahir', applicant: { ref: 'v-1' } });
  await desk.queue.callNext({ counter: 'A' });
  await desk.documents.pass(applicationId);
  await office.settle();
}

async function theSecond(): Promise<void> {
  const own = fileURLToPath(import.meta.url);
  const first = spawn(process.execPath, [...process.execArgv, own, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(first.stdout, 'data');
  first.kill('SIGKILL');
  await once(first, 'exit');
  console.log('The first process was killed: the service had signed, its answer never came.');

  const { office, clock, store } = open(true);
  await office.settle();
  const [applicationId = ''] = (await office.documents.list({ limit: 1 })).map(({ id }) => id);
  assert.equal((await office.documents.get(applicationId)).state, 'signing.unknown');
  console.log('The second took over without waiting for the end of the lease, and does not sign again.');

  // A minute later it looks.
  clock.advance(60_000);
  await office.settle();
  assert.equal((await office.documents.get(applicationId)).state, 'readyForPickup');
  assert.equal(readdirSync(folder).filter((name) => name.endsWith('.signed')).length, 1);
  console.log('It asked the service, found the signature, and printed the document: signed once.');

  await office.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
