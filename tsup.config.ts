import { defineConfig } from 'tsup';

const stores = ['sqlite'];
const adapters = ['signing/pades', 'signing/csc', 'testing/signing-server'];
// Started as processes of their own, not imported, so they are no entry points.
const programs = ['testing/signing-server'];
const rooms = ['queue', 'documents', 'signing', 'printing', 'office', 'calendar', 'indonesia', 'testing'];

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries(rooms.map((room) => [room, `src/${room}/index.ts`])),
    ...Object.fromEntries(stores.map((store) => [`stores/${store}`, `src/stores/${store}/index.ts`])),
    ...Object.fromEntries(adapters.map((path) => [path, `src/${path}/index.ts`])),
    ...Object.fromEntries(programs.map((path) => [`${path}-program`, `src/${path}/program.ts`])),
  },
  format: ['esm', 'cjs'],
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
  target: 'node20',
  removeNodeProtocol: false,
  sourcemap: false,
});
