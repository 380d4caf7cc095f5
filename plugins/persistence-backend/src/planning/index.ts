export { attachableClaims } from './attachableClaims';
export { changesOf } from './planned';
export { claimBody } from './bodies/claimBody';
export { adoptPatch } from './bodies/adoptPatch';
export { mountPatch } from './bodies/mountPatch';
export { restartPatch } from './bodies/restartPatch';
export { shelvePatch } from './bodies/shelvePatch';
export { unmountPatch } from './bodies/unmountPatch';
export { blocked } from './blocked';
export { FIELD_MANAGER } from './fieldManager';
export { notSupportedYet } from './notSupportedYet';
export { offerActions } from './offerActions';
export { draftOf, isPlannable } from './draftOf';
export type {
  Draft,
  IntentOf,
  PlanDraft,
  PlannableKind,
  Planner,
  PlanningInput,
  Situation,
} from './PlanDraft';
export { recordOf } from './claimRecord';
export * from './Step';
export { accessModesOf, chosenByDefault } from './storageClasses';
export { suggestPaths } from './suggestPaths';
export { entityRefOf, findAmbiguousOwnership } from './ownership';
export { shelvedClaimsOf } from './shelf';
export { situationOf } from './situationOf';
