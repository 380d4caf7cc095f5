import { CustomErrorBase } from '@backstage/errors';
import type { Plan } from 'backstage-plugin-persistence-common';

/** The cluster has changed since the plan was made. */
export class PlanOutdatedError extends CustomErrorBase {
  readonly name = 'PlanOutdated';
  readonly statusCode = 409;

  constructor(readonly plan: Plan) {
    super(
      'The cluster has changed since the plan was made: look at the new one',
    );
  }
}

/** The plan may not be carried out; its blockers say why. */
export class PlanBlockedError extends CustomErrorBase {
  readonly name = 'PlanBlocked';
  readonly statusCode = 422;

  constructor(readonly plan: Plan) {
    super(plan.blockers.map(({ text }) => text).join(' '));
  }
}
