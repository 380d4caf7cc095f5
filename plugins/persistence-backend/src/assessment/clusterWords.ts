/**
 * What a driver said, without what the programs in between put in front of it: `failed to provision volume with StorageClass "x": rpc
 * error: code = Internal desc = no space left` says `no space left`.
 */
export function clusterWords(message: string): string {
  const words = message.replace(/^.*\bdesc = /s, '').trim();
  return (words || message.trim()).replace(/\s+/g, ' ');
}
