import { makeStyles } from '@material-ui/core/styles';
import type { PlannedChange } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { Snippet } from '../controls/Snippet';
import { DiffLines } from './DiffLines';
import { Disclosure } from './Disclosure';
import { toYaml } from './toYaml';

const useStyles = makeStyles(
  { root: { display: 'grid', gap: 'var(--bui-space-3)', minWidth: 0 } },
  { name: 'PersistencePlanChanges' },
);

const VERBS: ReadonlySet<string> = new Set([
  'create',
  'patch',
  'delete',
  'exec',
]);

/** What is written to the cluster, for those who want to check: what is sent, and how the object changes by it. */
export function PlanChanges({ changes }: { changes: PlannedChange[] }) {
  const classes = useStyles();
  const t = useText();

  return (
    <Disclosure label={t('dialogs.plan.changes')}>
      <div className={classes.root}>
        {changes.map(({ object, verb, body, diff }) => (
          <div key={`${verb} ${object}`} className={classes.root}>
            {body !== undefined && (
              <Snippet
                title={t(`dialogs.plan.verb.${knownVerb(verb)}`, { object })}
                code={toYaml(body)}
              />
            )}
            {diff && (
              <Snippet title={t('dialogs.plan.diff', { object })} code={diff}>
                <DiffLines diff={diff} />
              </Snippet>
            )}
          </div>
        ))}
      </div>
    </Disclosure>
  );
}

function knownVerb(verb: PlannedChange['verb']): PlannedChange['verb'] {
  return VERBS.has(verb) ? verb : 'patch';
}
