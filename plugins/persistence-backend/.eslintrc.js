const { importDirections } = require('../../eslint-directions');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    ...importDirections(__dirname),
    {
      files: ['src/**/testing/**/*.ts', 'benchmarks/**/*.ts'],
      rules: {
        'no-restricted-syntax': 'off', // they run from the sources, so __dirname means what it says
      },
    },
    {
      files: ['behaviour/**/*.ts'],
      rules: {
        'jest/expect-expect': ['error', { assertFunctionNames: ['expect*'] }],
        'jest/no-standalone-expect': 'off', // helpers wait until an expectation holds
      },
    },
  ],
});
