import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PodExec } from '../model/PodExec';
import type { Registry } from '../registry/Registry';
import type { Continuations } from './lists/Continuations';
import type { Target } from './Target';

/** All that a handler needs to answer one request. */
export interface RequestContext {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  target: Target;
  registry: Registry;
  continuations: Continuations;
  podExec: PodExec;
}
