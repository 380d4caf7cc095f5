import type {
  EntityPersistence,
  Operation,
} from 'backstage-plugin-persistence-common';

/** Why the REST API gives nothing of use. */
export type DevFailure =
  | { kind: 'error'; status: number; name: string; message: string }
  /** The connection breaks. */
  | { kind: 'broken' }
  /** No answer comes. */
  | { kind: 'pending' };

/** What the REST API answers about the entity, or fails to. */
export type DevAnswer =
  { kind: 'answer'; body: EntityPersistence } | DevFailure;

/** What the REST API answers to any request, or fails to. */
export type DevResponse =
  { kind: 'answer'; status?: number; body: object } | DevFailure;

/** One state of the page that must look right. */
export interface DevState {
  /** In file names and addresses. */
  id: string;
  title: string;
  /** What requests for the entity are answered with, one after the other; the last one stays. */
  answers: [DevAnswer, ...DevAnswer[]];
  /** What was done, newest first. Default: the operations of the first answer. */
  history?: Operation[];
  /** What requests for one operation are answered with, one after the other; the last one stays. Default: what is in the history. */
  looks?: [DevResponse, ...DevResponse[]];
  /** What is answered when somebody asks for the history. Default: {@link DevState.history}, page by page. */
  historyFailure?: DevFailure;
  /** What is answered when somebody cancels. Default: the operation, being cancelled. */
  cancelling?: DevResponse;
}
