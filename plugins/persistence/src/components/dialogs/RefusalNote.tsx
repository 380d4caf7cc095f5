import { Button, Text } from '@backstage/ui';
import type { Operation } from 'backstage-plugin-persistence-common';
import { asSentence } from '../../formatting';
import type { Refusal } from '../../data';
import { useSentences, useText } from '../../translation';
import { Banner } from '../controls/Banner';

/** Why nothing was begun, what is known of it, and what to do. */
export function RefusalNote({
  refusal,
  onShow,
  onRetry,
}: {
  refusal: Refusal;
  /** Shows the operation that goes on already. */
  onShow: (operation: Operation) => void;
  /** Asks for the very same again. */
  onRetry: () => void;
}) {
  const t = useText();
  const { sentence } = useSentences();

  switch (refusal.kind) {
    case 'outdated':
      return (
        <Note title={t('dialogs.refusal.outdated.title')}>
          {t('dialogs.refusal.outdated.text')}
        </Note>
      );
    case 'blocked':
      return (
        <Note title={t('dialogs.refusal.blocked.title')}>
          {t('dialogs.refusal.blocked.text')}
        </Note>
      );
    case 'in-progress': {
      const { operation } = refusal;
      const running = operation.steps.find(({ state }) => state === 'running');
      return (
        <Note
          title={t('dialogs.refusal.inProgress.title')}
          action={{
            label: t('dialogs.refusal.inProgress.show'),
            onPress: () => onShow(operation),
          }}
        >
          {t('dialogs.refusal.inProgress.text')}{' '}
          {running &&
            t('dialogs.refusal.inProgress.step', {
              step: sentence(running.title),
            })}
        </Note>
      );
    }
    default: {
      const { kind, words } = refusal.problem;
      return (
        <Note
          title={t(`dialogs.refusal.title.${kind}`)}
          action={
            kind === 'unknown-outcome' || kind === 'cluster-silent'
              ? { label: t('dialogs.refusal.retry'), onPress: onRetry }
              : undefined
          }
        >
          {words && `${asSentence(words)} `}
          {t(`dialogs.refusal.advice.${kind}`)}
        </Note>
      );
    }
  }
}

function Note({
  title,
  action,
  children,
}: {
  title: string;
  action?: { label: string; onPress: () => void };
  children: React.ReactNode;
}) {
  return (
    <Banner
      tone="warning"
      title={
        <Text as="p" variant="body-medium" weight="bold">
          {title}
        </Text>
      }
      actions={
        action && (
          <Button variant="secondary" onPress={action.onPress}>
            {action.label}
          </Button>
        )
      }
    >
      <Text as="p" variant="body-small">
        {children}
      </Text>
    </Banner>
  );
}
