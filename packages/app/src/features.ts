import { catalog } from './catalog';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';
import { themeModule } from './theme';

/** What this app adds to or changes of the plugins that it finds. */
export const features = [catalog, navigationModule, signInModule, themeModule];
