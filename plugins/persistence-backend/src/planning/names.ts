/** Claims and pod volumes: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const LONGEST = 63;

const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether an object could have a name that is a DNS label. */
export function isLabel(name: string): boolean {
  return LABEL.test(name);
}

/** `<name>-data`, or the first of `<name>-data-2`, `-data-3` … that is free; cut to what Kubernetes takes. */
export function freeName(
  name: string,
  isTaken: (candidate: string) => boolean,
): string {
  for (let number = 1; ; number += 1) {
    const candidate = nameWith(
      name,
      number === 1 ? '-data' : `-data-${number}`,
    );
    if (!isTaken(candidate)) {
      return candidate;
    }
  }
}

/** A Deployment's name may have dots, a pod volume's may not; nothing may end with a dash before the suffix. */
function nameWith(name: string, suffix: string): string {
  const stem = name
    .replaceAll('.', '-')
    .slice(0, LONGEST - suffix.length)
    .replace(/-+$/, '');
  return `${stem}${suffix}`;
}
