import { randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** A certificate that runs out sooner than this is made anew. */
const RENEW_BEFORE_MS = 7 * 24 * 3600_000;
const VALID_DAYS = 365;

/** How clients know the API server, and how it knows its user. All of it lies in the state folder, readable by its owner alone. */
export interface Identity {
  /** PEM */
  certificate: string;
  /** PEM */
  key: string;
  token: string;
}

/** Reads the identity of an earlier run, or makes one. */
export async function loadIdentity(directory: string): Promise<Identity> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = (name: string) => join(directory, name);
  const read = (name: string) =>
    existsSync(path(name)) ? readFileSync(path(name), 'utf8') : undefined;
  let certificate = read('ca.crt');
  let key = read('server.key');
  if (!certificate || !key || expiresSoon(certificate)) {
    ({ certificate, key } = await makeCertificate());
    write(path('ca.crt'), certificate);
    write(path('server.key'), key);
  }
  let token = read('token');
  if (!token) {
    token = randomBytes(24).toString('base64url');
    write(path('token'), token);
  }
  return { certificate, key, token };
}

/** Writes the kubeconfig that people and the portal use; returns its path. */
export function writeKubeconfig(
  directory: string,
  options: { server: string; identity: Identity },
): string {
  const { server, identity } = options;
  const path = join(directory, 'kubeconfig');
  write(
    path,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'demo',
      clusters: [
        {
          name: 'demo',
          cluster: {
            server,
            'certificate-authority-data': Buffer.from(
              identity.certificate,
            ).toString('base64'),
          },
        },
      ],
      users: [{ name: 'demo', user: { token: identity.token } }],
      contexts: [
        {
          name: 'demo',
          context: { cluster: 'demo', user: 'demo', namespace: 'demo' },
        },
      ],
    }),
  );
  return path;
}

function write(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
}

function expiresSoon(certificate: string): boolean {
  const { validTo } = new X509Certificate(certificate);
  return Date.parse(validTo) - Date.now() < RENEW_BEFORE_MS;
}

async function makeCertificate(): Promise<{
  certificate: string;
  key: string;
}> {
  // Loaded only when a certificate is made: it is not needed at the next start.
  const { generate } = await import('selfsigned');
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: 'demo-cluster' }],
    {
      keyType: 'ec',
      curve: 'P-256',
      notAfterDate: new Date(Date.now() + VALID_DAYS * 24 * 3600_000),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        {
          name: 'keyUsage',
          digitalSignature: true,
          keyCertSign: true,
          critical: true,
        },
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    },
  );
  return { certificate: cert, key };
}
