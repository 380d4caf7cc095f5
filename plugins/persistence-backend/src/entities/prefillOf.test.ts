import type { Entity } from '@backstage/catalog-model';
import { prefillOf } from './prefillOf';

function entityWith(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'guestbook', annotations },
  };
}

describe('prefillOf', () => {
  it('reads what the annotations suggest', () => {
    expect(
      prefillOf(
        entityWith({
          'backstage-persistence/path': '/var/lib/guestbook',
          'backstage-persistence/size': '5Gi',
          'backstage-persistence/storage-class': 'fast.ssd',
          'backstage-persistence/container': 'web',
        }),
      ),
    ).toEqual({
      path: '/var/lib/guestbook',
      size: '5Gi',
      storageClass: 'fast.ssd',
      container: 'web',
    });
  });

  it('suggests nothing without annotations', () => {
    expect(prefillOf(entityWith({}))).toEqual({});
  });

  it.each([
    [' /data ', '/data'],
    ['/data/', '/data'],
    ['//data///files', '/data/files'],
    ['/data/..files', '/data/..files'],
    ['/with space', '/with space'],
  ])('reads the path %p', (annotation, path) => {
    expect(
      prefillOf(entityWith({ 'backstage-persistence/path': annotation })),
    ).toEqual({ path });
  });

  it.each([
    ['path', 'data'],
    ['path', './data'],
    ['path', '/'],
    ['path', '/data/../etc'],
    ['path', '/data/.'],
    ['path', '/da:ta'],
    ['path', 'C:\\data'],
    ['path', '  '],
    ['size', 'big'],
    ['size', '0'],
    ['size', '-1Gi'],
    ['size', '1GB'],
    ['storage-class', 'Fast'],
    ['storage-class', 'fast ssd'],
    ['storage-class', '-fast'],
    ['container', 'web.front'],
    ['container', 'Web'],
    ['container', `${'a'.repeat(64)}`],
  ])('leaves out the %s %p', (name, value) => {
    expect(
      prefillOf(entityWith({ [`backstage-persistence/${name}`]: value })),
    ).toEqual({});
  });
});
