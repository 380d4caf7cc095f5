import type {
  Finding,
  Intent,
  MessageCode,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { eventually } from '../../src/clusters/testing';
import type { Portal } from './Portal';
import type { Writes } from './Writes';

/** How long it may take until the portal has seen why. */
const PATIENCE_MS = 60_000;

/** What only the server can say, when everything else is settled. */
const BY_THE_SERVER: readonly MessageCode[] = [
  'FORBIDDEN_BY_CLUSTER',
  'POD_SECURITY',
  'QUOTA_EXCEEDED',
  'REFUSED_BY_CLUSTER',
];

/**
 * Expects that something is refused for a reason, three times: the plan says so, carrying the plan out answers 422 with it, and the
 * cluster was not changed. Returns what the plan says.
 */
export async function expectRefused(options: {
  portal: Portal;
  writes: Writes;
  /** Of the component. */
  name: string;
  workload?: WorkloadRef;
  intent: Intent;
  code: MessageCode;
}): Promise<Finding> {
  const { portal, writes, name, workload, intent, code } = options;
  writes.forget();
  const plan = await eventually(async () => {
    const current = await portal.plan(name, intent, workload);
    expect(codesOf(current.blockers)).toContain(code);
    expect(current.steps.length > 0).toBe(BY_THE_SERVER.includes(code));

    const { status, body } = await portal.start(name, current);
    // Where something moves on in this moment, it is another plan
    expect({ status, name: body.error?.name }).toEqual({
      status: 422,
      name: 'PlanBlocked',
    });
    expect(codesOf(body.error.plan?.blockers ?? [])).toContain(code);
    return current;
  }, PATIENCE_MS);

  expect(writes.list()).toEqual([]);
  const found = plan.blockers.find(blocker => blocker.code === code);
  expect(found).toMatchObject({
    severity: expect.stringMatching(/^(danger|info)$/),
    text: expect.stringMatching(/^\S.*(\.$|The cluster says: \S)/s),
  });
  return found as Finding;
}

/** The codes of some findings. */
export function codesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}
