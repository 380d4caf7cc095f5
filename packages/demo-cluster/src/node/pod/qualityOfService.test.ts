import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { qualityOfService } from './qualityOfService';

describe('qualityOfService', () => {
  it.each<[string, ResourceRequirements[]]>([
    ['BestEffort', [{}, {}]],
    ['Burstable', [{ requests: { cpu: '1' } }]],
    ['Burstable', [{ limits: { cpu: '1', memory: '1Gi' } }, {}]],
    ['Guaranteed', [{ limits: { cpu: '1', memory: '1Gi' } }]],
    [
      'Burstable',
      [{ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '0.5' } }],
    ],
  ])('is %s for %j', (expected, resources) => {
    const containers = resources.map((each, index) => ({
      name: `c${index}`,
      resources: each,
    }));
    expect(qualityOfService({ spec: { containers } })).toBe(expected);
  });
});
