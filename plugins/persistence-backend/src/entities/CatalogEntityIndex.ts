import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
} from 'backstage-plugin-persistence-common';
import type { Labelled } from '../observation/view';
import type { EntityIndex } from './EntityIndex';
import { selectorOf } from './selectorOf';
import { SelectorTable, type SelectingEntity } from './SelectorTable';

/** How long an answer of the catalog is good enough. */
const REFRESH_MS = 60_000;

/** The catalog is not read more often than this, however many entities are new and however often it fails. */
const PAUSE_MS = 5_000;

/** Few enough for one answer of the catalog to stay small. */
const PAGE_SIZE = 500;

/** What the index needs of the catalog. */
export interface CatalogEntityIndexOptions {
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  logger: LoggerService;
}

/** Reads all entities with the annotations of the Kubernetes plugin from the catalog, again and again. */
export class CatalogEntityIndex implements EntityIndex {
  readonly #catalog: CatalogEntityIndexOptions['catalog'];
  readonly #auth: CatalogEntityIndexOptions['auth'];
  readonly #logger: LoggerService;
  #table = SelectorTable.of([]);
  #started = false;
  #isReading = false;
  #isFailing = false;
  #readAt = 0;
  #timer?: NodeJS.Timeout;

  private constructor(options: CatalogEntityIndexOptions) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  static create(options: CatalogEntityIndexOptions): CatalogEntityIndex {
    return new CatalogEntityIndex(options);
  }

  entitiesSelecting(cluster: string, workload: Labelled): string[] {
    return this.#table.entitiesSelecting(cluster, workload);
  }

  noticed(entityRef: string): void {
    if (this.#started && !this.#isReading && !this.#table.has(entityRef)) {
      this.#readIn(Math.max(0, this.#readAt + PAUSE_MS - Date.now()));
    }
  }

  /** Reads the catalog now and from then on. */
  start(): void {
    this.#started = true;
    this.#readIn(0);
  }

  stop(): void {
    this.#started = false;
    clearTimeout(this.#timer);
  }

  #readIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), delayMs);
    this.#timer.unref();
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      this.#table = SelectorTable.of(await this.#selectingEntities());
      if (this.#isFailing) {
        this.#logger.info('The catalog answers again');
      }
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) {
        this.#logger.warn(
          'The catalog could not be read, so workloads that several entities select may not be found; trying again',
          { error: stringifyError(error) },
        );
      }
      this.#isFailing = true;
    }
    this.#isReading = false;
    this.#readAt = Date.now();
    if (this.#started) {
      this.#readIn(this.#isFailing ? PAUSE_MS : REFRESH_MS);
    }
  }

  async #selectingEntities(): Promise<SelectingEntity[]> {
    const found: SelectingEntity[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: [
          KUBERNETES_ID_ANNOTATION,
          KUBERNETES_LABEL_SELECTOR_ANNOTATION,
        ].map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.annotations',
        ],
        totalItems: 'exclude',
        pageSize: PAGE_SIZE,
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const entities of pages) {
      for (const entity of entities) {
        const lookup = selectorOf(entity);
        if (lookup) {
          found.push({
            entityRef: stringifyEntityRef(entity),
            selector: lookup.selector,
          });
        }
      }
    }
    return found;
  }
}
