import type { Mount } from 'backstage-plugin-persistence-common';
import type { Assessment } from '../Assess';

/** An assessment in few lines, for tables of tests. */
export interface AssessmentDescription {
  verdict: string;
  /** The sentence. */
  says: string;
  /**
   * `container path source survival`, the claim's name with its replica, and its state; the survival is what the data outlives: r(estart),
   * d(eploy), n(ode). The containers' own file systems, which all have, only where they are read-only.
   */
  mounts: string[];
  findings?: string[];
  /** Unless it is complete and has nothing to say. */
  rollout?: string;
  manager?: string;
}

/** Describes an assessment, without the names of pods, which differ from recording to recording. */
export function describeAssessment(
  assessment: Assessment,
): AssessmentDescription {
  const { verdict, summary, mounts, findings, rollout, manager } = assessment;
  const { state, message, ready, replicas } = rollout;
  return {
    verdict,
    says: summary.text,
    mounts: mounts.filter(isOfInterest).map(describeMount),
    ...(findings.length > 0 && {
      findings: findings.map(({ severity, code }) => `${severity} ${code}`),
    }),
    ...((state !== 'complete' || message !== undefined) && {
      rollout: [`${state} ${ready}/${replicas}`, withoutPodNames(message)]
        .filter(part => part !== undefined)
        .join(': '),
    }),
    ...(manager && {
      manager: `${manager.kind} ${manager.name}: ${manager.evidence}`,
    }),
  };
}

/** Hides what the cluster made up. */
export function withoutPodNames(text: string | undefined): string | undefined {
  return text?.replace(/-[0-9a-f]{8,10}-[0-9a-z]{5}\b/g, '-…');
}

function isOfInterest({ source, readOnly }: Mount): boolean {
  return source !== 'image' || readOnly;
}

function describeMount(mount: Mount): string {
  const { container, path, subPath, readOnly, source, survives, claim } = mount;
  const survival = [
    survives.containerRestart ? 'r' : '-',
    survives.redeploy ? 'd' : '-',
    survives.nodeLoss ? 'n' : '-',
  ].join('');
  return [
    container,
    subPath ? `${path}←${subPath}` : path,
    ...(readOnly ? ['read-only'] : []),
    source,
    survival,
    ...(claim
      ? [
          claim.replica === undefined
            ? claim.name
            : `${claim.name}#${claim.replica}`,
          claim.state,
        ]
      : []),
  ].join(' ');
}
