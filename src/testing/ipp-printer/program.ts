import { startPrinters } from './server.js';

/**
 * Virtual IPP printers as a process of their own. Options come as JSON in the first argument or in
 * `LOKET_IPP_PRINTERS`; one line `ready <json>` says where they listen. It ends when its standard input does.
 */
const options = JSON.parse(process.argv[2] ?? process.env.LOKET_IPP_PRINTERS ?? '{"printers":[]}');

async function run(): Promise<void> {
  // A fault that cuts the power must leave no time for anything.
  const printers = await startPrinters(options, () => process.kill(process.pid, 'SIGKILL'));
  const uris = Object.fromEntries(
    (options.printers as { id: string }[]).map(({ id }) => [id, printers.uri(id)]),
  );
  console.log(`ready ${JSON.stringify({ port: printers.port, token: printers.token, printers: uris })}`);
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  process.stdin.resume();
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'the printers did not start');
  process.exit(1);
});
