/**
 * Finds the address of a plugin's backend. The discovery API of a frontend and the discovery service of a backend both do.
 *
 * @public
 */
export interface DiscoveryApi {
  /** The address of a plugin's REST API, without a slash at the end. */
  getBaseUrl(pluginId: string): Promise<string>;
}

/**
 * Fetches as the caller: the fetch API of a frontend, or a backend's own that sends a token.
 *
 * @public
 */
export interface FetchApi {
  /** Fetches as the caller. */
  fetch: typeof fetch;
}
