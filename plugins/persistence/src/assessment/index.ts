export { claimStateOf } from './claimState';
export { dataPathsOf, type DataPath } from './dataPathsOf';
export { headlineOf, type Headline } from './headlineOf';
export { keepDataOf, type KeepData } from './keepDataOf';
