import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { TrustedServices } from './TrustedServices';

function trusting(...trustedServices: unknown[]): TrustedServices {
  return TrustedServices.fromConfig(
    new ConfigReader({ persistence: { trustedServices } as object }),
  );
}

describe('TrustedServices', () => {
  it.each([
    ['plugin:scaffolder', 'plugin:scaffolder'],
    ['external:release-robot', 'external:release-robot'],
    // Of a static token: it has no prefix
    ['external:release-robot', 'release-robot'],
  ])(
    'lets the service that is named %s and calls itself %s write',
    (name, subject) => {
      const trusted = trusting('plugin:other', name);
      expect(() =>
        trusted.check(mockCredentials.service(subject)),
      ).not.toThrow();
    },
  );

  it.each([
    ['one that is not named', 'plugin:catalog', 'plugin:catalog'],
    [
      'one whose name only begins so',
      'plugin:scaffolder-2',
      'plugin:scaffolder-2',
    ],
    ['one of another kind', 'external:scaffolder', 'external:scaffolder'],
    ['one with a static token', 'scaffolder', 'external:scaffolder'],
    ['one in other letters', 'plugin:Scaffolder', 'plugin:Scaffolder'],
    ['one without a name', '', 'external:'],
  ])('does not let %s write', (_, subject, name) => {
    expect(() =>
      trusting('plugin:scaffolder').check(mockCredentials.service(subject)),
    ).toThrow(
      expect.objectContaining({
        name: 'NotAllowedError',
        message: `You may change nothing: persistence.trustedServices does not name '${name}'`,
      }),
    );
  });

  it.each([
    [{}],
    [{ persistence: {} }],
    [{ persistence: { trustedServices: [] } }],
  ])('trusts no service at %j', data => {
    const trusted = TrustedServices.fromConfig(new ConfigReader(data));
    expect(() =>
      trusted.check(mockCredentials.service('plugin:scaffolder')),
    ).toThrow('does not name');
  });

  it('leaves people to the permissions', () => {
    expect(() =>
      trusting().check(mockCredentials.user('user:default/anna')),
    ).not.toThrow();
  });

  it.each([
    'scaffolder',
    'user:default/anna',
    'plugin:',
    'external:two words',
    'plugin:a\nplugin:b',
    '*',
    'plugin:*',
    'external:*',
  ])('is not configured with %j', subject => {
    expect(() => trusting(subject)).toThrow(
      `persistence.trustedServices names '${subject}'`,
    );
  });

  it.each([[42], [''], [{ plugin: 'scaffolder' }], [null]])(
    'is not configured with %j, which is no text',
    value => {
      expect(() => trusting(value)).toThrow(/persistence.trustedServices/);
    },
  );

  it('is not configured with a text', () => {
    expect(() =>
      TrustedServices.fromConfig(
        new ConfigReader({
          persistence: { trustedServices: 'plugin:scaffolder' },
        }),
      ),
    ).toThrow(/persistence.trustedServices/);
  });
});
