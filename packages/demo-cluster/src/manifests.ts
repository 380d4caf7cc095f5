import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isJsonObject, type JsonObject } from './model/json';
import type { KubernetesObject } from './model/objects';
import { apiVersionOf, type Resource } from './model/Resource';
import { StatusError } from './model/StatusError';
import type { Registry } from './registry/Registry';
import { allResources } from './resources';
import { decode } from './schema/decode';
import { kindType } from './schema/Schema';

/**
 * Creates the objects of all YAML files in a folder, namespaces first; what is there already stays as it is.
 *
 * @throws Error naming the file and the object that was refused
 */
export function applyManifests(registry: Registry, directory: string): void {
  const objects = readdirSync(directory)
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .flatMap(file => read(join(directory, file)));
  const isNamespace = ({ value }: ManifestObject) => value.kind === 'Namespace';
  for (const manifest of [
    ...objects.filter(isNamespace),
    ...objects.filter(object => !isNamespace(object)),
  ]) {
    create(registry, manifest);
  }
}

interface ManifestObject {
  file: string;
  value: JsonObject;
}

function read(file: string): ManifestObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap(document => {
    if (document.errors.length) {
      throw new Error(`${file}: ${document.errors[0].message}`);
    }
    const value: unknown = document.toJS();
    return isJsonObject(value) ? [{ file, value }] : [];
  });
}

function create(registry: Registry, { file, value }: ManifestObject): void {
  const {
    apiVersion = '',
    kind = '',
    metadata: named,
  } = value as KubernetesObject;
  const name = named?.name ?? '';
  const resource = (allResources as readonly Resource[]).find(
    known => known.kind === kind && apiVersionOf(known) === apiVersion,
  );
  if (!resource) {
    throw new Error(
      `${file}: the demo cluster does not serve ${apiVersion} ${kind} '${name}'`,
    );
  }
  const { object, strictErrors } = decode(value, kindType(apiVersion, kind));
  if (strictErrors.length) {
    throw new Error(`${file}: ${kind} '${name}': ${strictErrors.join(', ')}`);
  }
  const received: KubernetesObject = object as KubernetesObject;
  const metadata = {
    ...received.metadata,
    ...(resource.namespaced
      ? { namespace: received.metadata?.namespace ?? 'default' }
      : {}),
  };
  try {
    registry.create(resource, { ...received, metadata });
  } catch (error) {
    if (!(error instanceof StatusError) || error.reason !== 'AlreadyExists') {
      throw new Error(
        `${file}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}
