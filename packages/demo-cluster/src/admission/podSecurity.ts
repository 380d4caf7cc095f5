import type { Admission } from './Admission';
import { forbidden } from './forbidden';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Pod Security Standards are not enforced here, so a namespace that relies on them is refused. */
export const podSecurity: Admission = ({ operation, resource, object }) => {
  const level = object.metadata.labels?.[ENFORCE];
  if (
    operation !== 'DELETE' &&
    resource.kind === 'Namespace' &&
    level !== undefined &&
    level !== 'privileged'
  ) {
    throw forbidden(
      resource,
      object.metadata.name,
      `the demo cluster does not enforce Pod Security Standards (label ${ENFORCE})`,
    );
  }
};
