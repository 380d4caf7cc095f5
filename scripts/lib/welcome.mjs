/**
 * What a person reads when everything runs.
 *
 * @param {{ settings: import('./settings.mjs').Settings, time: string }} options
 */
export function welcome({ settings, time }) {
  const { portalUrl } = settings;
  return `
Ready in ${time}: ${portalUrl}

Try it:
  1. Write into the guestbook        http://127.0.0.1:30081
  2. Press Redeploy on its page      ${portalUrl}/catalog/default/component/guestbook
     and your entry is gone          (or: npm run redeploy -- guestbook)
  3. Flip the switch there, write and redeploy again: your entry stays

Ctrl-C ends everything.`;
}
