import { TestNode } from './testing/TestNode';

describe('the guestbook', () => {
  let cluster: TestNode;
  let url: string;

  beforeAll(async () => {
    cluster = TestNode.create();
    cluster.createPod('web', {
      containers: [{ name: 'app', image: 'localhost/guestbook:2' }],
    });
    await cluster.untilReady('web');
    const port = await cluster.until(() => cluster.portOf('web', 8080));
    url = `http://127.0.0.1:${port}`;
  });

  afterAll(async () => {
    await cluster.close();
  });

  async function entries(): Promise<string[]> {
    return (await fetch(`${url}/entries`)).json();
  }

  it('keeps what is posted to it, in order', async () => {
    const { status } = await fetch(`${url}/entries`, {
      method: 'POST',
      body: 'first',
    });
    expect(status).toBe(201);
    await fetch(`${url}/entries`, { method: 'POST', body: 'second' });
    expect(await entries()).toEqual([
      'shipped with the image\n',
      'first',
      'second',
    ]);
  });

  it('takes an entry from its form and shows the page again', async () => {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ entry: 'by <form>' }),
    });
    expect(response.redirected).toBe(true);
    expect(await response.text()).toContain('<p>by &lt;form&gt;</p>');
  });

  it('says where entries are, and which pod and release serve them', async () => {
    const response = await fetch(url);
    const html = await response.text();
    expect(html).toContain('Entries are files in <code>/data</code>.');
    expect(html).toContain('<code>web</code>, release <code>2</code>');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'/,
    );
    expect(html).not.toMatch(/(src|href)="https?:/);
  });

  it('answers what it has and nothing else', async () => {
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n');
    expect((await fetch(`${url}/nope`)).status).toBe(404);
    const tooLarge = await fetch(`${url}/entries`, {
      method: 'POST',
      body: 'x'.repeat(1024 * 1024 + 1),
    });
    expect(tooLarge.status).toBe(413);
  });

  it('says why it could not keep an entry', async () => {
    cluster.createPod('fixed', {
      containers: [
        {
          name: 'app',
          image: 'localhost/guestbook:1',
          securityContext: { readOnlyRootFilesystem: true },
        },
      ],
    });
    await cluster.untilReady('fixed');
    const port = await cluster.until(() => cluster.portOf('fixed', 8080));
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      body: new URLSearchParams({ entry: 'lost' }),
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toMatch(
      /role="alert">Your entry was not kept: open \/data\/\d+\.txt: permission denied</,
    );
  });
});
