import {
  createMessage,
  type ClaimState,
  type Message,
} from 'backstage-plugin-persistence-common';
import type { Claim, ClusterView, Pod } from '../observation/view';
import { clusterWords } from './clusterWords';
import { growthOf } from './growth';
import { fits } from './volumeFits';
import { holderOf, isAlive, volumeFailureOf, waitsForPod } from './volumeUse';

/** After how many minutes making a volume counts as slow. */
const SLOW_MINUTES = 5;

/** What a claim is doing, and why. */
export interface ClaimCondition {
  state: ClaimState;
  message?: Message;
}

interface Question {
  claim: Claim;
  view: ClusterView;
  now: Date;
}

/** What a claim is doing. The message of a claim in the state `failed` has the code of the finding that tells of it. */
export function claimState(question: Question): ClaimCondition {
  const { claim, view } = question;
  const pods = view.podsUsing(claim).filter(isAlive);
  if (claim.deleting) {
    return {
      state: 'deleting',
      message: createMessage(
        pods.length > 0 ? 'CLAIM_GOES_WITH_POD' : 'CLAIM_GOES',
      ),
    };
  }
  if (claim.phase === 'Lost') {
    return {
      state: 'lost',
      message: createMessage('CLAIM_LOST', { claim: claim.name }),
    };
  }
  if (claim.phase === 'Pending') {
    return unbound(question, pods);
  }
  return growthOf({ ...question, pods }) ?? inUse(question, pods);
}

function unbound(question: Question, pods: Pod[]): ClaimCondition {
  const { claim, view } = question;
  return (
    withoutSource(question) ??
    refused(claim, view) ??
    waitingForPod(claim, view, pods) ?? {
      state: 'creating',
      message: beingMade(question, pods),
    }
  );
}

/** Claims whose volume nobody is going to make, or that a volume made in advance is for. */
function withoutSource({ claim, view }: Question): ClaimCondition | undefined {
  const { storageClass } = claim;
  const volume = claim.volumeName
    ? view.volume(claim.volumeName)
    : view.freeVolumes().find(free => fits(free, claim));
  if (volume) {
    return {
      state: 'creating',
      message: createMessage('CLAIM_VOLUME_IS_BOUND', { volume: volume.name }),
    };
  }
  const params = { claim: claim.name, cluster: view.cluster };
  if (storageClass === undefined) {
    return view.knows('storageclasses') &&
      !view.storageClasses().some(each => each.default)
      ? { state: 'failed', message: createMessage('NO_DEFAULT_CLASS', params) }
      : undefined;
  }
  if (storageClass === '' || claim.volumeName) {
    return view.knows('persistentvolumes')
      ? { state: 'failed', message: createMessage('NO_FREE_VOLUME', params) }
      : undefined;
  }
  return view.knows('storageclasses') && !view.storageClass(storageClass)
    ? {
        state: 'failed',
        message: createMessage('CLASS_UNKNOWN', { ...params, storageClass }),
      }
    : undefined;
}

function refused(claim: Claim, view: ClusterView): ClaimCondition | undefined {
  const failure = view
    .events(claim.namespace, claim.uid)
    .find(
      ({ reason, message }) =>
        reason === 'ProvisioningFailed' && !isStillTrying(message),
    );
  return (
    failure && {
      state: 'failed',
      message: createMessage('CLAIM_FAILED', {
        claim: claim.name,
        words: clusterWords(failure.message),
      }),
    }
  );
}

/** A driver that needs longer than one call may take is asked again, and goes on where it was: that is no failure. */
function isStillTrying(message: string): boolean {
  return /code = (DeadlineExceeded|Aborted)\b/.test(message);
}

function waitingForPod(
  claim: Claim,
  view: ClusterView,
  pods: Pod[],
): ClaimCondition | undefined {
  if (!waitsForPod(claim, view)) {
    return undefined;
  }
  const state = 'waiting-for-pod';
  const [pod] = pods;
  if (!pod) {
    return { state, message: createMessage('CLAIM_WAITS_FOR_FIRST_POD') };
  }
  return {
    state,
    message: pod.unschedulable
      ? createMessage('CLAIM_WAITS_FOR_POD_NOT_PLACED', {
          pod: pod.name,
          words: clusterWords(pod.unschedulable),
        })
      : createMessage('CLAIM_WAITS_FOR_POD_TO_BE_PLACED', { pod: pod.name }),
  };
}

function beingMade({ claim, now }: Question, pods: Pod[]): Message {
  // Where a volume waits for its pod, the work begins with the pod.
  const began = Math.max(
    Date.parse(claim.createdAt),
    pods.length > 0
      ? Math.min(...pods.map(({ createdAt }) => Date.parse(createdAt)))
      : 0,
  );
  const minutes = Math.floor((now.getTime() - began) / 60_000);
  return minutes >= SLOW_MINUTES
    ? createMessage('CLAIM_VOLUME_TAKES_LONG', { minutes })
    : createMessage('CLAIM_VOLUME_IS_MADE');
}

function inUse({ claim, view }: Question, pods: Pod[]): ClaimCondition {
  if (pods.length === 0) {
    return { state: 'detached' };
  }
  const pending = pods.filter(({ phase }) => phase === 'Pending');
  const waits = pending
    .map(pod => whyPodWaits({ claim, pod, view }))
    .find(message => message !== undefined);
  if (pending.length < pods.length) {
    return { state: 'attached', ...(waits && { message: waits }) };
  }
  return {
    state: 'attaching',
    message: waits ?? createMessage('CLAIM_POD_STARTS', { pod: pods[0].name }),
  };
}

function whyPodWaits(options: {
  claim: Claim;
  pod: Pod;
  view: ClusterView;
}): Message | undefined {
  const { pod, view } = options;
  const holder = holderOf(options);
  if (holder) {
    return createMessage('CLAIM_HELD', { pod: pod.name, holder: holder.name });
  }
  if (pod.unschedulable) {
    return createMessage('CLAIM_POD_NOT_PLACED', {
      pod: pod.name,
      words: clusterWords(pod.unschedulable),
    });
  }
  const failure = volumeFailureOf(pod, view);
  return (
    failure &&
    createMessage('CLAIM_POD_WAITS', {
      pod: pod.name,
      words: clusterWords(failure.message),
    })
  );
}
