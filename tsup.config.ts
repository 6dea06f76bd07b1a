import { defineConfig } from 'tsup';

const rooms = ['queue', 'documents', 'signing', 'printing', 'office', 'calendar', 'indonesia', 'testing'];
const adapters = [
  'printing/barcode',
  'printing/font',
  'printing/ipp',
  'printing/card',
  'printing/folder',
  'printing/layout',
  'printing/planner',
  'signing/bsre',
  'signing/csc',
  'signing/document',
  'signing/pades',
  'signing/pkcs11',
  'signing/sheet',
  'stores/blobs',
  'stores/sqlite',
  'testing/bsre-server',
  'testing/ipp-printer',
  'testing/signing-server',
  'testing/timestamp-server',
];
// Started as processes of their own, not imported, so they are no entry points.
const programs = ['testing/bsre-server', 'testing/ipp-printer', 'testing/signing-server'];

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    ...Object.fromEntries([...rooms, ...adapters].map((path) => [path, `src/${path}/index.ts`])),
    ...Object.fromEntries(programs.map((path) => [`${path}-program`, `src/${path}/program.ts`])),
  },
  format: ['esm', 'cjs'],
  dts: true,
  splitting: true,
  treeshake: true,
  // Not the programs: they are built at the same time.
  clean: ['!**/*-program.js'],
  target: 'node20',
  removeNodeProtocol: false,
  sourcemap: false,
});
