import type { ClusterRequest } from '../../clusters';
import {
  FakeApi,
  refusal,
  silence,
  stepContext,
  STEPS,
  WORKLOAD,
} from '../__testUtils__';
import type { StepContext } from '../StepHandler';
import { LeaseLostError } from '../store';
import { adoptClaim } from './adoptClaim';
import { createClaim } from './createClaim';
import { mountClaim } from './mountClaim';
import { restartWorkload } from './restartWorkload';
import { shelveClaim } from './shelveClaim';
import { unmountClaim } from './unmountClaim';

const CLAIMS = '/api/v1/namespaces/demo/persistentvolumeclaims';
const CLAIM = `${CLAIMS}/guestbook-data`;
const DEPLOYMENT = '/apis/apps/v1/namespaces/demo/deployments/guestbook';
const SHELVED_AT = 'backstage-persistence/shelved-at';
const OPERATION = 'backstage-persistence/operation';

const OTHERS = { annotations: { [OPERATION]: 'operation-0' } };
const SHELVED = {
  uid: 'claim-uid',
  annotations: { ...OTHERS.annotations, [SHELVED_AT]: '2026-01-01T00:00:00Z' },
};

let api: FakeApi;
let context: StepContext;

beforeEach(() => {
  api = FakeApi.create();
  context = stepContext({ cluster: api.cluster });
});

const isWrite = ({ method = 'GET' }: ClusterRequest) => method !== 'GET';

/** Calls something before the first write is answered, once. */
function beforeWrite(happens: () => void): void {
  api.before = request => {
    if (isWrite(request)) {
      api.before = () => {};
      happens();
    }
  };
}

/** The answer to the first write that lands is lost. */
function loseAnswer(): void {
  api.after = () => {
    api.after = () => {};
    throw silence();
  };
}

const lostLease = () =>
  stepContext({
    cluster: api.cluster,
    confirmLease: async () => {
      throw new LeaseLostError({ operationId: 'operation-1', fencing: 1 });
    },
  });

describe('create-claim', () => {
  const step = STEPS.createClaim;

  it('makes a claim that says whose it is, what for, by whom and by which operation', async () => {
    await createClaim.run(step, context);

    expect(api.landed).toEqual([`POST ${CLAIMS}`]);
    expect(api.get(CLAIM)).toMatchObject({
      metadata: {
        labels: { 'backstage-persistence/managed': 'true' },
        annotations: {
          'backstage-persistence/entity': 'component:default/guestbook',
          'backstage-persistence/path': '/data',
          'backstage-persistence/actor': 'user:default/guest',
          [OPERATION]: 'operation-1',
        },
      },
      spec: {
        storageClassName: 'standard',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    expect(api.cluster.requests.at(-1)?.query).toEqual({
      fieldManager: 'backstage-persistence',
      fieldValidation: 'Strict',
    });
  });

  it('makes it once however often it runs', async () => {
    await createClaim.run(step, context);
    await createClaim.run(step, context);

    expect(api.landed).toHaveLength(1);
  });

  it('finds what it made when the answer was lost', async () => {
    loseAnswer();
    await expect(createClaim.run(step, context)).rejects.toMatchObject({
      kind: 'timeout',
    });
    await createClaim.run(step, context);

    expect(api.landed).toHaveLength(1);
  });

  it('finds what another runner of the same operation made in this moment', async () => {
    beforeWrite(() =>
      api.put(CLAIM, {
        metadata: { annotations: { [OPERATION]: 'operation-1' } },
      }),
    );
    await createClaim.run(step, context);

    expect(api.landed).toEqual([]);
  });

  it.each([
    ['before', () => api.put(CLAIM, { metadata: OTHERS })],
    ['in this moment', () => beforeWrite(() => api.put(CLAIM))],
  ])('leaves alone what somebody else made %s', async (_, make) => {
    make();

    await expect(createClaim.run(step, context)).rejects.toMatchObject({
      finding: { code: 'CLAIM_IN_USE' },
      changedNothing: true,
    });
    expect(api.landed).toEqual([]);
  });

  it.each([403, 500, 409])('passes on the answer %d', async status => {
    beforeWrite(() => {
      throw refusal(status);
    });

    await expect(createClaim.run(step, context)).rejects.toMatchObject({
      status,
    });
  });

  it('writes nothing when somebody else runs the operation now', async () => {
    await expect(createClaim.run(step, lostLease())).rejects.toThrow(
      LeaseLostError,
    );
    expect(api.landed).toEqual([]);
  });

  describe('taken back', () => {
    it('goes to the shelf, once, and nothing is deleted', async () => {
      await createClaim.run(step, context);
      await createClaim.undo(step, context);
      await createClaim.undo(step, context);

      expect(api.landed).toEqual([`POST ${CLAIMS}`, `PATCH ${CLAIM}`]);
      expect(api.get(CLAIM).metadata.annotations).toMatchObject({
        [SHELVED_AT]: expect.stringMatching(/^20/),
        'backstage-persistence/shelved-by': 'user:default/guest',
        'backstage-persistence/keep-until': step.keepUntil,
        'backstage-persistence/path': '/data',
      });
    });

    it.each([
      ['nothing was made', () => {}],
      [
        'the claim is somebody else’s',
        () => api.put(CLAIM, { metadata: OTHERS }),
      ],
    ])('does nothing when %s', async (_, make) => {
      make();
      await createClaim.undo(step, context);

      expect(api.landed).toEqual([]);
    });
  });
});

describe('adopt-claim', () => {
  const step = STEPS.adoptClaim;

  it('takes a claim off the shelf, once', async () => {
    api.put(CLAIM, { metadata: SHELVED });
    await adoptClaim.run(step, context);
    await adoptClaim.run(step, context);

    expect(api.landed).toEqual([`PATCH ${CLAIM}`]);
    expect(api.get(CLAIM).metadata.annotations).toEqual({
      'backstage-persistence/entity': 'component:default/guestbook',
      'backstage-persistence/workload': 'guestbook',
      'backstage-persistence/container': 'app',
      'backstage-persistence/path': '/data',
      'backstage-persistence/actor': 'user:default/guest',
      [OPERATION]: 'operation-1',
    });
  });

  it('reads again when somebody else was faster', async () => {
    api.put(CLAIM, { metadata: SHELVED });
    beforeWrite(() => api.touch(CLAIM));
    await adoptClaim.run(step, context);

    expect(api.landed).toEqual([`PATCH ${CLAIM}`]);
  });

  it.each([
    ['gone', () => {}],
    ['another one of the same name', () => api.put(CLAIM)],
  ])('says that the claim is %s', async (_, make) => {
    make();

    await expect(adoptClaim.run(step, context)).rejects.toMatchObject({
      finding: { code: 'OBJECT_GONE' },
      changedNothing: true,
    });
    expect(api.landed).toEqual([]);
  });

  it('puts it back on the shelf when it is taken back', async () => {
    api.put(CLAIM, { metadata: SHELVED });
    await adoptClaim.run(step, context);
    await adoptClaim.undo(step, context);
    await adoptClaim.undo(step, context);

    expect(api.landed).toHaveLength(2);
    expect(api.get(CLAIM).metadata.annotations).toHaveProperty([SHELVED_AT]);
  });

  it('cannot land any more after it was taken back by whoever took over', async () => {
    api.put(CLAIM, { metadata: SHELVED });
    let isLost = false;
    const paused = stepContext({
      cluster: api.cluster,
      confirmLease: async () => {
        if (isLost) {
          throw new LeaseLostError({ operationId: 'operation-1', fencing: 1 });
        }
      },
    });
    let taken: Promise<void> | undefined;
    beforeWrite(() => {
      isLost = true;
      taken = adoptClaim.undo(step, context);
      // As the former runner sees it: the write of the other one is there before its own
      api.touch(CLAIM);
    });

    await expect(adoptClaim.run(step, paused)).rejects.toThrow(LeaseLostError);
    await taken;
    expect(api.get(CLAIM).metadata.annotations).toHaveProperty([SHELVED_AT]);
  });
});

describe.each([
  ['mount-claim', (it: StepContext) => mountClaim.run(STEPS.mountClaim, it)],
  [
    'unmount-claim',
    (it: StepContext) => unmountClaim.run(STEPS.unmountClaim, it),
  ],
  [
    'restart-workload',
    (it: StepContext) => restartWorkload.run(STEPS.restart, it),
  ],
])('%s', (_, run) => {
  const metadata = { uid: WORKLOAD.uid, generation: 1 };

  it('changes the workload once, and says which generation that is', async () => {
    api.put(DEPLOYMENT, { metadata });

    expect(await run(context)).toEqual({ generation: 2 });
    expect(await run(context)).toEqual({ generation: 2 });
    expect(api.landed).toEqual([`PATCH ${DEPLOYMENT}`]);
    expect(api.get(DEPLOYMENT).metadata.annotations).toEqual({
      [OPERATION]: 'operation-1',
      'backstage-persistence/actor': 'user:default/guest',
    });
    const patch = api.cluster.requests.find(isWrite);
    expect(patch).toMatchObject({
      contentType: 'application/strategic-merge-patch+json',
      query: {
        fieldManager: 'backstage-persistence',
        fieldValidation: 'Strict',
      },
      body: { metadata: { resourceVersion: expect.any(String) } },
    });
  });

  it('finds what it did when the answer was lost and others went on', async () => {
    api.put(DEPLOYMENT, { metadata });
    loseAnswer();
    await expect(run(context)).rejects.toMatchObject({ kind: 'timeout' });
    api.get(DEPLOYMENT).metadata.generation = 7;

    expect(await run(context)).toEqual({ generation: 7 });
    expect(api.landed).toHaveLength(1);
  });

  it('reads again when the status changes all the time', async () => {
    api.put(DEPLOYMENT, { metadata });
    let changes = 0;
    api.before = request => {
      if (isWrite(request) && changes < 5) {
        changes += 1;
        api.touch(DEPLOYMENT);
      }
    };

    expect(await run(context)).toEqual({ generation: 2 });
    expect(api.landed).toHaveLength(1);
  });

  it('gives up for a while when it never gets its turn', async () => {
    api.put(DEPLOYMENT, { metadata });
    api.before = request => {
      if (isWrite(request)) {
        api.touch(DEPLOYMENT);
      }
    };

    await expect(run(context)).rejects.toMatchObject({ reason: 'Conflict' });
    expect(api.landed).toEqual([]);
  });

  it.each([
    [
      'before',
      () => api.put(DEPLOYMENT, { metadata: { ...metadata, generation: 2 } }),
    ],
    [
      'in this moment',
      () => {
        api.put(DEPLOYMENT, { metadata });
        beforeWrite(() =>
          api.put(DEPLOYMENT, { metadata: { ...metadata, generation: 2 } }),
        );
      },
    ],
  ])(
    'changes nothing that somebody else has changed %s',
    async (__, change) => {
      change();

      await expect(run(context)).rejects.toMatchObject({
        finding: { code: 'CHANGED_MEANWHILE' },
        changedNothing: true,
      });
      expect(api.landed).toEqual([]);
    },
  );

  it.each([
    ['is gone', () => {}],
    ['was made anew', () => api.put(DEPLOYMENT)],
  ])('says that the workload %s', async (__, make) => {
    make();

    await expect(run(context)).rejects.toMatchObject({
      finding: { code: 'OBJECT_GONE' },
    });
  });

  it('says that nothing was changed when the cluster refuses', async () => {
    api.put(DEPLOYMENT, { metadata });
    beforeWrite(() => {
      throw refusal(422, 'Invalid');
    });

    await expect(run(context)).rejects.toMatchObject({
      finding: { code: 'REFUSED_BY_CLUSTER' },
      changedNothing: true,
    });
  });

  it.each([500, 503, 429])('passes on the answer %d', async status => {
    api.put(DEPLOYMENT, { metadata });
    beforeWrite(() => {
      throw refusal(status);
    });

    await expect(run(context)).rejects.toMatchObject({ status });
  });

  it('writes nothing when somebody else runs the operation now', async () => {
    api.put(DEPLOYMENT, { metadata });

    await expect(run(lostLease())).rejects.toThrow(LeaseLostError);
    expect(api.landed).toEqual([]);
  });
});

describe('shelve-claim', () => {
  it('writes since when, by whom and until when, once', async () => {
    api.put(CLAIM, { metadata: { uid: 'claim-uid', ...OTHERS } });
    await shelveClaim.run(STEPS.shelveClaim, context);
    await shelveClaim.run(STEPS.shelveClaim, context);

    expect(api.landed).toEqual([`PATCH ${CLAIM}`]);
    expect(api.get(CLAIM).metadata.annotations).toMatchObject({
      [SHELVED_AT]: expect.any(String),
      'backstage-persistence/shelved-by': 'user:default/guest',
      'backstage-persistence/keep-until': STEPS.shelveClaim.keepUntil,
      'backstage-persistence/container': 'app',
      'backstage-persistence/path': '/data',
      [OPERATION]: 'operation-1',
    });
  });

  it('writes it anew for a claim that was on the shelf before', async () => {
    api.put(CLAIM, { metadata: SHELVED });
    await shelveClaim.run(STEPS.shelveClaim, context);

    expect(api.get(CLAIM).metadata.annotations?.[SHELVED_AT]).not.toBe(
      SHELVED.annotations[SHELVED_AT],
    );
  });
});
