import {
  persistenceVolumeAttachPermission,
  persistenceVolumeDetachPermission,
  persistenceVolumeReadPermission,
  persistenceVolumeRedeployPermission,
  type IntentKind,
} from 'backstage-plugin-persistence-common';

/** What somebody has to be permitted for an intent. What this version cannot do yet needs no more than to look: its plans are refused. */
export function permissionFor(intent: IntentKind) {
  switch (intent) {
    case 'attach':
      return persistenceVolumeAttachPermission;
    case 'detach':
      return persistenceVolumeDetachPermission;
    case 'redeploy':
      return persistenceVolumeRedeployPermission;
    default:
      return persistenceVolumeReadPermission;
  }
}
