import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { persistenceApiRef } from '../../../api';
import { useBeginning } from '../../../data';
import { useText } from '../../../translation';
import { Code } from '../../controls/Code';
import { BlockerList } from '../../plan';
import { DialogFoot } from '../DialogFoot';
import { DialogPart } from '../DialogPart';
import { DialogParts } from '../DialogParts';
import { RefusalNote } from '../RefusalNote';
import type { UndoDialogProps } from '../UndoDialog';
import { undoOf } from './undoOf';

const useStyles = makeStyles(
  {
    list: {
      margin: 0,
      paddingLeft: 'var(--bui-space-5)',
      display: 'grid',
      gap: 'var(--bui-space-2)',
    },
  },
  { name: 'PersistenceUndoForm' },
);

/** What taking an operation back does. The backend plans it from what the cluster has when it begins, so there is no plan to show before. */
export function UndoForm({ operation, onClose, onStarted }: UndoDialogProps) {
  const classes = useStyles();
  const t = useText();
  const api = useApi(persistenceApiRef);
  const show = (started: typeof operation) => {
    onStarted(started);
    onClose();
  };
  const { isAsking, refusal, begin, retry } = useBeginning({ onStarted: show });
  const { kind, path, ...params } = undoOf(operation);
  const blockers = refusal?.kind === 'blocked' ? refusal.plan.blockers : [];

  return (
    <>
      <DialogParts>
        <DialogPart title={t('dialogs.undo.what')}>
          <ul className={classes.list} aria-label={t('dialogs.undo.what')}>
            {(['volume', 'service', 'files'] as const).map(part => (
              <li key={part}>
                <Text variant="body-medium">
                  {t(`dialogs.undo.${kind}.${part}`, {
                    ...params,
                    path: <Code>{path}</Code>,
                  })}
                </Text>
              </li>
            ))}
          </ul>
          {blockers.length > 0 && (
            <BlockerList
              label={t('dialogs.plan.blockers')}
              findings={blockers}
            />
          )}
        </DialogPart>
      </DialogParts>
      <DialogFoot
        notes={
          refusal &&
          !isAsking && (
            <RefusalNote refusal={refusal} onShow={show} onRetry={retry} />
          )
        }
        status={refusal ? '' : t('dialogs.status.ready')}
        confirm={t('dialogs.undo.confirm')}
        disabled={false}
        busy={isAsking}
        onConfirm={() => begin(() => api.undoOperation(operation.id))}
        onClose={onClose}
      />
    </>
  );
}
