import {
  createMessage,
  type WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { answerOf } from '../__testUtils__/serveState';
import { endsByItself, headlineOf } from './headlineOf';

const [assessment] = answerOf('not-persistent').workloads;

describe('headlineOf', () => {
  it.each([
    ['persistent', 'positive'],
    ['partly-persistent', 'warning'],
    ['not-persistent', 'warning'],
    ['unknown', 'unknown'],
  ] as const)('takes %s as it is, and is %s', (verdict, tone) => {
    expect(headlineOf({ ...assessment, verdict })).toEqual({
      headline: verdict,
      tone,
    });
  });

  it.each(['NOTHING_WRITTEN', 'NOTHING_WRITABLE'] as const)(
    'is calm when there is nothing to lose: %s',
    code => {
      const summary = createMessage(code, { workload: 'orders' });

      expect(headlineOf({ ...assessment, summary })).toEqual({
        headline: 'nothing-to-lose',
        tone: 'calm',
      });
    },
  );

  it('takes a verdict of a newer backend as unknown', () => {
    const newer: WorkloadAssessment = JSON.parse(
      JSON.stringify({ ...assessment, verdict: 'eternal' }),
    );

    expect(headlineOf(newer).headline).toBe('unknown');
  });
});

describe('endsByItself', () => {
  it.each([
    ['Job', true],
    ['CronJob', true],
    ['Deployment', false],
    ['DaemonSet', false],
  ] as const)('says of a %s: %s', (kind, expected) => {
    const workload = { ...assessment.workload, kind };

    expect(endsByItself({ ...assessment, workload })).toBe(expected);
  });
});
