import {
  readRecording,
  recordingNames,
} from '../assessment/__fixtures__/readRecording';
import { DefaultEntityStatusService } from '../status';
import { component, FakeObservation } from '../status/testing';
import { Conformity } from './__testUtils__/Conformity';
import { DEFAULT_POLICIES } from '../policies/testing';

/** Selects everything that a recording contains. */
const EVERYTHING = component({
  name: 'everything',
  id: false,
  annotations: {
    'backstage.io/kubernetes-label-selector': '!nobody-has-this-label',
    'backstage-persistence/path': '/var/lib/everything',
    'backstage-persistence/size': '3Gi',
  },
});

describe('answers about what a real cluster contained', () => {
  const conformity = Conformity.create();

  it.each(recordingNames())('conform: %s', async name => {
    const { items, recordedAt } = readRecording(name);
    const observation = new FakeObservation();
    observation.set('real', items);
    observation.set('unreadable', items, {
      unknown: ['persistentvolumeclaims', 'persistentvolumes', 'pods'],
      status: { state: 'forbidden', message: 'May not list pods' },
    });
    const service = DefaultEntityStatusService.create({
      clusters: () => observation.clusters(),
      entityIndex: {
        entitiesSelecting: () => ['component:default/other'],
        noticed: () => {},
      },
      policies: DEFAULT_POLICIES,
      operations: async () => [],
      now: () => new Date(recordedAt),
    });

    const answer = JSON.parse(JSON.stringify(await service.status(EVERYTHING)));
    expect([...answer.workloads, ...answer.shelf]).not.toEqual([]);
    expect(conformity.errorsOf('EntityPersistence', answer)).toEqual([]);
    expect(textOf(answer)).not.toMatch(/undefined|NaN|\[object|\{\{/);

    for (const { workload } of answer.workloads) {
      const options = JSON.parse(
        JSON.stringify(await service.options(EVERYTHING, workload)),
      );
      expect(conformity.errorsOf('Options', options)).toEqual([]);
    }
  });
});

/** All that a person reads. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(textOf).join('\n');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, each]) =>
        ['text', 'message', 'remedy', 'reason', 'evidence'].includes(key) ||
        typeof each === 'object'
          ? textOf(each)
          : '',
      )
      .join('\n');
  }
  return String(value);
}
