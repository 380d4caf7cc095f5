import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

const CATALOG = resolve(__dirname, '../../../examples/catalog');

/** The services of the demo. */
export function readExampleComponents(): Entity[] {
  return readdirSync(CATALOG)
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(CATALOG, name), 'utf8')),
    )
    .map(document => document.toJS() as Entity)
    .filter(({ kind }) => kind === 'Component');
}
