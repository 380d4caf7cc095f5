import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { claimsOf, keepDataOf } from '../../assessment';
import { FindingNote } from '../FindingNote';
import { KeepDataRow } from '../KeepDataRow';
import { WorkloadOperation } from '../operation';
import { RedeployRow } from '../RedeployRow';
import { VerdictBanner } from '../VerdictBanner';
import { ClaimsTable } from './ClaimsTable';
import { EventsTable } from './EventsTable';
import { ManagerNote } from './ManagerNote';
import { MountsTable } from './MountsTable';
import { RolloutLine } from './RolloutLine';

/** Everything that is known of one workload. */
export function WorkloadSection({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const { workload, mounts, findings, rollout, events, manager } = assessment;
  const claims = claimsOf(assessment);
  const { reason } = keepDataOf(assessment); // stands beside the switch

  return (
    <EntityInfoCard
      title={workload.name}
      headerActions={
        <Text variant="body-small" color="secondary">
          {[workload.cluster, workload.namespace, workload.kind].join(' · ')}
        </Text>
      }
    >
      <Flex direction="column" gap="4">
        <WorkloadOperation assessment={assessment} />
        <VerdictBanner assessment={assessment} />
        <KeepDataRow assessment={assessment} />
        <RedeployRow assessment={assessment} />
        <RolloutLine rollout={rollout} />
        {findings
          .filter(({ code }) => code !== reason?.code)
          .map(finding => (
            <FindingNote key={finding.text} finding={finding} />
          ))}
        {manager && <ManagerNote manager={manager} />}
        {events.length > 0 && <EventsTable events={events} />}
        <MountsTable mounts={mounts} />
        {claims.length > 0 && <ClaimsTable claims={claims} />}
      </Flex>
    </EntityInfoCard>
  );
}
