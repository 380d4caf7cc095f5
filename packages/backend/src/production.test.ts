import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { Portal } from './__testUtils__';

const SERVER = process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;
const TOKEN = 'a-token-of-a-service-of-the-test';
const LOCATION = 'https://catalog.invalid/all.yaml';
// Portals start and stop in hooks and tests, which takes a while where other tests run beside these.
jest.setTimeout(240_000);

// In CI the tests run in any case, and fail where there is no server.
const describeOnPostgres = SERVER || process.env.CI ? describe : describe.skip;

describeOnPostgres(
  'The production portal (app-config.production.yaml) on PostgreSQL',
  () => {
    const database = `portal_${randomBytes(6).toString('hex')}`;
    let portal: Portal;

    async function query(sql: string, connectionString?: string) {
      const client = new Client({ connectionString });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    }

    function server(): URL {
      if (!SERVER) {
        throw new Error(
          'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING names no server',
        );
      }
      return new URL(SERVER);
    }

    function ownDatabase(): string {
      const url = server();
      url.pathname = `/${database}`;
      return url.href;
    }

    function start() {
      const { hostname, port, username, password } = server();
      return Portal.start({
        configs: ['app-config.production.yaml'],
        environment: {
          NODE_ENV: 'production',
          POSTGRES_HOST: hostname,
          POSTGRES_PORT: port || '5432',
          POSTGRES_USER: decodeURIComponent(username),
          POSTGRES_PASSWORD: decodeURIComponent(password),
          POSTGRES_DATABASE: database,
          APP_CONFIG_backend_auth_externalAccess: JSON.stringify([
            { type: 'static', options: { token: TOKEN, subject: 'test' } },
          ]),
        },
      });
    }

    async function locations() {
      const { body } = await portal.request('/api/catalog/locations', {
        token: TOKEN,
      });
      return body;
    }

    beforeAll(async () => {
      await query(`CREATE DATABASE ${database}`, server().href);
      portal = await start();
    });

    afterAll(async () => {
      await portal?.stop();
      if (SERVER) {
        await query(`DROP DATABASE ${database} WITH (FORCE)`, SERVER);
      }
    });

    it('refuses guests', async () => {
      const { status, body } = await portal.request('/api/auth/guest/refresh');

      expect(status).toBe(404);
      expect(body).toEqual(
        expect.objectContaining({
          error: expect.objectContaining({
            message: expect.stringMatching(/auth provider.*guest/i),
          }),
        }),
      );
    });

    it('lets nobody into the catalog without signing in', async () => {
      const { status } = await portal.request('/api/catalog/entities');

      expect(status).toBe(401);
    });

    it('keeps its state in the database and over a restart', async () => {
      const { status } = await portal.request('/api/catalog/locations', {
        method: 'POST',
        token: TOKEN,
        body: { type: 'url', target: LOCATION },
      });
      expect(status).toBe(201);
      expect(
        await query('SELECT target FROM catalog.locations', ownDatabase()),
      ).toEqual(expect.arrayContaining([{ target: LOCATION }]));

      await portal.stop();
      portal = await start();

      expect(await locations()).toEqual([
        { data: expect.objectContaining({ target: LOCATION }) },
      ]);
    });
  },
);
