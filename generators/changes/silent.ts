// Changes that the contract leaves open (detail.*): same parameters or different ones, as the endpoint likes. Programs
// send them to record the reading, never to call an answer wrong.
import type { Json } from '../../src/program/types.ts';
import {
  type CreateOperation,
  compatibleWith,
  environmentSpec,
  serviceSpec,
  standardRequest,
  teamTag,
} from '../requests.ts';
import type { SilentChange } from './types.ts';

const late: Json = { key: 'late', value: 'x' };
const two = { set: { tags: [teamTag, late] } };

const composed = 'caf\u00e9';
const decomposed = 'cafe\u0301';

/** The silent changes that the members of `operation` allow. */
export function silentChanges(operation: CreateOperation): SilentChange[] {
  const request = standardRequest(operation);
  const all: SilentChange[] = [
    {
      point: 'detail.tag-order',
      label: 'tags the other way round',
      base: two,
      change: { set: { tags: [late, teamTag] } },
    },
    { point: 'detail.empty-absent', label: 'no tags given', base: { drop: ['tags'] }, change: { set: { tags: [] } } },
  ];
  if (request.description !== undefined) {
    all.push(
      {
        point: 'detail.empty-absent',
        label: 'description emptied',
        base: { drop: ['description'] },
        change: { set: { description: '' } },
      },
      {
        point: 'detail.unicode-form',
        label: 'description decomposed',
        base: { set: { description: composed } },
        change: { set: { description: decomposed } },
      },
    );
  }
  if (operation === 'CreateServiceTemplateVersion') all.push(...ofLists);
  if (request.spec !== undefined) all.push(...ofSpecs(operation));
  return all;
}

const pair = [compatibleWith(), compatibleWith('{{fixture:otherEnvTemplate}}')];

const ofLists: readonly SilentChange[] = [
  {
    point: 'detail.list-order',
    label: 'compatible templates the other way round',
    base: { set: { compatibleEnvironmentTemplates: pair } },
    change: { set: { compatibleEnvironmentTemplates: pair.toReversed() } },
  },
  {
    point: 'detail.empty-absent',
    label: 'no component sources given',
    base: {},
    change: { set: { supportedComponentSources: [] } },
  },
];

function ofSpecs(operation: CreateOperation): SilentChange[] {
  const service = operation === 'CreateService';
  const spec = service ? serviceSpec('one', '      note: x\n') : environmentSpec('one', '  note: x\n');
  const indent = service ? '      ' : '  ';
  const size = `${indent}size: one\n`;
  const note = `${indent}note: x\n`;
  const base = { set: { spec } };
  return [
    {
      point: 'detail.default-given',
      label: 'minor version 0 given',
      base: {},
      change: { set: { templateMinorVersion: '0' } },
    },
    { point: 'detail.spec-format', label: 'an empty line more', base, change: { set: { spec: `${spec}\n` } } },
    {
      point: 'detail.spec-format',
      label: 'keys the other way round',
      base,
      change: { set: { spec: spec.replace(size + note, note + size) } },
    },
    {
      point: 'detail.spec-format',
      label: 'lines that end in CR LF',
      base,
      change: { set: { spec: spec.replaceAll('\n', '\r\n') } },
    },
    {
      point: 'detail.spec-format',
      label: 'more space before a value',
      base,
      change: { set: { spec: spec.replace('size: one', 'size:   one') } },
    },
    ...spelledOtherwise(service ? serviceSpec : environmentSpec, indent),
  ];
}

/** What YAML reads as the same number, or the same truth. */
const spellings = [
  ['a zero more', '1.1', '1.10'],
  ['a decimal point', '2', '2.0'],
  ['a zero in front', '30', '030'],
  ['an exponent', '4000', '4e3'],
  ['a capital', 'true', 'True'],
] as const;

function spelledOtherwise(write: (size: string, more: string) => string, indent: string): SilentChange[] {
  const lines = spellings.map(([, value], n) => `${indent}note${n}: ${value}\n`);
  const spec = write('one', lines.join(''));
  return spellings.map(([label, value, other], n) => ({
    point: 'detail.spec-format',
    label: `a value with ${label}`,
    base: { set: { spec } },
    change: { set: { spec: spec.replace(`note${n}: ${value}\n`, `note${n}: ${other}\n`) } },
  }));
}
