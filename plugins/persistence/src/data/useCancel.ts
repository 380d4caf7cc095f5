import { useCallback, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Operation } from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';
import { toActionProblem, type ActionProblem } from './ActionProblem';

/** A request to stop an operation. */
export interface CancelState {
  /** It is under way. */
  asking: boolean;
  /** Why it was refused, or did not arrive. */
  refusal?: ActionProblem;
}

/** Asks the backend to stop an operation. */
export function useCancel(
  id: string,
  onCancelled: (operation: Operation) => void,
): CancelState & { cancel: () => Promise<void> } {
  const api = useApi(persistenceApiRef);
  const [state, setState] = useState<CancelState>({ asking: false });

  const cancel = useCallback(async () => {
    setState({ asking: true });
    try {
      onCancelled(await api.cancelOperation(id));
      setState({ asking: false });
    } catch (error) {
      setState({ asking: false, refusal: toActionProblem(error) });
    }
  }, [api, id, onCancelled]);

  return { ...state, cancel };
}
