import type { APIRequestContext, APIResponse } from '@playwright/test';
import { PORTAL_URL } from './environment';

/** The portal's REST API, as the guest uses it without a page. */
export class PortalApi {
  readonly #request: APIRequestContext;
  readonly #url: string;
  readonly #token: string;

  private constructor(options: {
    request: APIRequestContext;
    url: string;
    token: string;
  }) {
    this.#request = options.request;
    this.#url = options.url;
    this.#token = options.token;
  }

  /** Signs in. */
  static async open(
    request: APIRequestContext,
    url = PORTAL_URL,
  ): Promise<PortalApi> {
    const session = await request.get(`${url}/api/auth/guest/refresh`);
    const { backstageIdentity } = await session.json();
    return new PortalApi({ request, url, token: backstageIdentity.token });
  }

  /** Asks for what is at a path below the persistence plugin's; with a body, posts it. */
  send(path: string, body?: object): Promise<APIResponse> {
    return this.#request.fetch(`${this.#url}/api/persistence${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${this.#token}` },
      data: body,
    });
  }
}
