import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from './openStore';
import { DefaultRegistry } from './registry/DefaultRegistry';
import { namespaces, storageClasses } from './resources';

let folder: string;
let stateDirectory: string;
let manifestsDirectory: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-store-'));
  stateDirectory = join(folder, 'state');
  manifestsDirectory = join(folder, 'manifests');
  mkdirSync(manifestsDirectory);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeManifest(text: string): void {
  writeFileSync(join(manifestsDirectory, 'shop.yaml'), text);
}

/** Opens the state, hands its registry over, and closes it again. */
function open<T>(look: (registry: DefaultRegistry) => T): T {
  const store = openStore({ stateDirectory, manifestsDirectory });
  try {
    return look(DefaultRegistry.create({ store }));
  } finally {
    store.close();
  }
}

const hasShop = (registry: DefaultRegistry) =>
  registry.find(namespaces, undefined, 'shop') !== undefined;

describe('a new state', () => {
  it('has the storage classes and the objects of the manifests', () => {
    writeManifest(
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    );

    expect(open(hasShop)).toBe(true);
    expect(open(registry => registry.list(storageClasses).length)).toBe(8);
  });

  it('stays new when a manifest is refused, so that a mended one is applied', () => {
    writeManifest(
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\nspce: {}\n',
    );

    expect(() => open(hasShop)).toThrow(/shop\.yaml: .*unknown field "spce"/);

    writeManifest(
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    );

    expect(open(hasShop)).toBe(true);
  });

  it('names a kind that the demo cluster does not serve', () => {
    writeManifest(
      'apiVersion: batch/v2\nkind: Job\nmetadata: { name: nightly }\n',
    );

    expect(() => open(hasShop)).toThrow(
      /shop\.yaml: the demo cluster does not serve batch\/v2 Job 'nightly'/,
    );
  });
});

describe('a state that is there', () => {
  it('keeps what was changed: the manifests are not applied again', () => {
    writeManifest(
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    );
    open(() => undefined);
    writeManifest(
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: other }\n',
    );

    expect(
      open(registry => registry.find(namespaces, undefined, 'other')),
    ).toBeUndefined();
  });
});
