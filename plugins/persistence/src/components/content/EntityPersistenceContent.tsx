import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Container, Text } from '@backstage/ui';
import { useEntityPersistence } from '../../data';
import { useText } from '../../translation';
import { WorkloadOverview } from '../WorkloadOverview';

/** Where the data of an entity lives, workload by workload. */
export function EntityPersistenceContent() {
  const t = useText();
  const { entity } = useEntity();
  const { persistence, problem } = useEntityPersistence(
    stringifyEntityRef(entity),
  );

  return (
    <Container>
      {persistence?.workloads.map(assessment => (
        <WorkloadOverview
          key={`${assessment.workload.cluster}/${assessment.workload.name}`}
          assessment={assessment}
        />
      ))}
      {problem && <Text>{t(`problem.title.${problem.kind}`)}</Text>}
    </Container>
  );
}
