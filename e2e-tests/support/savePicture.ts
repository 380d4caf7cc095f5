import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compactPng } from './compactPng';
import { SCREENSHOTS } from './environment';

/** Keeps a screenshot where people look at it, and small enough to be committed. */
export function savePicture(name: string, png: Buffer): void {
  const path = join(SCREENSHOTS, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, compactPng(png));
}
