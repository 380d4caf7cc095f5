import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => {
      const { SignInPage } = await import('@backstage/core-components');
      return props => (
        <SignInPage {...props} providers={['guest']} align="center" />
      );
    },
  },
});

/** The demo's sign-in page: guests only. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage],
});
