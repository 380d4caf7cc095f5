export { claimsOf } from './claimsOf';
export { claimStateOf } from './claimState';
export { dataPathsOf, type DataPath } from './dataPathsOf';
export { endsByItself, headlineOf, type Headline } from './headlineOf';
export { homesOf, type Home } from './homesOf';
export { keepDataOf, type KeepData } from './keepDataOf';
export { keyOf } from './keyOf';
export { mountRowsOf, type MountRow } from './mountRowsOf';
export { redeployOf } from './redeployOf';
