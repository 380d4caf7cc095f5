module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['journeys/states.spec.ts'],
      rules: {
        '@backstage/no-relative-monorepo-imports': 'off', // data of a development page, which is not published
      },
    },
  ],
});
