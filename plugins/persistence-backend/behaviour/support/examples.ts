import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './Kubernetes';

const REPOSITORY = resolve(__dirname, '../../../..');

/** All documents of the YAML files of a folder (or of one file), in the order in which `kubectl apply` reads them. */
function readDocuments<T>(...path: string[]): T[] {
  const place = join(REPOSITORY, ...path);
  const files = place.endsWith('.yaml')
    ? [place]
    : readdirSync(place)
        .sort()
        .map(name => join(place, name));
  return files.flatMap(file =>
    parseAllDocuments(readFileSync(file, 'utf8')).map(
      document => document.toJS() as T,
    ),
  );
}

/** The services of examples/catalog. */
export function readExampleComponents(): Entity[] {
  return readDocuments<Entity>('examples', 'catalog').filter(
    ({ kind }) => kind === 'Component',
  );
}

/** What runs for them: examples/manifests without the services, whose ports may be taken and which say nothing of data. */
export function readExampleManifests(): KubernetesObject[] {
  return readDocuments<KubernetesObject>('examples', 'manifests').filter(
    ({ kind }) => kind !== 'Service',
  );
}

/** What the documentation tells an adopter to give: to one who wants to look, and to one who wants to keep data. */
export type Rights = 'read' | 'write';

/** The documented rights. Whoever writes has those to read too. */
export function readDocumentedRights(rights: Rights): KubernetesObject[] {
  return [
    ...readDocuments<KubernetesObject>('docs', 'rbac', 'read.yaml'),
    ...(rights === 'write'
      ? readDocuments<KubernetesObject>('docs', 'rbac', 'write.yaml')
      : []),
  ];
}
