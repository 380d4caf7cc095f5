import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const EXAMPLES = resolve(__dirname, '../../../../examples');

/** An object of a YAML document below examples/: an entity or a Kubernetes object. */
export interface ExampleObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec?: Record<string, unknown>;
}

/** All objects of a folder below examples/, in the order in which `kubectl apply` reads them. */
export function readExamples(folder: string): ExampleObject[] {
  const directory = join(EXAMPLES, folder);
  return readdirSync(directory)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(directory, name), 'utf8')),
    )
    .map(document => document.toJS());
}
