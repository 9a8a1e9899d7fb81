// The pipeline in the detail of a service. Whether it has one, and when that comes or fails, is the endpoint's affair. But
// what was seen deployed stays as it is until something is done to the service, and nothing shows that only a refused
// request or an earlier service has asked for.
import { resources } from '../../specs/index.ts';
import { canonical } from '../../wire/canonical.ts';
import { isObject } from '../../wire/cut.ts';
import type { Detail } from '../../wire/types.ts';
import { changeSuspects } from '../blame.ts';
import type { Call, State, Suspect, Thing } from '../state.ts';
import { changes, earlier, isGone, isMadeWith, isOver } from './deployed.ts';

interface Faults {
  /** In words. */
  readonly faults: readonly string[];
  /** Whom they point at, if that is known better than by the order of the calls. */
  readonly suspects?: readonly Suspect[];
  /** A look sent too soon after this may show an earlier state of the pipeline. */
  readonly since: number;
}

const NONE: Faults = { faults: [], since: 0 };

/** What is wrong with the pipeline that a Get shows of a service. */
export function pipelineFaults(state: State, x: Thing, detail: Detail): Faults {
  if (x.type !== 'service') return NONE;
  const now = pipelineIn(detail);
  const isOfEarlier = ({ pipeline }: Thing): boolean =>
    now !== undefined && isMadeWith(pipeline?.shown ?? undefined, now, x);
  if (earlier(state, x).some(isOfEarlier)) {
    const recreation = { guarantee: 'create.after-delete', operation: resources.service.create };
    return { faults: ['its pipeline was made with the earlier service’s'], suspects: [recreation], since: 0 };
  }
  if (x.pipeline === undefined) return NONE;
  const { shown, since } = x.pipeline;
  if (shown !== null) return { faults: becameOf(shown, now).map((fault) => `its pipeline ${fault}`), since };
  if (now?.arn === undefined || asks(x) || (x.wrong[REPOSITORY] ?? []).length === 0) return NONE;
  return { faults: ['it has a pipeline, and no repository'], suspects: changeSuspects(x, true), since };
}

const becameOf = (before: Detail, now: Detail | undefined): string[] =>
  now === undefined ? ['is gone'] : changes(before, now);

/** What the members of a request that ask for a pipeline have in common: no update can give them later. */
const REPOSITORY = 'repositoryId';
const asks = ({ params }: Thing): boolean => params[REPOSITORY] !== undefined;

function pipelineIn({ pipeline }: Detail): Detail | undefined {
  return isObject(pipeline) && !isGone(pipeline) ? pipeline : undefined;
}

/**
 * The service with what a Get has shown of its pipeline. After an update of the service or of a part of it nobody knows when
 * a deployment of its pipeline may begin.
 */
export function withPipeline(x: Thing, call: Call, detail: Detail, isConclusive: boolean): Thing {
  if (x.type !== 'service' || !isConclusive) return x;
  const { pipeline: before, ...rest } = x;
  const isUpdated = x.modifications.length > 0 || x.touched.includes('create.child-updated');
  const shown = pipelineIn(detail) ?? null;
  if (x.life !== 'there' || x.phase !== 'settled' || isUpdated || (shown !== null && !isOver(shown))) return rest;
  const isKnown = before !== undefined && canonical(before.shown) === canonical(shown);
  return isKnown ? x : { ...x, pipeline: { shown, since: call.answered.at } };
}
