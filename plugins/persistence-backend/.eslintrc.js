const { importDirections } = require('../../eslint-directions');

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: importDirections(__dirname),
});
