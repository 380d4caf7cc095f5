import { kindDifferences } from './kinds';
import { podDifferences } from './pods';
import { protocolDifferences } from './protocol';

/** Everything that is known to be different, in the order in which the README of the demo cluster names it. */
export const differences = [
  ...protocolDifferences,
  ...kindDifferences,
  ...podDifferences,
];
