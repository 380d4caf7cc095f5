import type { Operation } from 'backstage-plugin-persistence-common';

/** What is going on, as the switch says it. */
export type Activity = 'turningOn' | 'turningOff' | 'restarting' | 'working';

/** What an operation that runs does to the switch. */
export function activityOf({ intent }: Operation): Activity {
  switch (intent.kind) {
    case 'attach':
      return 'turningOn';
    case 'detach':
      return 'turningOff';
    case 'redeploy':
      return 'restarting';
    default:
      return 'working';
  }
}
