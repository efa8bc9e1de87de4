/** The arrows of ARCHITECTURE.md: who may import whom. `test/arrows.test.ts` runs this. */
const stages = [
  'units',
  'maths',
  'demand',
  'forecast',
  'policy',
  'plan',
  'order',
  'route',
  'delivery',
  'season',
];

const stageRules = stages.flatMap((stage, position) => {
  const own = `^packages/core/src/${stage}/`;
  const later = stages.slice(position + 1).join('|');
  return [
    ...(later
      ? [
          {
            name: `${stage}-imports-no-later-stage`,
            severity: 'error',
            from: { path: own },
            to: { path: `^packages/core/src/(${later})/` },
          },
        ]
      : []),
    {
      name: `${stage}-imports-others-by-their-menu`,
      severity: 'error',
      from: { path: own },
      to: { path: '^packages/core/src/', pathNot: [own, '/index\\.ts$'] },
    },
  ];
});

const package_ = (name, ...allowed) => ({
  name: `${name}-imports-only-${['itself', ...allowed].join('-')}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: {
    path: '^packages/([^/]+)/',
    pathNot: [name, ...allowed].map((each) => `^packages/${each}/`),
  },
});

export default {
  forbidden: [
    ...stageRules,
    package_('core'),
    package_('contract', 'core'),
    package_('app', 'core'),
    package_('server', 'core', 'contract', 'app'),
    package_('web', 'core', 'contract'),
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: { path: '^packages/core/src/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^packages/' }, to: { circular: true } },
    {
      name: 'every-import-resolves',
      severity: 'error',
      from: { path: '^packages/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['stockwright-source', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
