import { readExamples, type ExampleObject } from './__testUtils__';

// What packages/demo-cluster offers. A real cluster for tests offers the same names.
const IMAGES = [
  'localhost/busybox:1',
  'localhost/guestbook-distroless:1',
  'localhost/guestbook-nonroot:1',
  'localhost/guestbook:1',
  'localhost/guestbook:2',
];
const STORAGE_CLASSES = [
  'broken',
  'ext4',
  'fixed-size',
  'immediate',
  'retained',
  'shared',
  'slow',
  'standard',
];
const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** All values of a field, however deep it is. */
function valuesOf(value: unknown, field: string): unknown[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => [
    ...(key === field ? [child] : []),
    ...valuesOf(child, field),
  ]);
}

function describeObject({ kind, metadata }: ExampleObject) {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

describe('The examples', () => {
  const manifests = readExamples('manifests');
  const entities = readExamples('catalog');
  const components = entities.filter(({ kind }) => kind === 'Component');

  it('use only images that the clusters have', () => {
    const images = valuesOf(manifests, 'image');

    expect(images.length).toBeGreaterThan(0);
    expect(IMAGES).toEqual(expect.arrayContaining(images));
  });

  it('use only storage classes that the clusters have', () => {
    const classes = valuesOf(manifests, 'storageClassName');

    expect(classes.length).toBeGreaterThan(0);
    expect(STORAGE_CLASSES).toEqual(expect.arrayContaining(classes));
  });

  it('name no class for the well-known volume and its claim', () => {
    const wellKnown = manifests.filter(({ metadata: { name } }) =>
      ['example-pv', 'example-pvc'].includes(name),
    );

    expect(wellKnown.map(({ kind }) => kind).sort()).toEqual([
      'PersistentVolume',
      'PersistentVolumeClaim',
    ]);
    expect(valuesOf(wellKnown, 'storageClassName')).toEqual([]);
  });

  it('begin with the namespaces that the others are in', () => {
    const namespaces = manifests
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.name);

    expect(
      manifests.slice(0, namespaces.length).map(({ kind }) => kind),
    ).toEqual(namespaces.map(() => 'Namespace'));
    for (const { metadata } of manifests) {
      expect([undefined, ...namespaces]).toContain(metadata.namespace);
    }
  });

  it('hold no object twice', () => {
    const names = manifests.map(describeObject);

    expect(names).toEqual([...new Set(names)]);
  });

  it('give every service a port of its own', () => {
    const ports = valuesOf(manifests, 'nodePort');

    expect(ports.length).toBeGreaterThan(0);
    expect(ports).toEqual([...new Set(ports)]);
  });

  it.each(components.map(entity => [entity.metadata.name, entity] as const))(
    'run a workload for the component %s',
    (_, { metadata: { annotations = {} } }) => {
      const id = annotations[KUBERNETES_ID];
      const namespace = annotations['backstage.io/kubernetes-namespace'];
      const workloads = manifests.filter(
        ({ kind, metadata }) =>
          ['Deployment', 'StatefulSet'].includes(kind) &&
          metadata.labels?.[KUBERNETES_ID] === id &&
          (!namespace || metadata.namespace === namespace),
      );

      expect(id).toBeDefined();
      expect(workloads.length).toBeGreaterThan(0);
      for (const { spec } of workloads) {
        expect(spec).toHaveProperty(
          ['template', 'metadata', 'labels', KUBERNETES_ID],
          id,
        );
      }
    },
  );

  it('open services on ports that they have', () => {
    const links = components
      .flatMap(entity => valuesOf(entity.metadata, 'url'))
      .map(url => Number(new URL(String(url)).port));

    expect(links.sort()).toEqual(valuesOf(manifests, 'nodePort').sort());
  });
});
