/**
 * The channels of `v5.channel.k8s.io`: the first byte of each message names one. 4 is for the size of a terminal, which we do not
 * have.
 *
 * See https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets
 */
export const CHANNEL = {
  stdin: 0,
  stdout: 1,
  stderr: 2,
  status: 3,
  close: 255,
} as const;

/** The version with which the end of standard input can be told without closing the connection. */
export const SUBPROTOCOL = 'v5.channel.k8s.io';
