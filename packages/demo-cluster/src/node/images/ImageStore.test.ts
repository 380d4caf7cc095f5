import { dirname, join } from 'node:path';
import { ImageStore } from './ImageStore';

describe('ImageStore', () => {
  const images = ImageStore.create({
    directory: join(
      dirname(require.resolve('../../../package.json')),
      'images',
    ),
  });

  it.each([
    'localhost/guestbook:1',
    'localhost/guestbook:2',
    'localhost/guestbook-nonroot:1',
    'localhost/guestbook-distroless:1',
    'localhost/busybox:1',
  ])('has %s', name => {
    expect(images.find(name)).toMatchObject({
      name,
      id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
  });

  it('has images of its own identity, though they share their files', () => {
    const one = images.find('localhost/guestbook:1');
    const two = images.find('localhost/guestbook:2');
    expect(one?.rootfs).toBe(two?.rootfs);
    expect(one?.id).not.toBe(two?.id);
    expect(two?.env.RELEASE).toBe('2');
  });

  it('knows the user and the shell of an image', () => {
    expect(images.find('localhost/guestbook-nonroot:1')?.user).toEqual({
      uid: 1000,
      gid: 1000,
    });
    expect(images.find('localhost/guestbook-distroless:1')?.shell).toBe(false);
    expect(images.find('localhost/busybox:1')?.rootfs).toBeUndefined();
  });

  it.each(['localhost/guestbook', 'localhost/guestbook:3', 'guestbook:1', ''])(
    'does not have %j',
    name => {
      expect(images.find(name)).toBeUndefined();
    },
  );
});
