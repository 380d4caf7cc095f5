export { ownersPolicyModule } from './ownersPolicyModule';
