import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { StatusError } from './StatusError';

/** One condition of a label selector. */
interface Requirement {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values: string[];
}

/** Whether an object with these labels is meant. */
export type LabelMatcher = (
  labels: Record<string, string> | undefined,
) => boolean;

/** One condition of a field selector: the field equals the value, or does not. */
export interface FieldRequirement {
  field: string;
  value: string;
  equal: boolean;
}

/** A matcher for a selector as objects carry it. An empty selector matches everything, an absent one nothing. */
export function labelMatcher(
  selector: LabelSelector | undefined,
): LabelMatcher {
  if (!selector) {
    return () => false;
  }
  const requirements: Requirement[] = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
      key,
      operator: 'In' as const,
      values: [value],
    })),
    ...(selector.matchExpressions ?? []).map(expression => ({
      key: expression.key,
      operator: expression.operator as Requirement['operator'],
      values: expression.values ?? [],
    })),
  ];
  return matcher(requirements);
}

/**
 * A matcher for a selector as it stands in a query: `app=web,tier!=db,env in (a,b),!legacy`.
 *
 * @throws StatusError BadRequest
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): LabelMatcher {
  return matcher(splitTopLevel(text).map(parseRequirement));
}

/**
 * The conditions of a field selector in a query: `metadata.name=web,status.phase!=Running`.
 *
 * @throws StatusError BadRequest
 */
export function parseFieldSelector(text: string): FieldRequirement[] {
  return text
    .split(',')
    .filter(part => part !== '')
    .map(part => {
      const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(part);
      if (!match) {
        throw new StatusError(
          'BadRequest',
          `invalid selector: '${text}'; can't understand '${part}'`,
        );
      }
      return {
        field: match[1].trim(),
        equal: match[2] !== '!=',
        value: match[3].trim(),
      };
    });
}

function matcher(requirements: Requirement[]): LabelMatcher {
  return (labels = {}) =>
    requirements.every(({ key, operator, values }) => {
      const value = labels[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    });
}

/** Splits at the commas that stand outside parentheses. */
function splitTopLevel(text: string): string[] {
  const parts = text.match(/(?:[^,(]|\([^)]*\)?)+/g) ?? [];
  return parts.map(part => part.trim()).filter(part => part !== '');
}

const KEY =
  /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;

function parseRequirement(part: string): Requirement {
  const set = /^(\S+)\s+(in|notin)\s*\((.*)\)$/.exec(part);
  const equality = /^([^=!\s]+)\s*(==|=|!=)\s*([^=!\s]*)$/.exec(part);
  const absence = /^!\s*(\S+)$/.exec(part);
  let requirement: Requirement;
  if (set) {
    requirement = {
      key: set[1],
      operator: set[2] === 'in' ? 'In' : 'NotIn',
      values: set[3].split(',').map(value => value.trim()),
    };
  } else if (equality) {
    requirement = {
      key: equality[1],
      operator: equality[2] === '!=' ? 'NotIn' : 'In',
      values: [equality[3]],
    };
  } else if (absence) {
    requirement = { key: absence[1], operator: 'DoesNotExist', values: [] };
  } else {
    requirement = { key: part, operator: 'Exists', values: [] };
  }
  if (!KEY.test(requirement.key)) {
    throw new StatusError(
      'BadRequest',
      `unable to parse requirement: found '${part}', expected: a label key, optionally with an operator and values`,
    );
  }
  return requirement;
}
