import type { Event } from 'kubernetes-types/core/v1';
import type { ClusterEvent } from '../view';
import { identityOf } from './metadata';
import { numberOf, oneOf, textOf, type Raw } from './Raw';
import { share, shareText } from './share';

/** What happens to other objects is not kept. */
const KINDS = [
  'PersistentVolumeClaim',
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
];

/** An event, as far as we keep it, in either of its two forms; undefined where it is about something that we do not observe. */
export function projectEvent(object: object): ClusterEvent | undefined {
  const event = object as NonNullable<Raw<Event>>;
  const identity = identityOf(event.metadata);
  const kind = textOf(event.involvedObject?.kind);
  const uid = textOf(event.involvedObject?.uid);
  if (!identity || !kind || !uid || !KINDS.includes(kind)) {
    return undefined;
  }
  const { createdAt, ...names } = identity;
  const firstAt =
    textOf(event.firstTimestamp) ?? textOf(event.eventTime) ?? createdAt;
  return Object.freeze({
    ...names,
    type: oneOf(event.type, ['Normal', 'Warning']),
    reason: shareText(textOf(event.reason) ?? ''),
    message: textOf(event.message) ?? '',
    count: numberOf(event.series?.count) ?? numberOf(event.count) ?? 1,
    firstAt,
    lastAt:
      textOf(event.series?.lastObservedTime) ??
      textOf(event.lastTimestamp) ??
      firstAt,
    object: share({
      kind,
      name: textOf(event.involvedObject?.name) ?? '',
      uid,
    }),
  });
}
