import { ConfigReader } from '@backstage/config';
import type { Policies } from './Policies';
import { readPolicies } from './readPolicies';

/** What holds where nothing is configured, for tests. */
export const DEFAULT_POLICIES: Policies = readPolicies(new ConfigReader({}));
