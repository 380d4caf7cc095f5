import { deployments, pods } from '../resources';
import { alreadyExists, conflict, invalid, notFound } from './failures';
import { fieldErrors } from './fieldErrors';
import { StatusError } from './StatusError';

describe('failures', () => {
  it('are Status objects', () => {
    expect(notFound(pods, 'web').toStatus()).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'pods "web" not found',
      reason: 'NotFound',
      details: { name: 'web', kind: 'pods' },
      code: 404,
    });
  });

  it('name the group of what they are about', () => {
    expect(alreadyExists(deployments, 'web').toStatus()).toMatchObject({
      message: 'deployments.apps "web" already exists',
      reason: 'AlreadyExists',
      details: { name: 'web', group: 'apps', kind: 'deployments' },
      code: 409,
    });
    expect(conflict(deployments, 'web', 'it changed').toStatus()).toMatchObject(
      {
        message:
          'Operation cannot be fulfilled on deployments.apps "web": it changed',
        reason: 'Conflict',
        code: 409,
      },
    );
  });

  it('list one wrong field plainly and several in brackets', () => {
    const one = fieldErrors.required('spec.a');
    const two = fieldErrors.invalid('spec.b', { c: 1 }, 'must be good');

    expect(invalid(pods, 'web', [one]).message).toBe(
      'Pod "web" is invalid: spec.a: Required value',
    );
    expect(invalid(deployments, 'web', [one, two]).toStatus()).toMatchObject({
      message:
        'Deployment.apps "web" is invalid: [spec.a: Required value, spec.b: Invalid value: {"c":1}: must be good]',
      code: 422,
      details: {
        name: 'web',
        group: 'apps',
        kind: 'Deployment',
        causes: [
          {
            field: 'spec.a',
            reason: 'FieldValueRequired',
            message: 'Required value',
          },
          {
            field: 'spec.b',
            reason: 'FieldValueInvalid',
            message: 'Invalid value: {"c":1}: must be good',
          },
        ],
      },
    });
  });

  it('leave out the name of what has none', () => {
    expect(
      invalid(pods, '', [fieldErrors.required('metadata.name')]).toStatus()
        .details,
    ).not.toHaveProperty('name');
  });

  it('have no details without a subject, and no reason where the API server gives none', () => {
    expect(new StatusError('Unknown', 'broken').toStatus()).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'broken',
      code: 500,
    });
  });

  it.each([
    [fieldErrors.required('a', 'why'), 'Required value: why'],
    [fieldErrors.forbidden('a', 'why'), 'Forbidden: why'],
    [fieldErrors.duplicate('a', 'b'), 'Duplicate value: "b"'],
    [fieldErrors.notFound('a', 'b'), 'Not found: "b"'],
    [fieldErrors.invalid('a', undefined, 'why'), 'Invalid value: null: why'],
    [fieldErrors.tooLong('a', 9), 'Too long: may not be more than 9 bytes'],
    [
      fieldErrors.notSupported('a', 'b', ['c', 'd']),
      'Unsupported value: "b": supported values: "c", "d"',
    ],
  ])('word the problem of a field: %j', ({ message }, expected) => {
    expect(message).toBe(expected);
  });
});
