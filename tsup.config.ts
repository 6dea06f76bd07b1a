import { defineConfig } from 'tsup';

const adapters = ['printing/layout', 'stores/blobs', 'stores/sqlite'];
const rooms = ['queue', 'documents', 'signing', 'printing', 'office', 'calendar', 'indonesia', 'testing'];

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries(rooms.map((room) => [room, `src/${room}/index.ts`])),
    ...Object.fromEntries(adapters.map((adapter) => [adapter, `src/${adapter}/index.ts`])),
  },
  format: ['esm', 'cjs'],
  dts: true,
  splitting: true,
  treeshake: true,
  clean: true,
  target: 'node20',
  sourcemap: false,
  // Bundlers know `node:crypto` for what it is; `crypto` might be a package.
  removeNodeProtocol: false,
});
