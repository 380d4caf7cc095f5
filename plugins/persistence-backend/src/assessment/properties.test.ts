import {
  assessRecording,
  readRecording,
  recordingNames,
  type RecordedObject,
  type Recording,
} from './__fixtures__/readRecording';

const NAMES = recordingNames();

/** Random numbers that are the same in each run. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Leaves fields out, empties some, and gives some another type, anywhere below an object's metadata. */
function damage(value: unknown, random: () => number): unknown {
  const chance = random();
  if (chance < 0.01) {
    return null;
  }
  if (chance < 0.02) {
    return chance < 0.015 ? 'something else' : 42;
  }
  if (Array.isArray(value)) {
    return value
      .filter(() => random() > 0.05)
      .map(item => damage(item, random));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => random() > 0.05)
        .map(([key, item]) => [key, damage(item, random)]),
    );
  }
  return value;
}

function damaged(recording: Recording, seed: number): Recording {
  const random = createRandom(seed);
  return {
    ...recording,
    items: recording.items
      .filter(() => random() > 0.05)
      .map(({ kind, metadata, ...rest }) => ({
        ...(damage(rest, random) as object),
        kind,
        metadata: {
          ...(damage(metadata, random) as object),
          name: metadata.name,
          namespace: metadata.namespace,
        },
      })) as RecordedObject[],
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

describe('assess', () => {
  it.each(NAMES)('copes with objects of %s that are not whole', name => {
    const recording = readRecording(name);
    for (let seed = 1; seed <= 12; seed++) {
      const assessments = assessRecording(damaged(recording, seed));
      for (const { verdict, summary, findings } of assessments.values()) {
        expect(verdict).toMatch(
          /^(persistent|partly-persistent|not-persistent|unknown)$/,
        );
        for (const { text } of [summary, ...findings]) {
          expect(text).not.toMatch(/\{\{|undefined|NaN|\[object/);
        }
      }
    }
  });

  it.each(NAMES)('says the same of the same: %s', name => {
    const facts = freeze({
      inspection: {
        at: '2026-11-21T12:00:00Z',
        complete: false,
        paths: [
          {
            container: 'app',
            pod: 'p',
            path: '/data',
            files: 1,
            bytes: 1,
            newestChange: '2026-11-21T12:00:00Z',
            survives: false,
          },
        ],
      },
    });
    const recording = freeze(readRecording(name));
    const once = assessRecording(recording, { facts });
    expect(assessRecording(recording, { facts })).toEqual(once);
  });

  it.each(NAMES)('does not depend on the order of objects: %s', name => {
    const recording = readRecording(name);
    const reversed = { ...recording, items: [...recording.items].reverse() };
    expect(assessRecording(reversed)).toEqual(assessRecording(recording));
  });
});
