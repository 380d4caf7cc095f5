import { useRef, useState } from 'react';
import type { Plan } from 'backstage-plugin-persistence-common';
import { useOptions, usePlan } from '../../../data';
import { useText } from '../../../translation';
import { DialogPart } from '../DialogPart';
import { DialogParts } from '../DialogParts';
import type { KeepDataDialogProps } from '../DialogProps';
import { PlanFoot } from '../PlanFoot';
import { PlanPart } from '../PlanPart';
import { usePlanBeginning } from '../usePlanBeginning';
import { usePlanStatus } from '../usePlanStatus';
import { correctedIntent, intentOf, NEW_VOLUME } from './AttachForm';
import { ExistingFiles } from './ExistingFiles';
import { placeBlockers } from './fieldErrors';
import { offeredClaims } from './offeredClaims';
import { useAttachForm, useAttachValues } from './useAttachForm';
import { visibleFields } from './visibleFields';
import { WhatToKeep } from './WhatToKeep';

/** The three parts of the dialog and its buttons. */
export function KeepDataForm({
  entityRef,
  workload: assessment,
  shelf,
  claim,
  onClose,
  onStarted,
}: KeepDataDialogProps) {
  const t = useText();
  const { workload } = assessment;
  const { edits, edit } = useAttachForm(claim ? { volume: claim.name } : {});
  const { options } = useOptions(entityRef, workload);
  const planning = usePlan({
    entityRef,
    workload,
    intent: intentOf(edits),
    corrected: correctedIntent,
  });
  const { plan, problem } = planning;
  const values = useAttachValues(edits, { plan, options });
  const { path, volume } = values;

  // Somebody who chose this for one folder did not choose it for another
  const [emptyPath, setEmptyPath] = useState<string>();
  const [asked, setAsked] = useState(false);
  const files = useRef<HTMLFieldSetElement>(null);
  const isNew = volume === NEW_VOLUME;
  const filesMissing = isNew && emptyPath !== path;

  const containers = [
    ...new Set(assessment.mounts.map(each => each.container)),
  ];
  const claims = offeredClaims({
    workload,
    shelf,
    offered: options?.claims,
    path,
  });
  const { byField, others } = placeBlockers(
    plan,
    values,
    visibleFields({ isNew, claims, containers }),
  );
  const status = usePlanStatus(planning, {
    missing:
      path.trim() === '' && plan ? t('dialogs.hint.pathNeeded') : undefined,
    atFields: others.length === 0,
  });
  const beginning = usePlanBeginning({
    entityRef,
    planning,
    onStarted,
    onClose,
  });

  const confirm = (wanted: Plan) => {
    if (!filesMissing) {
      beginning.begin(wanted);
      return;
    }
    setAsked(true);
    files.current
      ?.querySelector<HTMLInputElement>('input:not(:disabled)')
      ?.focus();
  };

  return (
    <>
      <DialogParts>
        <DialogPart title={t('dialogs.keepData.what')}>
          <WhatToKeep
            containers={containers}
            claims={claims}
            loading={!plan && !problem}
            values={values}
            edits={edits}
            edit={edit}
            errors={byField}
            options={options}
          />
        </DialogPart>
        {isNew && (plan || problem) && (
          <DialogPart title={t('dialogs.existingFiles.title')}>
            <ExistingFiles
              groupRef={files}
              path={path}
              startEmpty={!filesMissing}
              onStartEmpty={() => setEmptyPath(path)}
              missing={asked && filesMissing}
            />
          </DialogPart>
        )}
        <PlanPart planning={planning} blockers={others} />
      </DialogParts>
      <PlanFoot
        planning={planning}
        status={
          status.ready && filesMissing
            ? { ...status, words: t('dialogs.existingFiles.missing') }
            : status
        }
        beginning={beginning}
        confirm={t('dialogs.keepData.confirm')}
        onConfirm={confirm}
        onClose={onClose}
      />
    </>
  );
}
