export { CatalogEntityIndex } from './CatalogEntityIndex';
export type { EntityIndex } from './EntityIndex';
export { prefillOf, type Prefill } from './prefillOf';
export { SELECTS_NOTHING, selectorOf, type EntityLookup } from './selectorOf';
