import type { LabelSelector } from 'kubernetes-types/meta/v1';
import {
  parseLabelRequirements,
  SelectorSyntaxError,
  type LabelRequirement,
} from './labelSelectorParser';
import { StatusError } from './StatusError';

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
  return matcher([
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
      key,
      operator: 'In' as const,
      values: [value],
    })),
    ...(selector.matchExpressions ?? []).map(expression => ({
      key: expression.key,
      operator: expression.operator as LabelRequirement['operator'],
      values: expression.values ?? [],
    })),
  ]);
}

/**
 * A matcher for a selector as it stands in a query: `app=web,tier!=db,env in (a,b),!legacy`.
 *
 * @throws StatusError BadRequest
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseLabelSelector(text: string): LabelMatcher {
  try {
    return matcher(parseLabelRequirements(text));
  } catch (error) {
    throw error instanceof SelectorSyntaxError
      ? new StatusError('BadRequest', error.message)
      : error;
  }
}

/**
 * The conditions of a field selector in a query: `metadata.name=web,status.phase!=Running`. A backslash takes the meaning from a comma,
 * an equals sign or a backslash.
 *
 * @throws StatusError BadRequest
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 */
export function parseFieldSelector(text: string): FieldRequirement[] {
  const terms = text.match(/(?:\\[^]|[^,\\]|\\$)+/g) ?? [];
  return terms.map(term => {
    const match = /^([^=!]*)(!=|==|=)([^]*)$/.exec(term);
    if (!match) {
      throw new StatusError(
        'BadRequest',
        `invalid selector: '${text}'; can't understand '${term}'`,
      );
    }
    const [, field, operator, value] = match;
    return { field, equal: operator !== '!=', value: unescaped(value) };
  });
}

function unescaped(value: string): string {
  return value.replace(/\\([^]?)|=/g, (sequence, character) => {
    if (sequence === '=') {
      throw new StatusError(
        'BadRequest',
        'invalid field selector: unescaped character in value: 61',
      );
    }
    if (!['\\', ',', '='].includes(character)) {
      throw new StatusError(
        'BadRequest',
        `invalid field selector: invalid escape sequence: ${sequence}`,
      );
    }
    return character;
  });
}

function matcher(requirements: LabelRequirement[]): LabelMatcher {
  return (labels = {}) =>
    requirements.every(({ key, operator, values }) => {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return value !== undefined && compares(value, operator, values[0]);
      }
    });
}

/** `Gt` and `Lt` are about whole numbers; a label that is none is never meant. */
function compares(value: string, operator: 'Gt' | 'Lt', bound: string) {
  if (!/^[+-]?\d+$/.test(value)) {
    return false;
  }
  return operator === 'Gt'
    ? BigInt(value) > BigInt(bound)
    : BigInt(value) < BigInt(bound);
}
