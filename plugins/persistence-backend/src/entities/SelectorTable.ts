import {
  matchesSelector,
  type EntitySelector,
  type Labelled,
} from '../observation/view';

/** An entity and what it selects. */
export interface SelectingEntity {
  entityRef: string;
  selector: EntitySelector;
}

/**
 * Finds the entities that select an object, without evaluating all selectors: nearly every selector asks for one of some values of a
 * label, so that only the entities which ask for a label of the object have to be looked at.
 */
export class SelectorTable {
  readonly #entityRefs = new Set<string>();
  readonly #byLabel = new Map<string, SelectingEntity[]>();
  /** Their selectors ask for no value of a label. */
  readonly #others: SelectingEntity[] = [];

  private constructor() {}

  static of(entities: Iterable<SelectingEntity>): SelectorTable {
    const table = new SelectorTable();
    for (const entity of entities) {
      table.#add(entity);
    }
    return table;
  }

  has(entityRef: string): boolean {
    return this.#entityRefs.has(entityRef);
  }

  /** The references of the entities that select an object of a cluster, in order. */
  entitiesSelecting(cluster: string, object: Labelled): string[] {
    const found: string[] = [];
    const collect = (entities: SelectingEntity[]) => {
      for (const { entityRef, selector } of entities) {
        if (
          (selector.cluster === undefined || selector.cluster === cluster) &&
          matchesSelector(selector, object)
        ) {
          found.push(entityRef);
        }
      }
    };
    for (const [key, value] of Object.entries(object.labels)) {
      collect(this.#byLabel.get(keyOf(key, value)) ?? []);
    }
    collect(this.#others);
    return found.sort();
  }

  #add(entity: SelectingEntity): void {
    this.#entityRefs.add(entity.entityRef);
    const requirement = entity.selector.labels.find(
      ({ operator }) => operator === 'In',
    );
    if (!requirement) {
      this.#others.push(entity);
      return;
    }
    for (const value of new Set(requirement.values)) {
      const key = keyOf(requirement.key, value);
      const entities = this.#byLabel.get(key);
      if (entities) {
        entities.push(entity);
      } else {
        this.#byLabel.set(key, [entity]);
      }
    }
  }
}

function keyOf(key: string, value: string): string {
  return `${key}=${value}`;
}
