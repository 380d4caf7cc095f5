import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import express from 'express';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** A token as the auth plugin makes it: with a proof that other plugins get instead of the token. */
export function tokenOf(userEntityRef: string, key = keys.privateKey): string {
  const sub = userEntityRef;
  const iat = Math.floor(Date.now() / 1_000);
  const exp = iat + 3_600;
  const proof = signed('vnd.backstage.limited-user', { sub, iat, exp }, key);
  return signed(
    'vnd.backstage.user',
    {
      iss: 'test',
      sub,
      ent: [sub],
      aud: 'backstage',
      iat,
      exp,
      uip: proof.split('.')[2],
    },
    key,
  );
}

function signed(typ: string, payload: object, key: KeyObject): string {
  const content = [{ typ, alg: 'ES256', kid: 'test' }, payload]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(content), {
    key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${content}.${signature.toString('base64url')}`;
}

/** Knows the key that the users' tokens are signed with. */
export const authPlugin = createBackendPlugin({
  pluginId: 'auth',
  register: env =>
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = express.Router();
        router.get('/.well-known/jwks.json', (_, response) => {
          const key = keys.publicKey.export({ format: 'jwk' });
          response.json({ keys: [{ ...key, kid: 'test', alg: 'ES256' }] });
        });
        httpRouter.use(router);
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
      },
    }),
});

/** A service whose token is its subject and `-token`: what goes into `backend.auth.externalAccess`. */
export function externalAccess(
  subject: string,
  ...restrictions: { plugin: string; permission?: string }[]
) {
  return {
    type: 'static',
    options: { token: `${subject}-token`, subject },
    ...(restrictions.length > 0 && { accessRestrictions: restrictions }),
  };
}
