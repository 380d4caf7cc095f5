import { coreExtensionData } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';

const page = catalogPlugin.getExtension('page:catalog').override({
  factory: (originalFactory, { config, inputs }) =>
    originalFactory({
      params: {
        loader: async () => {
          const { CatalogPage } = await import('./CatalogPage');
          const filters = inputs.filters.map(filter =>
            filter.get(coreExtensionData.reactElement),
          );
          return (
            <CatalogPage filters={filters} pagination={config.pagination} />
          );
        },
      },
    }),
});

/** The catalog plugin with a list of entities that leaves room for what each one is for. */
export const catalog = catalogPlugin.withOverrides({ extensions: [page] });
