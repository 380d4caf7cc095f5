import {
  persistencePermissions,
  type IntentKind,
} from 'backstage-plugin-persistence-common';
import { permissionFor } from './permissionFor';

describe('permissionFor', () => {
  it.each<[IntentKind, string]>([
    ['attach', 'persistence.volume.attach'],
    ['detach', 'persistence.volume.detach'],
    ['redeploy', 'persistence.volume.redeploy'],
    // Nothing of it can be done yet
    ['grow', 'persistence.volume.read'],
    ['discard', 'persistence.volume.read'],
  ])('%s needs %s', (intent, name) => {
    expect(permissionFor(intent).name).toBe(name);
    expect(persistencePermissions).toContain(permissionFor(intent));
  });
});
