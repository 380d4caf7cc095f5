import { useId, useState } from 'react';
import { Skeleton, Text } from '@backstage/ui';
import type { Claim, Plan } from 'backstage-plugin-persistence-common';
import { claimsOf } from '../../../assessment';
import { usePlan } from '../../../data';
import { useFormat, useLocale } from '../../../formatting';
import { useText } from '../../../translation';
import { DialogPart } from '../DialogPart';
import { DialogParts } from '../DialogParts';
import type { DialogProps } from '../DialogProps';
import { ChoiceGroup } from '../fields/ChoiceGroup';
import { SelectInput } from '../fields/SelectInput';
import { PlanFoot } from '../PlanFoot';
import { PlanPart } from '../PlanPart';
import { usePlanBeginning } from '../usePlanBeginning';
import { usePlanStatus } from '../usePlanStatus';
import { formatKeepFor, keepForChoices } from './keepForChoices';

/** Which volume, for how long, and what that means. */
export function StopKeepingForm({
  entityRef,
  workload: assessment,
  onClose,
  onStarted,
}: DialogProps) {
  const t = useText();
  const format = useFormat();
  const locale = useLocale();
  const id = useId();
  const { workload, mounts } = assessment;
  const claims = claimsOf(assessment);
  const several = claims.length > 1;
  const [claim, setClaim] = useState<string>();
  const [keepFor, setKeepFor] = useState<string>();
  const isOpen = several && claim === undefined;
  const planning = usePlan({
    entityRef,
    workload,
    intent: isOpen
      ? undefined
      : {
          kind: 'detach',
          ...(claim !== undefined && { claim }),
          ...(keepFor !== undefined && { keepFor }),
        },
  });
  const { plan } = planning;
  const byDefault = keepForOf(plan);
  const status = usePlanStatus(planning, {
    missing: isOpen ? t('dialogs.stopKeeping.choose') : undefined,
  });
  const beginning = usePlanBeginning({
    entityRef,
    planning,
    onStarted,
    onClose,
  });

  return (
    <>
      <DialogParts>
        <DialogPart title={t('dialogs.stopKeeping.what')}>
          <Text as="p" variant="body-medium">
            {t('dialogs.stopKeeping.text')}
          </Text>
          {several && (
            <ChoiceGroup
              label={t('dialogs.stopKeeping.which')}
              value={claim}
              onChange={setClaim}
              choices={claims.map(each => ({
                value: each.name,
                label: each.name,
                hint: hintOf(each),
              }))}
            />
          )}
          {!isOpen && byDefault === undefined && !planning.problem && (
            <Skeleton height="3.5rem" width="100%" aria-hidden="true" />
          )}
          {!isOpen && byDefault !== undefined && (
            <SelectInput
              id={`${id}-keep-for`}
              label={t('dialogs.field.keepFor')}
              hint={t('dialogs.hint.keepFor')}
              value={keepFor ?? byDefault}
              onChange={setKeepFor}
              choices={keepForChoices(byDefault).map(value => ({
                value,
                label: formatKeepFor(value, locale),
              }))}
            />
          )}
        </DialogPart>
        <PlanPart
          planning={planning}
          missing={isOpen ? t('dialogs.stopKeeping.choose') : undefined}
        />
      </DialogParts>
      <PlanFoot
        planning={planning}
        status={status}
        beginning={beginning}
        confirm={t('dialogs.stopKeeping.confirm')}
        onClose={onClose}
      />
    </>
  );

  function hintOf({ name, capacitySize, requestedSize }: Claim): string {
    const paths = mounts
      .filter(mount => mount.claim?.name === name)
      .map(({ path }) => path);
    return [
      format.list([...new Set(paths)]),
      format.size(capacitySize ?? requestedSize),
    ].join(' · ');
  }
}

function keepForOf(plan: Plan | undefined): string | undefined {
  return plan?.intent.kind === 'detach' ? plan.intent.keepFor : undefined;
}
