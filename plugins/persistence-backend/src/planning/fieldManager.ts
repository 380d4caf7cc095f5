/** Who we are in `managedFields`. Flux takes fields from managers whose names begin with `kubectl`. */
export const FIELD_MANAGER = 'backstage-persistence';
