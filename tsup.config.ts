import { defineConfig, type Options } from 'tsup';

const stores = ['sqlite'];
const adapters = ['printing/ipp', 'testing/ipp-printer'];
/** Programs that are started, not imported. */
const programs = ['testing/ipp-printer'];
const rooms = ['queue', 'documents', 'signing', 'printing', 'office', 'calendar', 'indonesia', 'testing'];

const library: Options = {
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries(rooms.map((room) => [room, `src/${room}/index.ts`])),
    ...Object.fromEntries(stores.map((store) => [`stores/${store}`, `src/stores/${store}/index.ts`])),
    ...Object.fromEntries(adapters.map((adapter) => [adapter, `src/${adapter}/index.ts`])),
  },
  format: ['esm', 'cjs'],
  dts: true,
  splitting: true,
  treeshake: true,
  // Not the programs: they are built at the same time.
  clean: ['!**/*-program.js'],
  target: 'node20',
  sourcemap: false,
};

export default defineConfig([
  library,
  {
    entry: Object.fromEntries(programs.map((name) => [`${name}-program`, `src/${name}/program.ts`])),
    format: ['esm'],
    treeshake: true,
    target: 'node20',
  },
]);
