/**
 * The application that a demo persists: it keeps each entry as a file below DATA_DIR, so whoever deploys it can see what a redeploy loses.
 *
 * GET /          the page, POST / its form
 * GET /entries   all entries, a JSON array of strings; POST /entries adds the body as one
 * GET /healthz   ok
 */
import { createServer } from 'node:http';
import { Entries } from './Entries.mjs';
import { renderPage } from './page.mjs';
import { BodyTooLargeError, readBody } from './readBody.mjs';

const {
  PORT = '8080',
  DATA_DIR = '/data',
  RELEASE = '1',
  TITLE = 'Guestbook',
} = process.env;
const pod = process.env.HOSTNAME ?? 'unknown';

const entries = Entries.open({
  directory: DATA_DIR,
  root: process.env.CONTAINER_ROOT ?? '',
});

function answer(response, status, type, body, headers = {}) {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

function answerPage(response, status, problem) {
  const { html, contentSecurityPolicy } = renderPage({
    title: TITLE,
    entries: entries.list(),
    directory: DATA_DIR,
    pod,
    release: RELEASE,
    problem,
  });
  answer(response, status, 'text/html', html, {
    'Content-Security-Policy': contentSecurityPolicy,
  });
}

async function addFromForm(request, response) {
  const form = new URLSearchParams(await readBody(request));
  const text = form.get('entry')?.trim();
  if (text) {
    try {
      entries.add(text);
    } catch (error) {
      answerPage(response, 500, error.message);
      return;
    }
  }
  response.writeHead(303, { Location: '/' }).end();
}

async function addFromBody(request, response) {
  entries.add(await readBody(request));
  response.writeHead(201).end();
}

function listEntries(_request, response) {
  const texts = entries.list().map(entry => entry.text);
  answer(response, 200, 'application/json', `${JSON.stringify(texts)}\n`);
}

const routes = {
  'GET /': (_request, response) => answerPage(response, 200),
  'POST /': addFromForm,
  'GET /entries': listEntries,
  'POST /entries': addFromBody,
  'GET /healthz': (_request, response) =>
    answer(response, 200, 'text/plain', 'ok\n'),
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://guestbook');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = routes[`${method} ${pathname}`];
  try {
    if (route) {
      await route(request, response);
    } else {
      answer(response, 404, 'text/plain', '404 page not found\n');
    }
  } catch (error) {
    const status = error instanceof BodyTooLargeError ? 413 : 500;
    answer(response, status, 'text/plain', `${error.message}\n`);
  }
});

process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
server.listen(Number(PORT));
