import { events, namespaces, nodes, pods } from '../resources';
import type { Stored } from '../model/objects';
import { EventRecorder } from './EventRecorder';
import { pod, TestRegistry } from './testing/TestRegistry';

let test: TestRegistry;
let subject: Stored;

beforeEach(() => {
  test = TestRegistry.create();
  subject = test.registry.create(pods, pod('web'));
});

afterEach(() => {
  test.dispose();
});

function recorder(host?: string): EventRecorder {
  return EventRecorder.create({
    registry: test.registry,
    component: 'kubelet',
    host,
  });
}

function recorded() {
  return test.registry.list(events);
}

describe('events', () => {
  it('say what happened to which object, when, and who saw it', () => {
    recorder('n1').event(subject, {
      type: 'Normal',
      reason: 'Started',
      message: 'Container started',
      fieldPath: 'spec.containers{app}',
    });

    expect(recorded()).toEqual([
      expect.objectContaining({
        involvedObject: {
          apiVersion: 'v1',
          kind: 'Pod',
          namespace: 'demo',
          name: 'web',
          uid: subject.metadata.uid,
          resourceVersion: subject.metadata.resourceVersion,
          fieldPath: 'spec.containers{app}',
        },
        type: 'Normal',
        reason: 'Started',
        message: 'Container started',
        count: 1,
        firstTimestamp: '2026-01-01T12:00:00Z',
        lastTimestamp: '2026-01-01T12:00:00Z',
        source: { component: 'kubelet', host: 'n1' },
        reportingComponent: 'kubelet',
      }),
    ]);
    expect(recorded()[0].metadata.name).toMatch(/^web\.[0-9a-f]{16}$/);
  });

  it('that happen again are counted', () => {
    const kubelet = recorder();
    const occurred = {
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off',
    } as const;
    kubelet.event(subject, occurred);
    test.now = new Date('2026-01-01T12:00:30Z');
    kubelet.event(subject, occurred);
    kubelet.event(subject, { ...occurred, message: 'Another' });

    expect(
      recorded().map(({ message, count, firstTimestamp, lastTimestamp }) => ({
        message,
        count,
        firstTimestamp,
        lastTimestamp,
      })),
    ).toEqual(
      expect.arrayContaining([
        {
          message: 'Back-off',
          count: 2,
          firstTimestamp: '2026-01-01T12:00:00Z',
          lastTimestamp: '2026-01-01T12:00:30Z',
        },
        {
          message: 'Another',
          count: 1,
          firstTimestamp: '2026-01-01T12:00:30Z',
          lastTimestamp: '2026-01-01T12:00:30Z',
        },
      ]),
    );
    expect(recorded()).toHaveLength(2);
  });

  it('with an action have a series in place of a count', () => {
    const scheduler = recorder();
    const occurred = {
      type: 'Warning',
      reason: 'FailedScheduling',
      message: 'no room',
      action: 'Scheduling',
    } as const;
    scheduler.event(subject, occurred);
    expect(recorded()[0]).toMatchObject({
      action: 'Scheduling',
      eventTime: '2026-01-01T12:00:00.500000Z',
      source: {},
    });
    expect(recorded()[0]).not.toHaveProperty('count');

    test.now = new Date('2026-01-01T12:00:01.250Z');
    scheduler.event(subject, occurred);

    expect(recorded()).toHaveLength(1);
    expect(recorded()[0].series).toEqual({
      count: 2,
      lastObservedTime: '2026-01-01T12:00:01.250000Z',
    });
  });

  it('about what has no namespace are in the namespace default', () => {
    test.registry.create(namespaces, { metadata: { name: 'default' } });
    const node = test.registry.create(nodes, { metadata: { name: 'n1' } });

    recorder().event(node, {
      type: 'Normal',
      reason: 'NodeReady',
      message: 'ready',
    });

    expect(recorded()[0].metadata.namespace).toBe('default');
    expect(recorded()[0].involvedObject).not.toHaveProperty('namespace');
  });

  it('are dropped where nothing can be created any more', () => {
    test.registry.delete(namespaces, undefined, 'demo');

    recorder().event(subject, {
      type: 'Normal',
      reason: 'Killing',
      message: 'Stopping',
    });

    expect(recorded()).toEqual([]);
  });

  it('are written anew when the former one is gone', () => {
    const kubelet = recorder();
    const occurred = { type: 'Normal', reason: 'A', message: 'b' } as const;
    kubelet.event(subject, occurred);
    test.registry.delete(events, 'demo', recorded()[0].metadata.name);

    kubelet.event(subject, occurred);

    expect(recorded().map(({ count }) => count)).toEqual([1]);
  });
});
