const { importDirections } = require('../../eslint-directions');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    ...importDirections(__dirname),
    {
      files: ['behaviour/**/*.ts'],
      rules: {
        'jest/expect-expect': ['error', { assertFunctionNames: ['expect*'] }],
      },
    },
    {
      // Helpers of the suite wait until an expectation holds.
      files: ['behaviour/support/**/*.ts'],
      rules: { 'jest/no-standalone-expect': 'off' },
    },
    {
      // Bundled by esbuild into one file; its images are beside that file's folder.
      files: ['src/cli.ts'],
      rules: { 'no-restricted-syntax': 'off' },
    },
  ],
});
