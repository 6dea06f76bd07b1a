import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from '../../src/printing/ipp/operations.js';

/** Stands between a queue and its printer. */
export interface DocumentDoor {
  readonly port: number;
  close(): void;
}

/** Opens a door before a printer, which does something before it lets a request with a job's document through. */
export async function documentDoor(printer: number, act: () => Promise<void>): Promise<DocumentDoor> {
  const server = createServer((near, answer) => {
    const hangUp = () => near.socket.destroy();
    const parts: Buffer[] = [];
    near.on('data', (part) => parts.push(part));
    near.on('error', hangUp);
    near.on('end', async () => {
      const body = Buffer.concat(parts);
      if (body.length >= 4 && body.readUInt16BE(2) === operations['Send-Document']) await act();
      const far = request(
        {
          ...{ host: '127.0.0.1', port: printer, path: near.url, method: near.method },
          headers: { 'content-type': 'application/ipp', 'content-length': body.length },
        },
        (response) => {
          answer.writeHead(response.statusCode ?? 500, response.headers);
          response.on('error', hangUp);
          response.pipe(answer);
        },
      );
      far.on('error', hangUp);
      far.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
