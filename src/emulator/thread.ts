// What runs in an emulator's own thread (apart.ts): says where it listens, and then restarts as often as it is told to.
import { parentPort, workerData } from 'node:worker_threads';
import { startEmulator } from './index.ts';

const { url, restart } = await startEmulator(workerData);
parentPort?.on('message', () => {
  restart();
  parentPort?.postMessage('restarted');
});
parentPort?.postMessage(url);
