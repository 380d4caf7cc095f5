export { findAttachableClaims } from './findAttachableClaims';
export { findFreeVolumes } from './findFreeVolumes';
export { offerSize } from './offerSize';
export { offerStorageClasses } from './offerStorageClasses';
export { suggestPaths } from '../../planning';
