import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import StorageIcon from '@material-ui/icons/Storage';
import { entityPersistenceRouteRef } from '../routes';

/** The tab of every component's page: also where there is nothing to show yet, because it says what to add. */
export const entityPersistenceContent = EntityContentBlueprint.make({
  params: {
    path: '/persistence',
    title: 'Persistence',
    group: 'deployment',
    icon: <StorageIcon fontSize="inherit" />,
    routeRef: entityPersistenceRouteRef,
    filter: { kind: 'component' },
    loader: async () => {
      const { EntityPersistenceContent } =
        await import('../components/content');
      return <EntityPersistenceContent />;
    },
  },
});
