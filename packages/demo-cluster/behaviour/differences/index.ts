import { apiDifferences } from './api';
import { podDifferences } from './pods';

/** Everything that is known to be different, in the order in which the README of the demo cluster names it. */
export const differences = [...apiDifferences, ...podDifferences];
