const { importDirections } = require('../../eslint-directions');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    ...importDirections(__dirname),
    {
      files: ['behaviour/**/*.ts'],
      rules: {
        'jest/expect-expect': ['error', { assertFunctionNames: ['expect*'] }],
        'jest/no-standalone-expect': 'off', // helpers wait until an expectation holds
      },
    },
  ],
});
