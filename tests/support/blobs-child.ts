import { folderBlobs } from 'loket/stores/blobs';

/**
 * Puts and binds until it is killed or done, and says what was acknowledged: `put <ref> <text>`, `bind <name> <ref>`.
 * All that run at once bind the same names, each to its own blob.
 */
const [path = '', who = '', from = '0', count = '10000'] = process.argv.slice(2);
const blobs = folderBlobs({ path });
// Nobody listens any more: the test that started this process has ended.
process.stdout.on('error', () => process.exit(0));
console.log('ready');
for (let i = Number(from); i < Number(from) + Number(count); i++) {
  const text = `${who}-${i}`;
  // Long enough that a torn file would be seen.
  const ref = await blobs.put(new TextEncoder().encode(text.padEnd(20_000 + i, '.')));
  console.log(`put ${ref} ${text}`);
  console.log(`bind name-${i} ${await blobs.bind(`name-${i}`, ref)}`);
}
