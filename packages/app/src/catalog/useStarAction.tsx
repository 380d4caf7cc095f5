import {
  FavoriteToggleIcon,
  type TableProps,
} from '@backstage/core-components';
import type { CatalogTableRow } from '@backstage/plugin-catalog';
import { useStarredEntities } from '@backstage/plugin-catalog-react';

type RowAction = NonNullable<TableProps<CatalogTableRow>['actions']>[number];

/** The action of a row that stars its entity, or takes the star away. */
export function useStarAction(): RowAction {
  const { isStarredEntity, toggleStarredEntity } = useStarredEntities();

  return ({ entity }: CatalogTableRow) => {
    const starred = isStarredEntity(entity);
    return {
      icon: () => <FavoriteToggleIcon isFavorite={starred} />,
      tooltip: starred ? 'Remove from favorites' : 'Add to favorites',
      onClick: () => toggleStarredEntity(entity),
    };
  };
}
