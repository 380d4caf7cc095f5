import type {
  Intent,
  Target,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { z } from 'zod';
import type { OperationRequest } from '../../operations';
import { CLUSTER, LABEL, SUBDOMAIN } from './names';

/** What a person may type. Whether it makes sense is the plan's to say, in words. */
const TEXT = z.string().max(4096);
const NAME = z.string().max(253);

const WORKLOAD: z.ZodType<WorkloadRef> = z.strictObject({
  cluster: z.string().regex(CLUSTER),
  namespace: z.string().regex(LABEL),
  kind: z.enum(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Job']),
  name: z.string().regex(SUBDOMAIN),
  uid: z.string().max(253).optional(),
});

const TARGET: z.ZodType<Target> = z.union([
  z.strictObject({ workload: WORKLOAD }),
  z.strictObject({
    claim: z.strictObject({
      cluster: z.string().regex(CLUSTER),
      namespace: z.string().regex(LABEL),
      name: z.string().regex(SUBDOMAIN),
    }),
  }),
]);

const ATTACHED = z.union([
  z.strictObject({ existing: NAME }),
  z.strictObject({ volume: NAME }),
  z.strictObject({ snapshot: NAME }),
  z.strictObject({
    size: TEXT.optional(),
    storageClass: NAME.optional(),
    accessMode: z
      .enum(['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'])
      .optional(),
    name: TEXT.optional(),
  }),
]);

const INTENT: z.ZodType<Intent> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attach'),
    container: NAME.optional(),
    path: TEXT.optional(),
    subPath: TEXT.optional(),
    claim: ATTACHED.optional(),
    existingFiles: z
      .enum(['copy-running', 'copy-image', 'start-empty', 'keep-claim'])
      .optional(),
    from: z.strictObject({ pod: NAME }).optional(),
    rehearse: z.boolean().optional(),
    replaceVolume: NAME.optional(),
    perReplica: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('detach'),
    claim: NAME.optional(),
    keepFor: TEXT.optional(),
  }),
  z.strictObject({ kind: z.literal('redeploy') }),
  z.strictObject({ kind: z.literal('inspect') }),
  z.strictObject({ kind: z.literal('fix-strategy') }),
  z.strictObject({
    kind: z.literal('grow'),
    claim: NAME,
    size: TEXT,
    perReplica: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('snapshot'),
    claim: NAME,
    name: TEXT.optional(),
  }),
  z.strictObject({ kind: z.literal('restore'), claim: NAME, snapshot: NAME }),
  z.strictObject({
    kind: z.literal('clone'),
    claim: NAME,
    name: TEXT.optional(),
  }),
  z.strictObject({
    kind: z.literal('move'),
    claim: NAME,
    storageClass: NAME.optional(),
    size: TEXT.optional(),
  }),
  z.strictObject({
    kind: z.literal('schedule'),
    claim: NAME,
    every: TEXT,
    keep: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('unschedule'), claim: NAME }),
  z.strictObject({ kind: z.literal('extend'), claim: NAME, until: TEXT }),
  z.strictObject({ kind: z.literal('discard'), claim: NAME, confirm: TEXT }),
]);

/** What is posted to have something planned. */
export const PLAN_REQUEST: z.ZodType<{ target: Target; intent: Intent }> =
  z.strictObject({ target: TARGET, intent: INTENT });

/** What is posted to have a plan carried out. */
export const OPERATION_REQUEST: z.ZodType<OperationRequest> = z.strictObject({
  target: TARGET,
  intent: INTENT,
  planId: z.guid().toLowerCase(),
  fingerprint: z.string().min(1).max(200),
});
