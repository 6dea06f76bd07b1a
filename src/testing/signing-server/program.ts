// The signing server as a program of its own. Options come as JSON, as the first argument or, out of sight of other
// users, in LOKET_SIGNING_SERVER. It ends when its standard input ends, and so with the process that started it.
import { startSigningServer } from './server.js';

const text = process.env.LOKET_SIGNING_SERVER ?? process.argv[2] ?? '{}';

async function run(): Promise<void> {
  const server = await startSigningServer(JSON.parse(text));
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  const roots = Object.fromEntries(
    [...server.roots].map(([id, der]) => [id, Buffer.from(der).toString('base64')]),
  );
  process.stdout.write(`ready ${JSON.stringify({ url: server.url, port: server.port, roots })}\n`);
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the signing server did not start');
  process.exit(1);
});
