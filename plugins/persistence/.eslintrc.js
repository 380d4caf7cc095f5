module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    '@backstage/no-top-level-material-ui-4-imports': 'error',
    // What scrolls must be reached with the keyboard: https://www.w3.org/WAI/WCAG22/Understanding/keyboard
    'jsx-a11y/no-noninteractive-tabindex': [
      'error',
      { tags: [], roles: ['tabpanel', 'region', 'group'] },
    ],
  },
});
