import type {
  DeploymentStrategy,
  RollingUpdateDeployment,
} from 'kubernetes-types/apps/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { FieldError } from '../model/Resource';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy */
export function validateDeploymentStrategy(
  strategy: DeploymentStrategy | undefined,
  field: string,
): FieldError[] {
  switch (strategy?.type) {
    case 'Recreate':
      return strategy.rollingUpdate
        ? [
            fieldErrors.forbidden(
              `${field}.rollingUpdate`,
              "may not be specified when strategy `type` is 'Recreate'",
            ),
          ]
        : [];
    case 'RollingUpdate':
      return validateRollingUpdate(
        strategy.rollingUpdate ?? {},
        `${field}.rollingUpdate`,
      );
    case undefined:
      return [];
    default:
      return [
        fieldErrors.notSupported(
          field,
          {
            Type: strategy?.type,
            RollingUpdate: strategy?.rollingUpdate ?? null,
          },
          ['Recreate', 'RollingUpdate'],
        ),
      ];
  }
}

function validateRollingUpdate(
  { maxSurge, maxUnavailable }: RollingUpdateDeployment,
  at: string,
): FieldError[] {
  const errors = [
    ...validateAmount(maxUnavailable, `${at}.maxUnavailable`),
    ...validateAmount(maxSurge, `${at}.maxSurge`),
  ];
  if (numberOf(maxSurge) === 0 && numberOf(maxUnavailable) === 0) {
    errors.push(
      fieldErrors.invalid(
        `${at}.maxUnavailable`,
        maxUnavailable,
        'may not be 0 when `maxSurge` is 0',
      ),
    );
  }
  if (isPercentage(maxUnavailable) && numberOf(maxUnavailable) > 100) {
    errors.push(
      fieldErrors.invalid(
        `${at}.maxUnavailable`,
        maxUnavailable,
        'must not be greater than 100%',
      ),
    );
  }
  return errors;
}

function validateAmount(
  amount: number | string | undefined,
  field: string,
): FieldError[] {
  if (typeof amount === 'string' && !isPercentage(amount)) {
    return [
      fieldErrors.invalid(
        field,
        amount,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ),
    ];
  }
  return numberOf(amount) < 0
    ? [fieldErrors.invalid(field, amount, 'must be greater than or equal to 0')]
    : [];
}

function isPercentage(amount: number | string | undefined): boolean {
  return typeof amount === 'string' && /^[0-9]+%$/.test(amount);
}

/** The amount without its unit; 0 for what is no amount. */
function numberOf(amount: number | string | undefined): number {
  if (typeof amount === 'number') {
    return amount;
  }
  return isPercentage(amount) ? parseInt(amount ?? '', 10) : 0;
}
