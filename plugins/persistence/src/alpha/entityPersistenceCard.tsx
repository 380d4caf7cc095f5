import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
} from 'backstage-plugin-persistence-common';

/** The card of an entity's overview page, where the entity says which workloads are its own. */
export const entityPersistenceCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: {
      $any: [
        {
          [`metadata.annotations.${KUBERNETES_ID_ANNOTATION}`]: {
            $exists: true,
          },
        },
        {
          [`metadata.annotations.${KUBERNETES_LABEL_SELECTOR_ANNOTATION}`]: {
            $exists: true,
          },
        },
      ],
    },
    loader: async () => {
      const { EntityPersistenceCard } = await import('../components/card');
      return <EntityPersistenceCard />;
    },
  },
});
