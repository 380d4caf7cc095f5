import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Options, WorkloadRef } from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';

/** What a workload's data could be kept on; `undefined` while it is asked for. */
export type OptionsState =
  | { options: Options; failed?: false }
  | { options?: undefined; failed: boolean };

/** Asks once what a workload's data could be kept on. Without an answer everything can still be typed in. */
export function useOptions(
  entityRef: string,
  workload: WorkloadRef,
): OptionsState {
  const api = useApi(persistenceApiRef);
  const [state, setState] = useState<OptionsState>({ failed: false });
  const asked = JSON.stringify(workload);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const ask = async () => {
      try {
        const options = await api.getOptions(entityRef, JSON.parse(asked), {
          signal,
        });
        if (!signal.aborted) {
          setState({ options });
        }
      } catch {
        // The plan says what is wrong
        if (!signal.aborted) {
          setState({ failed: true });
        }
      }
    };
    ask();
    return () => controller.abort();
  }, [api, entityRef, asked]);

  return state;
}
