import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guarantees } from '../../specs/index.ts';
import { listMutants } from '../index.ts';
import { contractRules } from '../rules/index.ts';
import { bench, creates, identity, prepare } from '../testing/bench.ts';
import { rulesOf } from './index.ts';

const points = JSON.parse(readFileSync(new URL('../../../specs/scenarios/points.json', import.meta.url), 'utf8'));

describe('mutants', () => {
  test('have names of their own', () => {
    const names = listMutants().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('one that is not known is refused', () => {
    expect(() => rulesOf('no-such')).toThrow('unknown mutant: no-such');
  });

  test.each(listMutants().map((mutant) => [mutant.name, mutant.breaks]))('%s breaks %s', (name, breaks) => {
    expect(points.guarantees).toHaveProperty([breaks]);
    const rules = rulesOf(name);
    const changed = Object.entries(rules).filter(([rule, decision]) => decision !== Reflect.get(contractRules, rule));
    expect(changed.length).toBeGreaterThan(0);
    expect(Object.keys(rules).sort()).toEqual(Object.keys(contractRules).sort());
  });

  const patient = listMutants().filter(({ breaks }) => breaks !== 'once.lost-response');
  test.each(patient.map(({ name }) => name))('%s lets every resource be made', (name) => {
    const on = bench({ mutant: name, asyncMs: 10 });
    prepare(on);
    for (const [operation, request] of Object.entries(creates)) {
      const answer = on.call(operation, { ...request, name: operation, clientToken: operation });
      on.pass(1000);
      expect([operation, answer.status]).toEqual([operation, 200]);
    }
  });

  test('every guarantee of an endpoint has one', () => {
    const promised = guarantees.filter(({ of }) => of === 'endpoint').map(({ id }) => id);
    expect(promised.filter((id) => !listMutants().some(({ breaks }) => breaks === id))).toEqual([]);
  });

  test('only operations that the guarantee binds are named', () => {
    const unbound = listMutants().flatMap(({ name, breaks, on = [] }) => {
      const bound = guarantees.find(({ id }) => id === breaks)?.operations ?? [];
      return on.filter((operation) => !bound.includes(operation)).map((operation) => `${name}: ${operation}`);
    });
    expect(unbound).toEqual([]);
  });

  test('what one altered the next emulator does not have', () => {
    const on = bench({ mutant: 'delete-retry-not-found' });
    const clean = bench();
    for (const { detail } of [on, clean])
      detail('DeleteServiceTemplate', identity('', detail('CreateServiceTemplate', { name: 'x' })));
    expect(on.outcome('DeleteServiceTemplate', { name: 'x' })).toBe('ResourceNotFoundException');
    expect(clean.outcome('DeleteServiceTemplate', { name: 'x' })).toBe('ok');
  });
});
