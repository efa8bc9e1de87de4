import type { IConfiguration, IRegularForbiddenRuleType } from 'dependency-cruiser';

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

const stageRules = stages.flatMap((stage, position): IRegularForbiddenRuleType[] => {
  const own = `^packages/core/src/${stage}/`;
  const later = stages.slice(position + 1).join('|');
  return [
    ...(later
      ? [
          {
            name: `${stage}-imports-no-later-stage`,
            severity: 'error' as const,
            from: { path: own },
            to: { path: `^packages/core/src/(${later})/` },
          },
        ]
      : []),
    {
      name: `${stage}-imports-others-by-their-menu`,
      severity: 'error' as const,
      from: { path: own },
      to: { path: '^packages/core/src/', pathNot: [own, '/index\\.ts$'] },
    },
  ];
});

const packageRule = (name: string, ...allowed: string[]): IRegularForbiddenRuleType => ({
  name: `${name}-imports-only-${['itself', ...allowed].join('-')}`,
  severity: 'error' as const,
  from: { path: `^packages/${name}/src/` },
  to: {
    path: '^packages/([^/]+)/',
    pathNot: [name, ...allowed].map((each) => `^packages/${each}/`),
  },
});

/** The arrows of ARCHITECTURE.md: who may import whom. `arrows.test.ts` runs them. */
export const importRules = {
  forbidden: [
    ...stageRules,
    packageRule('core'),
    packageRule('contract', 'core'),
    packageRule('app', 'core'),
    packageRule('server', 'core', 'contract', 'app'),
    packageRule('web', 'core', 'contract'),
    {
      name: 'core-does-no-io',
      severity: 'error' as const,
      from: { path: '^packages/core/src/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'no-cycles',
      severity: 'error' as const,
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every-import-resolves',
      severity: 'error' as const,
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
} satisfies IConfiguration;
