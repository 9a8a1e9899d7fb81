// What a history has come to so far, but for what its explanations show: what broke, what was left undecided and why.
import type { Call, Judged, Refusal } from '../model/index.ts';
import { resources } from '../specs/index.ts';
import { printable } from '../wire/printable.ts';
import { isServed } from '../wire/served.ts';
import type { LogEntry } from './logs.ts';
import type { Violation } from './types.ts';

type Shown = Extract<LogEntry, { kind: 'shown' }>;
type Taken = Extract<LogEntry, { kind: 'taken' }>;

export class Findings {
  readonly violations: Violation[] = [];
  readonly unknown: { guarantee: string; operation: string; reason: string }[] = [];
  readonly notImplemented = new Set<string>();
  readonly notPermitted = new Set<string>();
  /** Operations that are there, by an answer of this history. */
  readonly served = new Set<string>();
  readonly inconclusive: string[] = [];
  /** What was shown and taken by the form of answers. */
  readonly shown: Shown[] = [];
  readonly taken: Taken[] = [];
  /** Nothing more is judged. */
  over = false;

  /** Says nothing of an excerpt made by ourselves, as the form of the whole is not known. */
  form(call: Call, outcome: Judged): void {
    if (isServed(outcome)) this.served.add(call.operation);
    const guarantee = outcome.kind === 'success' ? 'wire.response' : 'wire.error';
    this.shown.push({ kind: 'shown', guarantee, operation: call.operation, situation: 'form of the answer' });
    for (const [point, reading] of outcome.taken)
      this.taken.push({ kind: 'taken', point, operation: call.operation, reading });
  }

  violated(call: Call, refusal: Refusal, doubt: string | undefined): void {
    this.violations.push({ ...refusal, call: call.call, step: call.step, ...(doubt ? { doubt } : {}) });
    this.over = true;
  }

  undecided(about: { readonly guarantee: string; readonly operation: string }, reason: string): void {
    const { guarantee, operation } = about;
    this.unknown.push({ guarantee, operation, reason: printable(reason) });
  }

  /** Why the history says less than its program meant to. */
  less(reason: string): void {
    this.inconclusive.push(printable(reason));
  }

  notOver(resource: keyof typeof resources, limitMs: number): void {
    this.less(`${resources[resource].title}: work not over after ${Math.round(limitMs / 1000)} s`);
  }
}
