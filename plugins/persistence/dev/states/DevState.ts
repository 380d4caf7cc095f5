import type { EntityPersistence } from 'backstage-plugin-persistence-common';

/** What the REST API answers, or fails to. */
export type DevAnswer =
  | { kind: 'answer'; body: EntityPersistence }
  | { kind: 'error'; status: number; name: string; message: string }
  /** The connection breaks. */
  | { kind: 'broken' }
  /** No answer comes. */
  | { kind: 'pending' };

/** One state of the page that must look right. */
export interface DevState {
  /** In file names and addresses. */
  id: string;
  title: string;
  /** What the requests are answered with, one after the other; the last one stays. */
  answers: [DevAnswer, ...DevAnswer[]];
}
