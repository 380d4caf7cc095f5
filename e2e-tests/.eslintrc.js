module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['journeys/states.spec.ts', 'support/OwnPortal.ts'],
      rules: {
        '@backstage/no-relative-monorepo-imports': 'off', // development and test code, which is not published
      },
    },
  ],
});
