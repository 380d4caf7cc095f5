import type { Agent } from 'node:http';

/** What the TLS connection to a cluster needs. Certificates and keys are PEM. */
export interface TlsMaterial {
  ca?: string | Buffer;
  cert?: string | Buffer;
  key?: string | Buffer;
  /** The name that the server's certificate has to have. Default: the host of the server's address. */
  servername?: string;
  /** Whether a certificate that nobody vouches for is refused. Default: yes. */
  rejectUnauthorized?: boolean;
}

/** How a cluster is reached at this moment: where, and as whom. Holds secrets: never log it. */
export interface ClusterAccess {
  /** The server's address without a trailing slash; it may have a path. */
  server: string;
  /** Sent with every request, for example `authorization`. Names are in lower case. */
  headers: Record<string, string>;
  tls: TlsMaterial;
  /** The HTTP, HTTPS or SOCKS5 proxy on the way. */
  proxyUrl?: string;
  /** Makes the connections of WebSockets where there is a proxy on the way. */
  webSocketAgent?: Agent;
}
