export { createFinding, createMessage } from './createMessage';
export { MESSAGES, REMEDIES, type MessageCode } from './messages';
