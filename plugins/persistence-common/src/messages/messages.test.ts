import { createFinding, createMessage } from './createMessage';
import { MESSAGES, REMEDIES, type MessageCode } from './messages';

function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name);
}

const messages = Object.entries(MESSAGES) as [MessageCode, string][];
const remedies = Object.entries(REMEDIES) as [MessageCode, string][];

describe('MESSAGES', () => {
  it.each(messages)(
    '%s has a code and parameters that programs can read',
    (code, sentence) => {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      for (const name of placeholders(sentence)) {
        expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      }
      // What is left is neither a half placeholder nor another form of one.
      expect(sentence.replace(/\{\{[a-zA-Z]+\}\}/g, '')).not.toMatch(/[{}$]/);
    },
  );

  it.each(messages)('%s is a sentence', (_, sentence) => {
    expect(sentence).toMatch(/^([A-Z]|\{\{)/);
    expect(sentence).toMatch(/(\.|\{\{words\}\})$/);
    expect(sentence).not.toMatch(/ {2}|^\s|\s$/);
  });

  it('says each thing with words of its own', () => {
    const sentences = messages
      .filter(([code]) => !code.startsWith('EVENT_'))
      .map(([, sentence]) => sentence);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

describe('REMEDIES', () => {
  it.each(remedies)(
    '%s needs no parameter that its sentence lacks',
    (code, remedy) => {
      const known = placeholders(MESSAGES[code]);
      expect(
        placeholders(remedy).filter(name => !known.includes(name)),
      ).toEqual([]);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('what stops a plan or an operation', () => {
  it.each<MessageCode>([
    'ACCESS_MODE_UNSUPPORTED',
    'CHANGED_MEANWHILE',
    'CLAIM_DELETING',
    'CLAIM_FAILED',
    'CLAIM_IN_USE',
    'CLAIM_LOST',
    'CLAIM_NEEDED',
    'CLAIM_NOT_MOUNTED',
    'CLAIM_UNKNOWN',
    'CLAIM_WRONG_MODE',
    'CLASS_NOT_ALLOWED',
    'CLASS_UNKNOWN',
    'CLUSTER_READ_ONLY',
    'CLUSTER_UNKNOWN',
    'CONTAINER_UNKNOWN',
    'DURATION_INVALID',
    'FORBIDDEN_BY_CLUSTER',
    'MOUNT_MISSING',
    'MOUNT_STILL_THERE',
    'NAME_INVALID',
    'NODE_LOST',
    'NO_DEFAULT_CLASS',
    'NOTHING_TO_DETACH',
    'NOT_PERMITTED',
    'NOT_SUPPORTED_YET',
    'OBJECT_GONE',
    'OPERATION_BROKE',
    'OWNED_BY_OPERATOR',
    'OWNERSHIP_AMBIGUOUS',
    'PATH_INVALID',
    'PATH_IN_USE',
    'PATH_NEEDED',
    'PATH_NOT_ALLOWED',
    'POD_SECURITY',
    'QUOTA_EXCEEDED',
    'REFUSED_BY_CLUSTER',
    'REPLACED_VOLUME_UNKNOWN',
    'REPLICAS_NEED_SHARED_CLASS',
    'RESOURCES_UNREADABLE',
    'REVISIONS_DIFFER',
    'ROLLOUT_IN_PROGRESS',
    'ROLLOUT_NOT_FINISHED',
    'ROLLOUT_STUCK',
    'SIZE_INVALID',
    'SIZE_OUT_OF_RANGE',
    'STRATEGY_OWNED',
    'SUB_PATH_INVALID',
    'WORKLOAD_PAUSED',
  ])('%s says what to do', code => {
    expect(REMEDIES).toHaveProperty(code);
  });
});

describe('createMessage', () => {
  it('fills in the parameters, wherever they stand', () => {
    expect(
      createMessage('CLASS_UNKNOWN', {
        claim: 'a',
        storageClass: 'b',
        cluster: 'c',
      }),
    ).toEqual({
      code: 'CLASS_UNKNOWN',
      params: { claim: 'a', storageClass: 'b', cluster: 'c' },
      text: 'The cluster c has no storage class b: no volume is made for the volume claim a, which asks for it.',
    });
  });

  it('does not read what is filled in', () => {
    expect(
      createMessage('DATA_SURVIVES', { paths: '/{{workload}}/$&' }).text,
    ).toBe('Data in /{{workload}}/$& survives redeploys.');
  });

  it('refuses to say half of it', () => {
    expect(() => createMessage('DATA_SURVIVES')).toThrow(
      "The message 'DATA_SURVIVES' needs the parameter 'paths'",
    );
  });
});

describe('createFinding', () => {
  it('adds what to do, and whom to ask', () => {
    expect(
      createFinding({
        code: 'CLUSTER_READ_ONLY',
        severity: 'info',
        params: { cluster: 'prod' },
        askWhom: 'group:default/platform',
      }),
    ).toEqual({
      code: 'CLUSTER_READ_ONLY',
      severity: 'info',
      params: { cluster: 'prod' },
      text: 'The portal may look at prod, but not change it.',
      remedy: 'Ask those who run the portal to let it write to prod.',
      askWhom: 'group:default/platform',
    });
  });

  it('leaves out what is not known', () => {
    const finding = createFinding({
      code: 'SCALED_TO_ZERO',
      severity: 'info',
      params: { workload: 'guestbook' },
    });
    expect(finding).not.toHaveProperty('remedy');
    expect(finding).not.toHaveProperty('askWhom');
  });
});
