import type {
  Finding,
  Intent,
  MessageCode,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import type { Portal } from './Portal';
import type { Writes } from './Writes';

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
  const plan = await portal.untilPlan(
    name,
    intent,
    ({ blockers }) => expect(codesOf(blockers)).toContain(code),
    workload,
  );
  expect(plan.steps).toEqual(
    // What only the server can say is known when everything is settled
    BY_THE_SERVER.includes(code) ? expect.anything() : [],
  );

  const { status, body } = await portal.start(name, plan);

  expect({ status, name: body.error?.name }).toEqual({
    status: 422,
    name: 'PlanBlocked',
  });
  expect(codesOf(body.error.plan?.blockers ?? [])).toContain(code);
  expect(writes.list()).toEqual([]);
  const found = plan.blockers.find(blocker => blocker.code === code);
  expect(found).toMatchObject({
    severity: expect.stringMatching(/^(danger|info)$/),
    text: expect.stringMatching(/^\S.*(\.$|The cluster says: \S)/s),
  });
  return found as Finding;
}

const BY_THE_SERVER: readonly MessageCode[] = [
  'FORBIDDEN_BY_CLUSTER',
  'POD_SECURITY',
  'QUOTA_EXCEEDED',
  'REFUSED_BY_CLUSTER',
];

/** The codes of some findings. */
export function codesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}
