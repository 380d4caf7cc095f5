/**
 * Finds the address of a plugin's backend. The discovery API of a frontend and the discovery service of a backend both do.
 *
 * @public
 */
export interface DiscoveryApi {
  getBaseUrl(pluginId: string): Promise<string>;
}

/**
 * Fetches as the caller: the fetch API of a frontend, or a backend's own that sends a token.
 *
 * @public
 */
export interface FetchApi {
  fetch: typeof fetch;
}
