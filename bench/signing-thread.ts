// A thread that signs documents as long as it is told to, and tells how many it made.
import { createPrivateKey } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { letterTemplate, signerOf } from './signing-template.js';

const { certificate, chain, pem } = workerData as {
  certificate: Uint8Array;
  chain: Uint8Array[];
  pem: string;
};
const documentOf = await letterTemplate();
const { signed } = signerOf({ certificate, chain, key: createPrivateKey(pem) });
let n = 0;
for (let i = 0; i < 200; i++) signed(documentOf(n++), true);

/** Work that shares nothing with anybody: tells how many cores the machine gives. */
function spin(): void {
  let x = 1;
  for (let i = 0; i < 200_000; i++) x = (x * 1_103_515_245 + 12_345) | 0;
  if (x === 0) throw new Error('it never is');
}

parentPort?.on('message', ({ ms, what }: { ms: number; what: 'sign' | 'spin' }) => {
  const start = performance.now();
  let made = 0;
  while (performance.now() - start < ms) {
    for (let i = 0; i < 20; i++) {
      if (what === 'spin') spin();
      else signed(documentOf(n++), true);
    }
    made += 20;
  }
  parentPort?.postMessage({ made, ms: performance.now() - start });
});
parentPort?.postMessage('ready');
