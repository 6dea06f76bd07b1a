import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** Where a connection is cut: after so many bytes to the printer, or so many from it. */
export interface Cut {
  /** Counts connections of the job from 1. */
  readonly connection: number;
  readonly side: 'request' | 'answer';
  readonly bytes: number;
  /** `cut` the wire, `garble` what comes back, or end the `call`. */
  readonly how: 'cut' | 'garble' | 'call';
}

/** Stands between a driver and its printer and spoils connections where a test wants it. */
export async function cuttingProxy(target: () => number) {
  let connections = 0;
  let cuts: readonly Cut[] = [];
  let endCall = () => {};
  const sockets = new Set<Socket>();

  const server = createServer((near) => {
    const number = ++connections;
    const cut = cuts.find(({ connection }) => connection === number);
    const far = connect(target(), '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    const hangUp = () => {
      near.destroy();
      far.destroy();
    };
    near.on('error', hangUp);
    far.on('error', hangUp);
    near.on('close', hangUp);
    far.on('close', () => near.end());
    const count = { request: 0, answer: 0 };
    const pass = (to: Socket, side: Cut['side']) => (part: Buffer) => {
      count[side] += part.length;
      if (cut?.side !== side || count[side] <= cut.bytes) return void to.write(part);
      if (cut.how === 'garble' && side === 'answer') return void to.write(part.map((byte) => byte ^ 0x5a));
      const left = part.length - (count[side] - cut.bytes);
      if (left > 0) to.write(part.subarray(0, left));
      if (cut.how === 'call') endCall();
      else hangUp();
    };
    near.on('data', pass(far, 'request'));
    far.on('data', pass(near, 'answer'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    /** Sets what is spoiled from the next connection on, which counts as the first. */
    plan(next: readonly Cut[], onCall: () => void) {
      connections = 0;
      cuts = next;
      endCall = onCall;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
