import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import type { Tone } from '../components/controls/tones';

const HEADLINES = [
  'persistent',
  'partly-persistent',
  'not-persistent',
  'nothing-to-lose',
  'unknown',
] as const;

/** What the first line says of a workload. */
export type Headline = (typeof HEADLINES)[number];

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
  let headline = HEADLINES.find(known => known === verdict) ?? 'unknown';
  if (headline === 'not-persistent' && CALM_SUMMARIES.has(summary.code)) {
    headline = 'nothing-to-lose';
  }
  return { headline, tone: TONES[headline] };
}

/** Whether the workload ends by itself, so that its runs lose data and not its redeploys. */
export function endsByItself({ workload }: WorkloadAssessment): boolean {
  return workload.kind === 'Job' || workload.kind === 'CronJob';
}
