/**
 * What to do with the files that are already where a volume is going to be mounted. `keep-claim`: an existing claim's own.
 *
 * @public
 */
export type ExistingFiles =
  'copy-running' | 'copy-image' | 'start-empty' | 'keep-claim';

/**
 * Which claim to attach: a new one, an existing one, one for a pre-made volume, or one made from a snapshot.
 *
 * @public
 */
export type AttachClaim =
  | {
      size?: string;
      storageClass?: string;
      accessMode?: 'ReadWriteOnce' | 'ReadWriteMany' | 'ReadWriteOncePod';
      name?: string;
    }
  | { existing: string }
  | { volume: string }
  | { snapshot: string };

/**
 * What a person wants.
 *
 * @public
 */
export type Intent =
  | {
      kind: 'attach';
      container?: string;
      path?: string;
      subPath?: string;
      claim?: AttachClaim;
      existingFiles?: ExistingFiles;
      /** Whose files, when replicas differ. */
      from?: { pod: string };
      rehearse?: boolean;
      /** An `emptyDir` at the path, which is replaced. */
      replaceVolume?: string;
      /** One claim for each replica of a StatefulSet. */
      perReplica?: boolean;
    }
  | { kind: 'detach'; claim?: string; keepFor?: string }
  | { kind: 'redeploy' }
  | { kind: 'inspect' }
  | { kind: 'fix-strategy' }
  | { kind: 'grow'; claim: string; size: string; perReplica?: boolean }
  | { kind: 'snapshot'; claim: string; name?: string }
  | { kind: 'restore'; claim: string; snapshot: string }
  | { kind: 'clone'; claim: string; name?: string }
  | { kind: 'move'; claim: string; storageClass?: string; size?: string }
  | { kind: 'schedule'; claim: string; every: string; keep: number }
  | { kind: 'unschedule'; claim: string }
  | { kind: 'extend'; claim: string; until: string }
  | { kind: 'discard'; claim: string; confirm: string };

/**
 * The kinds of {@link Intent}.
 *
 * @public
 */
export type IntentKind = Intent['kind'];
