export { AuthorizedEntityStatusService } from './AuthorizedEntityStatusService';
