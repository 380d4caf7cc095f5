import { useMemo, useSyncExternalStore } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';

/**
 * The locale for numbers and times: the language of the portal, in the variant that the browser is set to (`en-GB` for `en`).
 */
export function useLocale(): string {
  const languageApi = useApiHolder().get(appLanguageApiRef);
  const store = useMemo(
    () => ({
      subscribe: (changed: () => void) => {
        const subscription = languageApi?.language$().subscribe(changed);
        return () => subscription?.unsubscribe();
      },
      read: () => languageApi?.getLanguage().language ?? navigator.language,
    }),
    [languageApi],
  );
  const language = useSyncExternalStore(store.subscribe, store.read);
  return (
    navigator.languages.find(variant => variant.startsWith(`${language}-`)) ??
    language
  );
}
