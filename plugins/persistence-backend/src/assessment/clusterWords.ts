/** What programs put around the words that say what is wrong. */
const NOISE: readonly RegExp[] = [
  // The way that an error of a driver came
  /^.*\bdesc = /s,
  // What the StatefulSet controller puts in front of the API server's reason
  /^create Pod \S+ in StatefulSet \S+ failed error: /i,
  // What the scheduler adds to its reason
  /\s*(no new claims to deallocate,\s*)?preemption: .*$/s,
  /(?<=\.) not found$/,
  /:\s*$/,
];

/**
 * What is wrong, in the cluster's words, without what the programs in between put around them: `failed to provision volume with
 * StorageClass "x": rpc error: code = Internal desc = no space left` says `no space left`.
 */
export function clusterWords(message: string): string {
  const words = NOISE.reduce(
    (kept, noise) => kept.replace(noise, ''),
    message.trim(),
  ).trim();
  return (words || message.trim()).replace(/\s+/g, ' ');
}
