/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
export const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

/** Clusters have the names that somebody gave them in a configuration; no more than what belongs on one line. */
export const CLUSTER = /^[^\p{C}\p{Zl}\p{Zp}]{1,253}$/u;
