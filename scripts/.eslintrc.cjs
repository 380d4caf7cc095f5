module.exports = {
  root: true,
  env: { node: true, es2023: true },
  parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
  extends: ['eslint:recommended', 'prettier'],
  plugins: ['import'],
  settings: { 'import/extensions': ['.mjs'] },
  rules: {
    curly: 'error',
    eqeqeq: 'error',
    'prefer-const': 'error',
    'import/no-cycle': 'error',
    'import/order': ['error', { 'newlines-between': 'never' }],
    'import/no-extraneous-dependencies': 'error',
  },
};
