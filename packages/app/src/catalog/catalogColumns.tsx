import {
  CatalogTable,
  type CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog';

/** The columns for a kind of entity. For components: what it is for instead of its lifecycle and tags. */
export const catalogColumns: CatalogTableColumnsFunc = context => {
  const kind =
    context.entities[0]?.kind.toLowerCase() ?? context.filters.kind?.value;
  if (kind !== 'component') {
    return CatalogTable.defaultColumnsFunc(context);
  }

  const { columns } = CatalogTable;
  return [
    columns.createTitleColumn({ hidden: true }),
    { ...columns.createNameColumn({ defaultKind: kind }), width: '17%' },
    {
      ...columns.createMetadataDescriptionColumn(),
      render: ({ entity }) => entity.metadata.description,
      cellStyle: { lineHeight: 1.4 },
      width: '41%',
    },
    { ...columns.createOwnerColumn(), width: '17%' },
    { ...columns.createSystemColumn(), width: '13%' },
    { ...columns.createSpecTypeColumn(), width: '8%' },
  ];
};
