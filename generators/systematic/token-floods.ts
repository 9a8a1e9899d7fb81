// token.alive under a flood of other tokens, and no time gone by: nothing that a small memory throws away stays unseen.
import { besideIt, changed, type VersionCreate, versionCreates } from '../requests.ts';
import type { Draft } from '../script.ts';
import { begun, otherRequest } from './start.ts';

/** More than the small memories that emulators are tempted to keep. */
const floodTokens = 130;
/** Each is deleted again at once: only five connections may exist. */
const floodConnections = 10;

/** Retried half way and at the end, so that a memory of fewer tokens shows whatever it throws away. */
function flood(operation: VersionCreate): Draft {
  const script = begun(operation);
  const send = (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const change = { drop: ['description', 'tags'], set: { clientToken: `{{token:flood${n}}}` } };
      script.create(`flood${n}`, operation, otherRequest(operation, change));
    }
  };
  send(0, floodTokens / 2);
  script.retry('first');
  send(floodTokens / 2, floodTokens);
  return script
    .retry('base')
    .retry('first')
    .retry('flood0')
    .retry('first', { change: changed(operation) })
    .aimedAt('token.alive', operation, 'interleaved', `${floodTokens} other tokens between`);
}

const connection = 'CreateEnvironmentAccountConnection';

function ofConnections(): Draft {
  const script = begun(connection);
  for (let n = 0; n < floodConnections; n++) {
    script
      .create(`flood${n}`, connection, otherRequest(connection, besideIt(connection, `b${n}`, `flood${n}`)))
      .delete(`flood${n}`);
  }
  return script
    .retry('first')
    .get('first')
    .aimedAt('token.alive', connection, 'interleaved', `${floodConnections} other tokens between`);
}

export const tokenFloods: readonly Draft[] = [...versionCreates.map(flood), ofConnections()];
