import { createHash } from 'node:crypto';

const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #fff; --text: #1c1e21; --soft: #5b6270; --line: #dfe2e8; --accent: #0b6e5f; --on-accent: #fff;
  --alert: #fdecea; --alert-text: #8a1c13;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15171b; --card: #1e2127; --text: #eceef1; --soft: #a6adba; --line: #343943; --accent: #6fd3bf; --on-accent: #06231e;
    --alert: #43201d; --alert-text: #ffc9c2;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { margin: 0; font-size: 2rem; letter-spacing: -0.02em; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1rem; }
.where { margin: 0.5rem 0 2rem; color: var(--soft); }
code { font: 0.9em ui-monospace, monospace; color: var(--text); }
form { display: flex; gap: 0.5rem; flex-wrap: wrap; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
label { flex-basis: 100%; font-weight: 600; }
input { flex: 1 1 12rem; min-width: 0; padding: 0.6rem 0.75rem; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 8px; }
button { padding: 0.6rem 1.1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 8px; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ol { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
li { display: flex; gap: 1rem; justify-content: space-between; padding: 0.75rem 1rem; }
li + li { border-top: 1px solid var(--line); }
li p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
time, .origin { flex: none; color: var(--soft); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.alert { margin: 0 0 1rem; padding: 0.75rem 1rem; background: var(--alert); color: var(--alert-text); border-radius: 12px; }
footer { margin-top: 2rem; color: var(--soft); font-size: 0.875rem; }
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data:; form-action 'self'; base-uri 'none'`;

const ESCAPES = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text) {
  return text.replace(/[&<>"']/g, character => ESCAPES[character]);
}

function renderTime(time) {
  if (!time) {
    return '';
  }
  const iso = time.toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

function renderEntries(entries) {
  if (entries.length === 0) {
    return '<p>Nothing yet. Be the first to write.</p>';
  }
  const items = entries
    .toReversed()
    .map(
      ({ text, time }) =>
        `<li><p>${escape(text.trimEnd())}</p>${renderTime(time)}</li>`,
    );
  return `<ol>\n${items.join('\n')}\n</ol>`;
}

/**
 * The page: a form and the entries, newest first.
 *
 * @param options `directory` is where the entries are kept; `problem` says why the last entry could not be
 */
export function renderPage({
  title,
  entries,
  directory,
  pod,
  release,
  problem,
}) {
  const count = entries.length === 1 ? '1 entry' : `${entries.length} entries`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
<p class="where">Entries are files in <code>${escape(directory)}</code>.</p>
${problem ? `<p class="alert" role="alert">Your entry was not kept: ${escape(problem)}</p>` : ''}
<form method="post" action="/">
<label for="entry">Write something</label>
<input id="entry" name="entry" maxlength="500" required autocomplete="off">
<button type="submit">Add entry</button>
</form>
<h2>${count}</h2>
${renderEntries(entries)}
<footer>Served by pod <code>${escape(pod)}</code>, release <code>${escape(release)}</code></footer>
</main>
</body>
</html>
`;
  return { html, contentSecurityPolicy: CONTENT_SECURITY_POLICY };
}
