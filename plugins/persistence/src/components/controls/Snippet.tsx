import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Button, Text, VisuallyHidden } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useText } from '../../translation';

const CONFIRMATION_MILLISECONDS = 2_000;

const useStyles = makeStyles(
  {
    root: { display: 'grid', gap: 'var(--bui-space-1)' },
    head: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: 'var(--bui-space-2)',
    },
    code: {
      margin: 0,
      padding: 'var(--bui-space-3)',
      borderRadius: 'var(--bui-radius-3)',
      border: '1px solid var(--bui-border-1)',
      background: 'var(--bui-bg-neutral-2)',
      color: 'var(--bui-fg-primary)',
      fontFamily: 'var(--bui-font-monospace)',
      fontSize: 'var(--bui-font-size-2)',
      lineHeight: 1.6,
      overflowX: 'auto',
    },
    icon: { fontSize: 'var(--bui-font-size-4)' },
  },
  { name: 'PersistenceSnippet' },
);

/** Lines to put into a file, with a button that copies them. */
export function Snippet({
  title,
  code,
  children = code,
}: {
  title: string;
  code: string;
  /** The same lines, where they have colours. */
  children?: ReactNode;
}) {
  const classes = useStyles();
  const t = useText();
  const titleId = useId();
  const lines = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), CONFIRMATION_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      // Not every browser and origin has a clipboard: select the lines, so that the usual keys copy them.
      window.getSelection()?.selectAllChildren(lines.current!);
    }
  };

  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <Text id={titleId} variant="body-small" color="secondary">
          {title}
        </Text>
        <Button
          variant="tertiary"
          aria-label={t(copied ? 'snippet.copiedLabel' : 'snippet.copyLabel', {
            what: title,
          })}
          iconStart={
            copied ? (
              <CheckIcon className={classes.icon} />
            ) : (
              <CopyIcon className={classes.icon} />
            )
          }
          onPress={copy}
        >
          {copied ? t('snippet.copied') : t('snippet.copy')}
        </Button>
      </div>
      <pre
        ref={lines}
        className={classes.code}
        role="group"
        aria-labelledby={titleId}
        tabIndex={0}
      >
        {children}
      </pre>
      <VisuallyHidden role="status">
        {copied ? t('snippet.copied') : ''}
      </VisuallyHidden>
    </div>
  );
}
