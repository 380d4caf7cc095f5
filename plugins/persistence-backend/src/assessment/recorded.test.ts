import {
  assessRecording,
  readRecording,
  recordingNames,
} from './__fixtures__/readRecording';
import { EXPECTED } from './__fixtures__/expected';
import { describeAssessment } from './__fixtures__/describeAssessment';

describe('assess, of what a real cluster wrote', () => {
  it('knows what to expect of every recording', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(recordingNames());
  });

  const withWorkloads = Object.entries(EXPECTED).filter(
    ([, workloads]) => Object.keys(workloads).length > 0,
  );

  describe.each(withWorkloads)('%s', (name, workloads) => {
    const assessments = assessRecording(readRecording(name));

    it('finds all workloads', () => {
      expect([...assessments.keys()].sort()).toEqual(
        Object.keys(workloads).sort(),
      );
    });

    it.each(Object.entries(workloads))('says of %s', (key, expected) => {
      expect(describeAssessment(assessments.get(key)!)).toEqual(expected);
    });
  });
});
