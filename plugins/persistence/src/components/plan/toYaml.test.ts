import { toYaml } from './toYaml';

describe('toYaml', () => {
  it('writes a claim as people do', () => {
    expect(
      toYaml({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'orders-data',
          labels: { 'backstage-persistence/managed': 'true' },
        },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      }),
    ).toBe(
      `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: orders-data
  labels:
    backstage-persistence/managed: "true"
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: "1Gi"`,
    );
  });

  it('writes a patch with what it removes', () => {
    expect(
      toYaml({
        volumes: [
          {
            name: 'data',
            emptyDir: null,
            persistentVolumeClaim: { claimName: 'x' },
          },
        ],
        replicas: 1,
        paused: false,
        $patch: undefined,
      }),
    ).toBe(
      `volumes:
  - name: data
    emptyDir: null
    persistentVolumeClaim:
      claimName: x
replicas: 1
paused: false`,
    );
  });

  it.each([
    ['', '""'],
    ['no', '"no"'],
    ['12', '"12"'],
    ['2026-11-21T12:00:00Z', '"2026-11-21T12:00:00Z"'],
    ['- a', '"- a"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['two\nlines', '"two\\nlines"'],
    ['{"type":"Recreate"}', '"{\\"type\\":\\"Recreate\\"}"'],
    ['user:default/guest', '"user:default/guest"'],
    ['/data', '/data'],
    ['~', '"~"'],
    [[], '[]'],
    [{}, '{}'],
    [[[1, 2], []], '- - 1\n  - 2\n- []'],
  ])('keeps %j what it is', (value, text) => {
    expect(toYaml(value)).toBe(text);
  });
});
