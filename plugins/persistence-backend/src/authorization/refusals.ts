/** Why somebody is refused who may not see an entity's volumes. */
export const MAY_NOT_SEE =
  'You may not see where the data of this entity lives';

/** Why somebody is refused who may not do something. */
export function mayNotDo(intent: string): string {
  return `You may not do this to the volumes of this entity: ${intent}`;
}
