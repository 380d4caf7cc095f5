import type { ReactNode } from 'react';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { CatalogTable } from '@backstage/plugin-catalog';
import {
  CatalogFilterLayout,
  EntityListProvider,
  type EntityListPagination,
} from '@backstage/plugin-catalog-react';
import { Container, Header } from '@backstage/ui';
import { catalogColumns } from './catalogColumns';
import { useStarAction } from './useStarAction';

// A header that can be dragged is a button within the button that sorts: keyboards and screen readers lose one of them.
const TABLE_OPTIONS = { draggable: false };

function Table() {
  const star = useStarAction();

  return (
    <CatalogTable
      columns={catalogColumns}
      actions={[star]}
      tableOptions={TABLE_OPTIONS}
    />
  );
}

/** What the catalog page is made of. */
export interface CatalogPageProps {
  /** The filters at the left, in their order. */
  filters: ReactNode;
  /** Whether and how the list is split into pages; the page extension's own setting. */
  pagination: EntityListPagination;
}

/** The list of the catalog's entities: the portal's first page. */
export function CatalogPage({ filters, pagination }: CatalogPageProps) {
  const organization =
    useApi(configApiRef).getOptionalString('organization.name');

  return (
    <EntityListProvider pagination={pagination}>
      <Header title={[organization, 'catalog'].filter(Boolean).join(' ')} />
      <Container>
        <CatalogFilterLayout>
          <CatalogFilterLayout.Filters>{filters}</CatalogFilterLayout.Filters>
          <CatalogFilterLayout.Content>
            <Table />
          </CatalogFilterLayout.Content>
        </CatalogFilterLayout>
      </Container>
    </EntityListProvider>
  );
}
