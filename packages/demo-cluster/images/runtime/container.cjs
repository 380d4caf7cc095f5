/**
 * Loaded into every container before its program. It gives the program what a container runtime would give it and a plain process does not
 * have: its own environment, the manners of process 1, and a port of its own.
 *
 * Talks to the node over the process's IPC channel:
 *   to the node    { type: 'running' }                          signals are handled from now on
 *                  { type: 'listening', containerPort, port }   the program listens; connections go to 127.0.0.1:<port>
 *                  { type: 'closed', containerPort }
 *   from the node  { type: 'address-in-use', containerPort }    another container of the pod has that port already
 */
const net = require('node:net');

const environment = JSON.parse(process.env.CONTAINER_ENVIRONMENT);
for (const name of Object.keys(process.env)) {
  delete process.env[name];
}
Object.assign(process.env, environment);

// The node is gone: a container must not outlive it.
process.on('disconnect', () => process.exit(137));
// The kernel ignores signals that process 1 has no handler for.
process.on('SIGTERM', () => {});
process.on('SIGINT', () => {});

process.send({ type: 'running' });

// A container sees no process but its own.
process.kill = (pid, signal) => {
  if (pid !== process.pid && pid !== 1) {
    throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
  }
  if (signal !== 0) {
    process.emit(signal ?? 'SIGTERM');
  }
  return true;
};

const servers = new Map();
process.on('message', message => {
  const server = servers.get(message.containerPort);
  if (message.type !== 'address-in-use' || !server) {
    return;
  }
  const error = new Error(
    `listen EADDRINUSE: address already in use :::${message.containerPort}`,
  );
  server.close();
  server.emit('error', Object.assign(error, { code: 'EADDRINUSE' }));
});
// Waiting for the node alone is no reason to stay alive.
process.channel.unref();

function portOf(first) {
  const port = typeof first === 'object' && first ? first.port : first;
  const isPort = typeof port === 'number' || /^\d+$/.test(port ?? '');
  return isPort ? Number(port) : undefined;
}

const { address, listen } = net.Server.prototype;
net.Server.prototype.listen = function listenInContainer(...options) {
  const containerPort = portOf(options[0]);
  if (containerPort === undefined) {
    return listen.apply(this, options);
  }
  servers.set(containerPort, this);
  this.prependOnceListener('listening', () => {
    const { port } = address.call(this);
    process.send({ type: 'listening', containerPort, port });
  });
  this.once('close', () => {
    servers.delete(containerPort);
    if (process.connected) {
      process.send({ type: 'closed', containerPort });
    }
  });
  this.address = () => ({
    address: '::',
    family: 'IPv6',
    port: containerPort,
  });
  const callback = options.find(option => typeof option === 'function');
  return listen.call(this, { port: 0, host: '127.0.0.1' }, callback);
};
