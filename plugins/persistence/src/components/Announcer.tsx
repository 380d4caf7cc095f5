import { useEffect, useRef, useState } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import { keyOf } from '../assessment';
import type { EntityPersistenceState } from '../data';
import { useText } from '../translation';
import { useHeadline } from './useHeadline';
import { usePhases } from './usePhases';

/**
 * Tells screen readers politely which verdicts have changed, how far operations are, and that
 * something cannot be loaded.
 */
export function Announcer({ state }: { state: EntityPersistenceState }) {
  const t = useText();
  const headlineOf = useHeadline();
  const { persistence, problem } = state;
  const phases = usePhases(persistence);
  const last = useRef<Map<string, string>>();
  const [announcement, setAnnouncement] = useState('');

  useEffect(() => {
    setAnnouncement(problem ? t(`problem.title.${problem.kind}`) : '');
  }, [problem, t]);

  useEffect(() => {
    if (!persistence) {
      return;
    }
    const headlines = new Map<string, string>();
    const changed: string[] = [];
    for (const assessment of persistence.workloads) {
      const key = keyOf(assessment.workload);
      const headline = headlineOf(assessment);
      headlines.set(key, headline);
      if (last.current && last.current.get(key) !== headline) {
        const workload = assessment.workload.name;
        changed.push(t('verdict.announcement', { workload, headline }));
      }
    }
    last.current = headlines;
    if (changed.length > 0) {
      setAnnouncement(changed.join('. '));
    }
  }, [persistence, headlineOf, t]);

  useEffect(() => {
    if (phases) {
      setAnnouncement(phases);
    }
  }, [phases]);

  return <VisuallyHidden role="status">{announcement}</VisuallyHidden>;
}
