/** As Backstage's own transforms, but with dynamic imports as `require`: jest cannot load the modules that they name otherwise. */
const transform = parser => [
  require.resolve('@backstage/cli/config/jestSwcTransform'),
  {
    module: { exportInteropAnnotation: true },
    jsc: { parser: { syntax: parser } },
  },
];

/**
 * The behaviour suite of the backend: what it says of a cluster, of the demo cluster and of a real one alike.
 *
 *     BEHAVIOUR_KUBECONFIG=<file> BEHAVIOUR_CLUSTER=real|demo [BEHAVIOUR_AUDIT_LOG=<file>] [BEHAVIOUR_UPDATE=true]
 *     jest -c plugins/persistence-backend/behaviour/jest.config.js
 *
 * @type {import('jest').Config}
 */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/*.behaviour.ts'],
  moduleFileExtensions: [
    'ts',
    'js',
    'mts',
    'cts',
    'mjs',
    'cjs',
    'json',
    'node',
  ],
  transform: {
    '\\.(mjs|cjs|js)$': transform('ecmascript'),
    '\\.(mts|cts|ts)$': transform('typescript'),
    '\\.yaml$': require.resolve('@backstage/cli/config/jestYamlTransform'),
  },
  // The same as Backstage's: packages that are large and plain CommonJS
  transformIgnorePatterns: [
    '/node_modules/(?:@material-ui|ajv|core-js|jest-.*|jsdom|knex|json-schema|typescript)/',
  ],
  testTimeout: 120_000,
  // The tests measure how long things take: they have the machine for themselves
  maxWorkers: 1,
  // The Kubernetes plugin's proxy keeps the watches of a backend that has stopped until their time is up
  forceExit: true,
};
