import { createView } from '../observation/testing/createView';
import { claim } from './__fixtures__/objects';
import { annotationsOfRecord, NO_RECORD, recordOf } from './claimRecord';
import type { ClaimRecord } from './Step';

function read(annotations: Record<string, string>) {
  const view = createView({ objects: [claim({ name: 'data', annotations })] });
  return recordOf(view.claim('demo', 'data')!);
}

const RECORD: ClaimRecord = {
  workload: 'guestbook',
  container: 'web',
  path: '/data',
  subPath: 'files/uploads',
  previousStrategy: {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: 2, maxUnavailable: '10%' },
  },
  replaced: {
    volume: 'cache',
    emptyDir: { medium: 'Memory', sizeLimit: '1Gi' },
  },
};

describe('the record on a claim', () => {
  it('comes back as it was written', () => {
    expect(read(annotationsOfRecord(RECORD))).toEqual(RECORD);
  });

  it('comes back where there is little of it', () => {
    const little = { workload: 'guestbook', path: '/data' };
    expect(read(annotationsOfRecord(little))).toEqual(little);
    expect(read({})).toEqual({});
  });

  it('is taken away whole', () => {
    expect(Object.keys(NO_RECORD).sort()).toEqual(
      Object.keys(annotationsOfRecord(RECORD)).sort(),
    );
    expect(new Set(Object.values(NO_RECORD))).toEqual(new Set([null]));
  });

  it.each([
    ['path', 'data'],
    ['path', '/data/../etc'],
    ['path', ''],
    ['sub-path', '/data'],
    ['sub-path', '../data'],
    ['previous-strategy', 'Recreate'],
    ['previous-strategy', '"Recreate"'],
    ['previous-strategy', '[]'],
    ['previous-strategy', 'null'],
    ['previous-strategy', '{"type":"OnDelete"}'],
    ['previous-strategy', '{"type":["Recreate"]}'],
    ['replaced', '{}'],
    ['replaced', '{"volume":"cache"}'],
    ['replaced', '{"volume":1,"emptyDir":{}}'],
    ['replaced', '{"volume":"cache","emptyDir":[]}'],
  ])('says nothing by %s: %s', (name, value) => {
    expect(read({ [`backstage-persistence/${name}`]: value })).toEqual({});
  });

  it.each([
    [
      '{"type":"RollingUpdate","rollingUpdate":{"maxSurge":-1,"maxUnavailable":"all","extra":1}}',
      { type: 'RollingUpdate', rollingUpdate: {} },
    ],
    [
      '{"type":"RollingUpdate","rollingUpdate":"fast"}',
      { type: 'RollingUpdate', rollingUpdate: {} },
    ],
    ['{"type":"Recreate","rollingUpdate":{}}', { type: 'Recreate' }],
  ])('says of a strategy only what makes sense: %s', (text, strategy) => {
    expect(
      read({ 'backstage-persistence/previous-strategy': text })
        .previousStrategy,
    ).toEqual(strategy);
  });

  it('says of temporary space only what makes sense', () => {
    expect(
      read({
        'backstage-persistence/replaced':
          '{"volume":"cache","emptyDir":{"medium":7,"sizeLimit":"1Gi","hostPath":"/"}}',
      }).replaced,
    ).toEqual({ volume: 'cache', emptyDir: { sizeLimit: '1Gi' } });
  });
});
