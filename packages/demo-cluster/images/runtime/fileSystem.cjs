/**
 * The file system of a container for a shell of npm just-bash: the container's root folder, its mounts, and a `/bin` that has the shell's
 * commands. What the container may not write fails with the error that a real container gets.
 */
const { posix } = require('node:path');

/** The largest file that a command may read at once: the shell holds it in memory. */
const MAXIMUM_FILE_BYTES = 256 * 1024 * 1024;

const DENIALS = {
  EROFS: 'read-only file system',
  EACCES: 'permission denied',
};

function isWithin(path, folder) {
  return (
    path === folder ||
    path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
  );
}

/**
 * A folder of this machine in which only some paths may be written. It also works in a confined process, which can neither look at the
 * folder's own parent nor set the mode of an open file.
 */
function createGuardedFolderClass({ ReadWriteFs }) {
  return class GuardedFolder extends ReadWriteFs {
    #denial;
    #mayWrite;

    constructor({ root, denial, mayWrite }) {
      super({ root, maxFileReadSize: MAXIMUM_FILE_BYTES });
      this.#denial = denial;
      this.#mayWrite = mayWrite;
    }

    #guard(operation, path) {
      const code = this.#denial;
      if (!this.#mayWrite(posix.resolve('/', path))) {
        const message = `${code}: ${DENIALS[code]}, ${operation} '${path}'`;
        throw Object.assign(new Error(message), { code });
      }
    }

    /** A shell creates no folders on the way to a file. */
    async #checkParent(path) {
      if (!(await this.exists(posix.dirname(path)))) {
        const message = `ENOENT: no such file or directory, open '${path}'`;
        throw Object.assign(new Error(message), { code: 'ENOENT' });
      }
    }

    async lstat(path) {
      return path === '/' ? super.stat(path) : super.lstat(path);
    }

    async writeFile(path, ...rest) {
      this.#guard('open', path);
      await this.#checkParent(path);
      return super.writeFile(path, ...rest);
    }

    async appendFile(path, ...rest) {
      this.#guard('open', path);
      await this.#checkParent(path);
      return super.appendFile(path, ...rest);
    }

    async mkdir(path, ...rest) {
      this.#guard('mkdir', path);
      return super.mkdir(path, ...rest);
    }

    async rm(path, ...rest) {
      this.#guard('unlink', path);
      return super.rm(path, ...rest);
    }

    async mv(from, to) {
      this.#guard('rename', from);
      this.#guard('rename', to);
      return super.mv(from, to);
    }

    async chmod(path, mode) {
      this.#guard('chmod', path);
      return super.chmod(path, mode);
    }

    async utimes(path, ...times) {
      this.#guard('utime', path);
      return super.utimes(path, ...times);
    }

    async cp(from, to, { recursive } = {}) {
      const { isDirectory } = await this.stat(from);
      if (!isDirectory) {
        await this.writeFile(to, await this.readFileBuffer(from));
        return;
      }
      if (!recursive) {
        throw new Error(`EISDIR: is a directory, cp '${from}'`);
      }
      await this.mkdir(to, { recursive: true });
      for (const name of await this.readdir(from)) {
        await this.cp(`${from}/${name}`, `${to}/${name}`, { recursive });
      }
    }
  };
}

/**
 * @param shell the module just-bash
 * @param files ContainerFiles, see `src/node/files/ContainerFiles.ts`
 * @param commands names of the commands that `/bin` has
 */
function createFileSystem(shell, files, commands) {
  const GuardedFolder = createGuardedFolderClass(shell);
  const fileSystem = new shell.MountableFs({
    base: new GuardedFolder({
      root: files.root,
      denial: files.rootDenial,
      mayWrite: path => files.writablePaths.some(own => isWithin(path, own)),
    }),
  });
  for (const { mountPath, source, writable, denial } of files.mounts) {
    fileSystem.mount(
      mountPath,
      new GuardedFolder({ root: source, denial, mayWrite: () => writable }),
    );
  }
  if (!files.mounts.some(({ mountPath }) => isWithin('/bin', mountPath))) {
    const executables = commands.map(name => [
      `/${name}`,
      { content: '', mode: 0o755 },
    ]);
    fileSystem.mount(
      '/bin',
      new shell.InMemoryFs(Object.fromEntries(executables)),
    );
  }
  return fileSystem;
}

module.exports = { createFileSystem };
