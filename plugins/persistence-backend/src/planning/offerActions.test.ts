import { createFinding } from 'backstage-plugin-persistence-common';
import { assess } from '../assessment';
import { readRecording } from '../assessment/__fixtures__/readRecording';
import { createView } from '../observation/testing/createView';
import type { Workload } from '../observation/view';
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
    workload,
    assessment: assess(workload, view, {}, new Date(0)),
    ambiguous: options.ambiguous,
    view,
  });
}

const guestbook = {
  recording: 'examples',
  kind: 'Deployment' as const,
  name: 'guestbook',
};

describe('offerActions', () => {
  it('names what is not part of this version', () => {
    expect(offers(guestbook)).toEqual([
      {
        intent: 'attach',
        allowed: false,
        reason: {
          code: 'NOT_SUPPORTED_YET',
          severity: 'info',
          params: {},
          text: 'Switching is not part of this version yet.',
        },
      },
    ]);
  });

  it.each([
    ['Deployment' as const, 'orders'],
    ['StatefulSet' as const, 'ledger'],
  ])('names both directions where a claim is mounted: %s %s', (kind, name) => {
    expect(
      offers({ recording: 'examples', kind, name }).map(({ intent }) => intent),
    ).toEqual(['attach', 'detach']);
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
