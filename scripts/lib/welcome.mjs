/**
 * What a person reads when everything runs.
 *
 * @param {{ settings: import('./settings.mjs').Settings, time: string }} options
 */
export function welcome({ settings, time }) {
  const { portalUrl } = settings;
  return `
Ready in ${time}: ${portalUrl}

Three things to try:
  1. Open the guestbook's page      ${portalUrl}/catalog/default/component/guestbook
  2. Write into the guestbook       http://127.0.0.1:30081
  3. Redeploy it, see it forget     npm run redeploy -- guestbook   (in another terminal)

Ctrl-C ends everything.`;
}
