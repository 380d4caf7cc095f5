import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import type { Tone } from '../components/controls/tones';

/** What the first line says of a workload. */
export type Headline =
  | 'persistent'
  | 'partly-persistent'
  | 'not-persistent'
  | 'nothing-to-lose'
  | 'unknown';

const HEADLINES: ReadonlySet<string> = new Set<Headline>([
  'persistent',
  'partly-persistent',
  'not-persistent',
  'unknown',
]);

/** Summaries of workloads that lose nothing because they write nothing. */
const CALM_SUMMARIES: ReadonlySet<string> = new Set([
  'NOTHING_WRITTEN',
  'NOTHING_WRITABLE',
]);

const TONES: Record<Headline, Tone> = {
  persistent: 'positive',
  'partly-persistent': 'warning',
  'not-persistent': 'warning',
  'nothing-to-lose': 'calm',
  unknown: 'unknown',
};

/** The verdict in words; one that this version does not know counts as unknown. */
export function headlineOf({ verdict, summary }: WorkloadAssessment): {
  headline: Headline;
  tone: Tone;
} {
  let headline = HEADLINES.has(verdict) ? (verdict as Headline) : 'unknown';
  if (headline === 'not-persistent' && CALM_SUMMARIES.has(summary.code)) {
    headline = 'nothing-to-lose';
  }
  return { headline, tone: TONES[headline] };
}
