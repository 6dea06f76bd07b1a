// Who may know whom; DESIGN's house rules as a check. Type-only imports count as well.
const edge = '(^|/)(providers|pades|csc|pkcs11|document|bsre|sheet|drivers|ipp|folder|layout|font|barcode)/';
const only = (from, known) => ({
  name: `${from}-knows-only`,
  severity: 'error',
  comment: `src/${from} may know ${known.length > 0 ? known.join(', ') : 'nobody'} and itself.`,
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: `^src/(${[from, ...known].join('|')})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('internal', []),
    only('calendar', ['internal']),
    only('queue', ['calendar', 'internal']),
    only('documents', ['calendar', 'internal']),
    only('signing', ['calendar', 'internal']),
    only('printing', ['calendar', 'internal']),
    only('office', ['queue', 'documents', 'signing', 'printing', 'calendar', 'internal']),
    only('stores', ['office', 'internal']),
    only('indonesia', ['queue', 'documents', 'signing', 'printing', 'calendar', 'internal']),
    {
      name: 'nobody-knows-indonesia',
      severity: 'error',
      comment: 'A country is data on top; only tests and examples import it.',
      from: { path: '^src/', pathNot: '^src/(indonesia|testing)/' },
      to: { path: '^src/indonesia/' },
    },
    {
      name: 'nobody-knows-testing',
      severity: 'error',
      comment: 'What tests need must not reach a host in production.',
      from: { path: '^src/', pathNot: '^src/testing/' },
      to: { path: '^src/testing/' },
    },
    {
      name: 'main-entry-takes-only-the-memory-store',
      severity: 'error',
      comment: 'Every other store brings a driver or Node with it and has its own entry point.',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/stores/', pathNot: '^src/stores/memory(/|\\.ts$)' },
    },
    {
      name: 'core-without-adapters',
      severity: 'error',
      comment: 'The pure part of a room runs in a browser; adapters have their own entry points.',
      from: { path: '^src/', pathNot: [edge, '^src/testing/'] },
      to: { path: `^src/.*${edge}` },
    },
    {
      name: 'core-without-node',
      severity: 'error',
      comment:
        'Node built-ins live in providers, pades, csc, pkcs11, drivers, ipp, folder, layout, font, barcode, stores and testing only.',
      from: { path: '^src/', pathNot: [edge, '^src/(stores|testing)/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'date-fns-by-submodule',
      severity: 'error',
      comment: 'The root of date-fns pulls in all of it: import date-fns/addDays and the like.',
      from: { path: '^src/' },
      to: { path: '(^|/)date-fns/index\\.' },
    },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      comment: 'What src imports must be a dependency or a peer, or it is missing at the host.',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', 'npm-peer'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'A cycle closed by a type-only import is none when the code runs.',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
