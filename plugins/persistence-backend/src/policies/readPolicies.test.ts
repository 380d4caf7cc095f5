import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readPolicies } from './readPolicies';

function read(policies?: JsonObject) {
  return readPolicies(
    new ConfigReader(policies && { persistence: { policies } }),
  );
}

describe('readPolicies', () => {
  it('allows all classes and usual sizes without configuration', () => {
    expect(read()).toEqual({
      size: { default: '1Gi', min: '64Mi', max: '100Gi' },
      mountPaths: {
        deny: [
          ...['/', '/bin', '/lib', '/opt', '/sbin', '/usr', '/var'],
          ...['/boot/**', '/dev/**', '/etc/**', '/proc/**', '/run/**'],
          ...['/sys/**', '/var/run/**'],
        ],
      },
      shelf: { keepFor: 'P30D' },
    });
  });

  it('reads classes in their order', () => {
    expect(
      read({
        storageClasses: [
          { name: 'slow' },
          { name: 'fast.ssd', title: 'Fast', default: true },
        ],
      }).storageClasses,
    ).toEqual([
      { name: 'slow', default: false },
      { name: 'fast.ssd', title: 'Fast', default: true },
    ]);
  });

  it('reads how the volumes of a class may be used', () => {
    expect(
      read({
        storageClasses: [
          {
            name: 'files',
            accessModes: ['ReadWriteMany', 'ReadWriteOnce', 'ReadWriteMany'],
          },
        ],
      }).storageClasses,
    ).toEqual([
      {
        name: 'files',
        default: false,
        accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
      },
    ]);
  });

  it.each([
    [['/srv', '/data/**', '/with space/..files', '/**']],
    // Nothing beyond what no container could start with
    [[]],
  ])('reads which folders are never kept: %j', deny => {
    expect(read({ mountPaths: { deny } }).mountPaths).toEqual({ deny });
  });

  it.each(['P30D', 'P1Y2M3W4DT5H6M7S', 'PT12H', 'P2W'])(
    'reads how long the shelf keeps volumes: %s',
    keepFor => {
      expect(read({ shelf: { keepFor } }).shelf).toEqual({ keepFor });
    },
  );

  it('reads sizes', () => {
    expect(
      read({ size: { default: '2Gi', min: '1G', max: '1Ti' } }).size,
    ).toEqual({ default: '2Gi', min: '1G', max: '1Ti' });
  });

  it.each([
    [{ min: '5Gi' }, { default: '5Gi', min: '5Gi', max: '100Gi' }],
    [{ max: '500Mi' }, { default: '500Mi', min: '64Mi', max: '500Mi' }],
    [
      { min: '1Gi', max: '1Gi' },
      { default: '1Gi', min: '1Gi', max: '1Gi' },
    ],
  ])('moves the default size into %p', (size, expected) => {
    expect(read({ size }).size).toEqual(expected);
  });

  it.each([
    [
      { size: { min: 'small' } },
      /'persistence\.policies\.size\.min' is 'small', which is no size: write a Kubernetes quantity such as '64Mi'/,
    ],
    [{ size: { max: '0' } }, /size\.max' is '0'/],
    [{ size: { default: '-1Gi' } }, /size\.default' is '-1Gi'/],
    [{ size: { max: 5 } }, /persistence\.policies\.size\.max/],
    [
      { size: { min: '2Gi', max: '1Gi' } },
      /size\.min' \(2Gi\) is larger than .*size\.max' \(1Gi\)/,
    ],
    [{ size: { min: '200Gi' } }, /size\.min' \(200Gi\) is larger than/],
    [
      { size: { default: '200Gi' } },
      /size\.default' \(200Gi\) is not between .* \(64Mi\) and .* \(100Gi\)/,
    ],
    [{ size: 'large' }, /persistence\.policies\.size/],
    [{ storageClasses: [] }, /storageClasses' is empty/],
    [{ storageClasses: 'fast' }, /persistence\.policies\.storageClasses/],
    [{ storageClasses: [{}] }, /storageClasses\[0\]\.name/],
    [
      { storageClasses: [{ name: 'fast' }, { name: 'Very Fast' }] },
      /storageClasses\[1\]\.name' is 'Very Fast'/,
    ],
    [
      { storageClasses: [{ name: 'fast' }, { name: 'fast' }] },
      /names 'fast' more than once/,
    ],
    [
      {
        storageClasses: [
          { name: 'fast', default: true },
          { name: 'slow', default: true },
        ],
      },
      /more than one default: 'fast', 'slow'/,
    ],
    [
      { storageClasses: [{ name: 'fast', accessModes: [] }] },
      /storageClasses\[0\]\.accessModes' is empty/,
    ],
    [
      { storageClasses: [{ name: 'fast', accessModes: ['ReadOnlyMany'] }] },
      /storageClasses\[0\]\.accessModes' has 'ReadOnlyMany', which is none of ReadWriteOnce, /,
    ],
    [
      { storageClasses: [{ name: 'fast', accessModes: 'ReadWriteOnce' }] },
      /storageClasses\[0\]\.accessModes/,
    ],
    ...['srv', '/srv/', '/srv/*', '/srv/**/x', '/srv/..', '/a:b', '//'].map(
      (folder): [JsonObject, RegExp] => [
        { mountPaths: { deny: ['/data', folder] } },
        /'persistence\.policies\.mountPaths\.deny' has '.*', which is no folder: write '\/srv'/,
      ],
    ),
    [{ mountPaths: { deny: [''] } }, /policies\.mountPaths\.deny/],
    [{ mountPaths: { deny: '/srv' } }, /policies\.mountPaths\.deny/],
    [{ mountPaths: '/srv' }, /policies\.mountPaths/],
    ...['30 days', 'P', 'PT', 'P0D', '-P1D', 'P1.5D', 'P99999Y', 'p30d'].map(
      (keepFor): [JsonObject, RegExp] => [
        { shelf: { keepFor } },
        /'persistence\.policies\.shelf\.keepFor' is '.*', which is no duration: write one as ISO 8601 says, such as 'P30D'/,
      ],
    ),
    [{ shelf: { keepFor: 30 } }, /policies\.shelf\.keepFor/],
    [{ shelf: 'P30D' }, /policies\.shelf/],
  ])('says what is wrong with %j', (policies, message) => {
    expect(() => read(policies)).toThrow(message);
  });
});
