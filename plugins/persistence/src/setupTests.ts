import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The first render of a page loads its modules, which takes seconds where other tests run beside this one.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// What libraries below us print under React 18 and jsdom; nothing of it is ours to mend. Everything else stays visible.
const KNOWN_NOISE = [
  /findDOMNode is deprecated/, // Material UI 4
  /\[JSS\] processedRuleToParse is not defined/, // Material UI 4's style sheets in jsdom
];

const output = globalThis.console;

for (const level of ['error', 'warn'] as const) {
  const print = output[level];
  jest.spyOn(output, level).mockImplementation((...args: unknown[]) => {
    if (!KNOWN_NOISE.some(noise => noise.test(String(args[0])))) {
      print(...args);
    }
  });
}
