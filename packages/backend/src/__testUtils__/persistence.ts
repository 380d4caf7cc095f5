import type { Portal } from './Portal';
import { eventually } from './eventually';

/** What the backend of Persistence says of an entity, as far as these tests read it. */
interface EntityPersistence {
  workloads: {
    workload: { cluster: string; namespace: string; name: string };
    verdict: string;
    summary: { text: string };
    rollout: { state: string };
  }[];
  clusters: { name: string; state: string; message?: string }[];
}

/** What becomes of the examples' data at the next redeploy. */
export const EXAMPLE_VERDICTS: Record<string, string[]> = {
  'example-app': ['persistent'],
  feedback: ['not-persistent', 'not-persistent'],
  guestbook: ['not-persistent'],
  ledger: ['persistent'],
  mailer: ['not-persistent'],
  orders: ['persistent'],
  'photo-booth': ['not-persistent'],
  reviews: ['not-persistent'],
  wishlist: ['not-persistent'],
};

/** Asks for a component of the catalog until all of its workloads are rolled out. */
export async function lookAt(
  portal: Portal,
  options: { name: string; token: string },
): Promise<EntityPersistence> {
  const { name, token } = options;
  return eventually(async () => {
    const { status, body } = await portal.request(
      `/api/persistence/entities/component/default/${name}`,
      { token },
    );
    expect(status).toBe(200);
    const answer = body as EntityPersistence;
    expect(answer.workloads).not.toHaveLength(0);
    for (const { rollout } of answer.workloads) {
      expect(rollout.state).toBe('complete');
    }
    return answer;
  }, 60_000);
}
