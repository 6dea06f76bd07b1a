// The Esign Client as a program of its own. Options come as JSON in LOKET_BSRE_SERVER. It ends when its standard input
// ends, and so with the process that started it.
import { startBsreServer } from './server.js';

async function run(): Promise<void> {
  const server = await startBsreServer(JSON.parse(process.env.LOKET_BSRE_SERVER ?? '{}'));
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  const roots = Object.fromEntries(
    [...server.roots].map(([nik, der]) => [nik, Buffer.from(der).toString('base64')]),
  );
  process.stdout.write(`ready ${JSON.stringify({ url: server.url, port: server.port, roots })}\n`);
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the Esign Client did not start');
  process.exit(1);
});
