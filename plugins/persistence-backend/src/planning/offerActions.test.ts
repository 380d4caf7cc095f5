import { createFinding } from 'backstage-plugin-persistence-common';
import { readRecording } from '../assessment/__fixtures__/readRecording';
import { createView } from '../observation/testing/createView';
import type { Workload } from '../observation/view';
import { DEFAULT_POLICIES } from '../policies/testing';
import { offerActions } from './offerActions';

const ambiguous = createFinding({
  code: 'OWNERSHIP_AMBIGUOUS',
  severity: 'warning',
  params: { count: 2 },
});

function offers(options: {
  recording: string;
  kind: Workload['kind'];
  name: string;
  readOnly?: boolean;
  ambiguous?: typeof ambiguous;
}) {
  const { recording, kind, name, readOnly } = options;
  const { items } = readRecording(recording);
  const view = createView({ cluster: 'prod', objects: items, readOnly });
  const namespace = recording === 'examples' ? 'demo' : `c-${recording}`;
  const workload = view.workload(namespace, kind, name)!;
  return offerActions({
    entityRef: 'component:default/guestbook',
    workload,
    view,
    prefill: {},
    ownClaims: [],
    shelf: [],
    facts: {},
    policies: DEFAULT_POLICIES,
    ...(options.ambiguous && { ambiguous: options.ambiguous }),
    now: new Date(0),
  });
}

const guestbook = {
  recording: 'examples',
  kind: 'Deployment' as const,
  name: 'guestbook',
};

describe('offerActions', () => {
  it('offers to keep data, and to redeploy, where nothing is kept', () => {
    expect(offers(guestbook)).toEqual([
      { intent: 'attach', allowed: true },
      { intent: 'redeploy', allowed: true },
    ]);
  });

  it.each([
    ['Deployment' as const, 'orders'],
    ['StatefulSet' as const, 'ledger'],
  ])('names both directions where a claim is mounted: %s %s', (kind, name) => {
    expect(
      offers({ recording: 'examples', kind, name }).map(({ intent }) => intent),
    ).toEqual(['attach', 'detach', 'redeploy']);
  });

  it('says which cluster may not be changed', () => {
    const [attach] = offers({ ...guestbook, readOnly: true });
    expect(attach).toMatchObject({
      allowed: false,
      reason: {
        code: 'CLUSTER_READ_ONLY',
        text: 'The portal may look at prod, but not change it.',
      },
    });
  });

  it('says first that the workload is not the entity’s alone', () => {
    const [attach] = offers({ ...guestbook, readOnly: true, ambiguous });
    expect(attach).toEqual({
      intent: 'attach',
      allowed: false,
      reason: ambiguous,
    });
  });

  it.each([
    ['DaemonSet' as const, 'agent'],
    ['CronJob' as const, 'report'],
    ['Job' as const, 'once'],
  ])('offers nothing for a %s', (kind, name) => {
    expect(offers({ recording: 'kinds', kind, name })).toEqual([]);
  });
});
