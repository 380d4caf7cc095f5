import { Flex } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { dataPathsOf, keepDataOf } from '../assessment';
import { DataPathRow } from './DataPathRow';
import { FindingNote } from './FindingNote';
import { KeepDataRow } from './KeepDataRow';
import { useWorkloadOperation } from './actions';
import { WorkloadOperation } from './operation';
import { RedeployRow } from './RedeployRow';
import { VerdictBanner } from './VerdictBanner';

const useStyles = makeStyles(
  {
    list: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: 'var(--bui-space-3)',
    },
  },
  { name: 'PersistenceWorkloadOverview' },
);

/** Said by the row of the cluster, with what to do about it. */
const UNREADABLE = 'RESOURCES_UNREADABLE';

/** What the card says of one workload. */
export function WorkloadOverview({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const classes = useStyles();
  const dataPaths = dataPathsOf(assessment);
  const { reason } = keepDataOf(assessment); // stands beside the switch
  const { running } = useWorkloadOperation(assessment);

  if (running) {
    // What is known of the data is about to change.
    return (
      <Flex direction="column" gap="4">
        <WorkloadOperation assessment={assessment} />
        <KeepDataRow assessment={assessment} />
      </Flex>
    );
  }

  return (
    <Flex direction="column" gap="4">
      <WorkloadOperation assessment={assessment} />
      <VerdictBanner assessment={assessment} />
      {dataPaths.length > 0 && (
        <ul className={classes.list}>
          {dataPaths.map(dataPath => (
            <DataPathRow
              key={`${dataPath.container} ${dataPath.path}`}
              dataPath={dataPath}
            />
          ))}
        </ul>
      )}
      {assessment.findings
        .filter(({ code }) => code !== reason?.code && code !== UNREADABLE)
        .map(finding => (
          <FindingNote key={finding.text} finding={finding} />
        ))}
      <KeepDataRow assessment={assessment} />
      <RedeployRow assessment={assessment} />
    </Flex>
  );
}
