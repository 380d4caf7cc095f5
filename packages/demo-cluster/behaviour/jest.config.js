/**
 * The behaviour suite: one set of tests for a real cluster and for the demo cluster.
 *
 *     BEHAVIOUR_KUBECONFIG=<file> BEHAVIOUR_CLUSTER=real|demo jest -c packages/demo-cluster/behaviour/jest.config.js
 *
 * @type {import('jest').Config}
 */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/*.behaviour.ts'],
  transform: {
    '\\.ts$': require.resolve('@backstage/cli/config/jestSwcTransform'),
  },
  testTimeout: 120_000,
  maxWorkers: 3,
};
