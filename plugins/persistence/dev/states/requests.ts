import type { DevAnswer, DevState } from './DevState';
import { answer, persistentAssessment } from './building';

function error(status: number, name: string, message: string): DevAnswer {
  return { kind: 'error', status, name, message };
}

/** States of the request itself. */
export function requestStates(): DevState[] {
  return [
    { id: 'loading', title: 'Loading', answers: [{ kind: 'pending' }] },
    {
      id: 'signed-out',
      title: 'Signed out (401)',
      answers: [error(401, 'AuthenticationError', 'Missing credentials')],
    },
    {
      id: 'denied',
      title: 'Denied (403)',
      answers: [error(403, 'NotAllowedError', 'Unauthorized')],
    },
    {
      id: 'not-found',
      title: 'Invisible (404)',
      answers: [error(404, 'NotFoundError', 'No entity')],
    },
    {
      id: 'backend-failed',
      title: 'The backend fails (500)',
      answers: [error(500, 'Error', 'Internal server error')],
    },
    { id: 'offline', title: 'Offline', answers: [{ kind: 'broken' }] },
    {
      id: 'stale',
      title: 'The backend fails, the last known state stays',
      answers: [
        answer([persistentAssessment()]),
        error(503, 'ServiceUnavailableError', 'Service unavailable'),
      ],
    },
  ];
}
