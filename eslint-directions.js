const { basename, join } = require('node:path');

/**
 * Which way imports go within a package. A room (a folder of `src`) may import rooms of later layers, never one of its own or an
 * earlier layer. Tests and fixtures may import what they like. docs/architecture.md says why.
 */
const PACKAGES = {
  'demo-cluster': {
    layers: [
      ['server', 'controllers', 'node'],
      ['registry'],
      ['admission', 'patch'],
      ['resources', 'schema'],
      ['store'],
      ['model'],
    ],
  },
  'persistence-backend': {
    layers: [
      ['actions', 'router'],
      ['authorization'],
      ['operations', 'status'],
      ['carryover', 'inspection', 'usage'],
      ['planning'],
      ['assessment'],
      ['entities', 'policies'],
      ['observation'],
      ['clusters'],
    ],
    // The same input gives the same result: these rooms see the read-only views of a cluster, and do no I/O.
    pure: {
      rooms: ['planning', 'assessment'],
      except: { observation: ['./view'] },
      forbidden: ['clusters'],
      forbiddenPackages: ['knex', 'undici', 'ws'],
    },
  },
};

function zonesOfLayers({ layers }) {
  return layers.flatMap((rooms, index) =>
    rooms.map(room => ({
      target: `./src/${room}`,
      from: layers
        .slice(0, index + 1)
        .flat()
        .filter(other => other !== room)
        .map(other => `./src/${other}`),
      message: `'${room}' imports only what is below it. See eslint-directions.js.`,
    })),
  );
}

function zonesOfPureRooms({ rooms, except, forbidden, forbiddenPackages }) {
  return rooms.flatMap(room => {
    const target = `./src/${room}`;
    const message = `'${room}' is pure. See eslint-directions.js.`;
    return [
      ...Object.entries(except).map(([other, exceptions]) => ({
        target,
        from: `./src/${other}`,
        except: exceptions,
        message,
      })),
      ...forbidden.map(other => ({ target, from: `./src/${other}`, message })),
      ...forbiddenPackages.map(name => ({
        target,
        from: join(__dirname, 'node_modules', name),
        message,
      })),
    ];
  });
}

/**
 * The overrides for a package's .eslintrc.js that keep its imports going one way:
 *
 *     require('@backstage/cli/config/eslint-factory')(__dirname, { overrides: importDirections(__dirname) })
 *
 * @param {string} directory - the package's folder; its name says which directions apply
 */
function importDirections(directory) {
  const directions = PACKAGES[basename(directory)];
  if (!directions) {
    throw new Error(`No import directions are set for '${directory}'`);
  }
  const { pure } = directions;
  const excludedFiles = ['**/*.test.ts', '**/__fixtures__/**'];
  const overrides = [
    {
      files: ['src/**/*.ts'],
      excludedFiles,
      settings: { 'import/resolver': { node: { extensions: ['.ts', '.js'] } } },
      rules: {
        'import/no-restricted-paths': [
          'error',
          {
            basePath: directory,
            zones: [
              ...zonesOfLayers(directions),
              ...(pure ? zonesOfPureRooms(pure) : []),
            ].filter(({ from }) => from.length > 0),
          },
        ],
      },
    },
  ];
  if (pure) {
    overrides.push({
      files: pure.rooms.map(room => `src/${room}/**/*.ts`),
      excludedFiles,
      rules: { 'import/no-nodejs-modules': 'error' },
    });
  }
  return overrides;
}

module.exports = { importDirections };
