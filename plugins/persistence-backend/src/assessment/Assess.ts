import type {
  Inspection,
  WorkloadAssessment,
  VolumeUsage,
} from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';

/** What we know beside the view: stored, never fetched on a page view. */
export interface Facts {
  /** The last look into the containers. */
  inspection?: Inspection;
  /** The last restart that proved persistence. */
  proof?: { at: string; operationId: string };
  /** How full the volumes are, by the name of the claim. */
  usage?: Readonly<Record<string, VolumeUsage>>;
}

/** What an assessment says; what may be done about it comes from planning. */
export type Assessment = Omit<WorkloadAssessment, 'actions'>;

/** Pure: the same input gives the same assessment. */
export type Assess = (
  workload: Workload,
  view: ClusterView,
  facts: Facts,
  now: Date,
) => Assessment;
