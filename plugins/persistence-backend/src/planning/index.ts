export { offerActions } from './offerActions';
