import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { useEntityPersistence } from '../../data';
import { useText } from '../../translation';
import { useDetailsPath } from '../useDetailsPath';
import { WorkloadOverview } from '../WorkloadOverview';

/** Whether the data of an entity survives the next redeploy, and why. */
export function EntityPersistenceCard() {
  const t = useText();
  const { entity } = useEntity();
  const { persistence, problem } = useEntityPersistence(
    stringifyEntityRef(entity),
  );
  const detailsPath = useDetailsPath();

  return (
    <EntityInfoCard
      title={t('title')}
      footerActions={
        detailsPath && (
          <Link href={detailsPath} variant="body-small">
            {t('details')}
          </Link>
        )
      }
    >
      {persistence?.workloads.map(assessment => (
        <WorkloadOverview
          key={`${assessment.workload.cluster}/${assessment.workload.name}`}
          assessment={assessment}
        />
      ))}
      {problem && <Text>{t(`problem.title.${problem.kind}`)}</Text>}
    </EntityInfoCard>
  );
}
