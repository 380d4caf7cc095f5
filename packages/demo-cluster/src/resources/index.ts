import { controllerRevisions } from './controllerRevisions';
import { deployments } from './deployments';
import { events } from './events';
import { horizontalPodAutoscalers } from './horizontalPodAutoscalers';
import { namespaces } from './namespaces';
import { nodes } from './nodes';
import { notRun } from './notRun';
import { persistentVolumeClaims } from './persistentVolumeClaims';
import { persistentVolumes } from './persistentVolumes';
import { pods } from './pods';
import { replicaSets } from './replicaSets';
import { resourceQuotas } from './resourceQuotas';
import { services } from './services';
import { statefulSets } from './statefulSets';
import { storageClasses } from './storageClasses';
import { volumeAttachments } from './volumeAttachments';

export {
  controllerRevisions,
  deployments,
  events,
  horizontalPodAutoscalers,
  namespaces,
  nodes,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  replicaSets,
  resourceQuotas,
  services,
  statefulSets,
  storageClasses,
  volumeAttachments,
};

/** Every kind that the demo cluster serves. */
export const allResources = [
  namespaces,
  nodes,
  pods,
  events,
  services,
  persistentVolumeClaims,
  persistentVolumes,
  resourceQuotas,
  deployments,
  replicaSets,
  statefulSets,
  controllerRevisions,
  storageClasses,
  volumeAttachments,
  horizontalPodAutoscalers,
  ...notRun,
] as const;
