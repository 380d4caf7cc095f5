/**
 * The file system of a container for a shell of npm just-bash: the container's root folder, its mounts, and a `/bin` that has the shell's
 * commands. What the container may not write fails with the error that a real container gets.
 */
const { posix } = require('node:path');

/** The largest file that a command may read at once: the shell holds it in memory. */
const MAXIMUM_FILE_BYTES = 256 * 1024 * 1024;

const DENIALS = {
  EROFS: 'Read-only file system',
  EACCES: 'Permission denied',
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
    #mountPath;
    #denial;
    #mayWrite;

    constructor({ root, mountPath, denial, mayWrite }) {
      super({ root, maxFileReadSize: MAXIMUM_FILE_BYTES });
      this.#mountPath = mountPath;
      this.#denial = denial;
      this.#mayWrite = mayWrite;
    }

    #guard(path) {
      const code = this.#denial;
      if (!this.#mayWrite(posix.resolve('/', path))) {
        throw Object.assign(new Error(DENIALS[code]), { code });
      }
    }

    /** Before a file is written. A redirection opens its file first, writing nothing; its errors come from the shell itself. */
    async #open(path, content, encoding) {
      try {
        this.#guard(path);
        await this.#checkParent(path);
      } catch (error) {
        if (content === '' && encoding === 'binary') {
          const name = posix.join(this.#mountPath, path);
          error.message = `can't create ${name}: ${error.message}`;
        }
        throw error;
      }
    }

    /** A shell creates no folders on the way to a file. */
    async #checkParent(path) {
      if (!(await this.exists(posix.dirname(path)))) {
        throw Object.assign(new Error('No such file or directory'), {
          code: 'ENOENT',
        });
      }
    }

    async lstat(path) {
      return path === '/' ? super.stat(path) : super.lstat(path);
    }

    async writeFile(path, ...rest) {
      await this.#open(path, ...rest);
      return super.writeFile(path, ...rest);
    }

    async appendFile(path, ...rest) {
      await this.#open(path, ...rest);
      return super.appendFile(path, ...rest);
    }

    async mkdir(path, ...rest) {
      this.#guard(path);
      return super.mkdir(path, ...rest);
    }

    async rm(path, ...rest) {
      this.#guard(path);
      return super.rm(path, ...rest);
    }

    async mv(from, to) {
      this.#guard(from);
      this.#guard(to);
      return super.mv(from, to);
    }

    async link(existing, path) {
      this.#guard(path);
      return super.link(existing, path);
    }

    async chmod(path, mode) {
      this.#guard(path);
      return super.chmod(path, mode);
    }

    /** `touch` writes a file and then sets its times. Whoever waited for the file may have removed it in between. */
    async utimes(path, ...times) {
      this.#guard(path);
      if (await this.exists(path)) {
        await super.utimes(path, ...times);
      }
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

/** `/dev/null`, which takes everything and keeps nothing. */
function createDevices({ InMemoryFs }) {
  const devices = new InMemoryFs({ '/null': '' });
  const forget = async () => {};
  return Object.assign(devices, { writeFile: forget, appendFile: forget });
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
      mountPath: '/',
      denial: files.rootDenial,
      mayWrite: path => files.writablePaths.some(own => isWithin(path, own)),
    }),
  });
  for (const { mountPath, source, writable, denial } of files.mounts) {
    fileSystem.mount(
      mountPath,
      new GuardedFolder({
        root: source,
        mountPath,
        denial,
        mayWrite: () => writable,
      }),
    );
  }
  fileSystem.mount('/dev', createDevices(shell));
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
