import { namespaces } from '../resources';
import { StatusError } from '../model/StatusError';
import type { Admission } from './Admission';
import { forbidden } from './forbidden';

const IMMORTAL = ['default', 'kube-system', 'kube-public'];

/**
 * Nothing is created in a namespace that is absent or going, and the system's own namespaces stay.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle
 */
export const namespaceLifecycle: Admission = ({
  operation,
  resource,
  object,
  objects,
}) => {
  if (
    operation === 'DELETE' &&
    resource.kind === 'Namespace' &&
    IMMORTAL.includes(object.metadata.name)
  ) {
    throw forbidden(
      resource,
      object.metadata.name,
      'this namespace may not be deleted',
    );
  }
  const { namespace } = object.metadata;
  if (operation !== 'CREATE' || namespace === undefined) {
    return;
  }
  const found = objects.find(namespaces, undefined, namespace);
  if (!found) {
    throw new StatusError('NotFound', `namespaces "${namespace}" not found`, {
      subject: { name: namespace, kind: 'namespaces' },
    });
  }
  if (found.metadata.deletionTimestamp) {
    throw forbidden(
      resource,
      object.metadata.name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
      [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    );
  }
};
