import type { ShelvedClaim } from 'backstage-plugin-persistence-common';
import { claim, orders } from '../../../../dev/states/building';
import { offeredClaims } from './offeredClaims';

function shelved(overrides: Partial<ShelvedClaim>): ShelvedClaim {
  return { ...claim({ state: 'detached', usedBy: [] }), ...overrides };
}

function namesOf(shelf: ShelvedClaim[], offered?: ShelvedClaim[]) {
  return offeredClaims({
    workload: orders(),
    shelf,
    offered,
    path: '/data',
  }).map(({ name }) => name);
}

describe('offeredClaims', () => {
  it('begins with what was in this folder, the latest first', () => {
    expect(
      namesOf([
        shelved({ name: 'other', shelvedAt: '2026-11-20T00:00:00Z' }),
        shelved({
          name: 'old',
          path: '/data',
          shelvedAt: '2026-01-01T00:00:00Z',
        }),
        shelved({
          name: 'new',
          path: '/data',
          shelvedAt: '2026-11-01T00:00:00Z',
        }),
        shelved({ name: 'another' }),
      ]),
    ).toEqual(['new', 'old', 'other', 'another']);
  });

  it('leaves out what cannot be used, or is elsewhere', () => {
    expect(
      namesOf([
        shelved({ name: 'going', state: 'deleting' }),
        shelved({ name: 'gone', state: 'lost' }),
        shelved({ name: 'elsewhere', namespace: 'prod' }),
        shelved({ name: 'far', cluster: 'prod-us' }),
        shelved({ name: 'fine' }),
      ]),
    ).toEqual(['fine']);
  });

  it('offers only what the backend does, once that is known', () => {
    const [one, other] = [shelved({ name: 'one' }), shelved({ name: 'other' })];

    expect(namesOf([one, other], [other])).toEqual(['other']);
  });
});
