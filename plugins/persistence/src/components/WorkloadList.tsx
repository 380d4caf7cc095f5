import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { keyOf } from '../assessment';
import { useReason } from './useReason';
import { WorkloadRow } from './WorkloadRow';

const useStyles = makeStyles(
  { root: { listStyle: 'none', margin: 0, padding: 0 } },
  { name: 'PersistenceWorkloadList' },
);

/** Several workloads, one row each; a reason that all switches share is said once. */
export function WorkloadList({
  assessments,
}: {
  assessments: WorkloadAssessment[];
}) {
  const classes = useStyles();
  const reasons = new Set(assessments.map(useReason()));
  const [reason] = reasons;

  return (
    <div>
      <ul className={classes.root}>
        {assessments.map(assessment => (
          <WorkloadRow
            key={keyOf(assessment.workload)}
            assessment={assessment}
            withReason={reasons.size > 1}
          />
        ))}
      </ul>
      {reasons.size === 1 && reason && (
        <Text as="p" variant="body-small" color="secondary">
          {reason}
        </Text>
      )}
    </div>
  );
}
