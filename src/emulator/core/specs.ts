// Specs of environments and services: the documented header, and what a service's spec says about its instances.
import { parse } from 'yaml';
import { invalid } from '../wire/errors.ts';
import { isMembers } from '../wire/json.ts';

/** An instance as a service's spec describes it. */
export interface InstanceSpec {
  name: string;
  environment: string;
  spec: string;
}

/** @throws ProtonError `ValidationException` where the header of an environment spec isn't there */
export function checkEnvironmentSpec(spec: string): void {
  const document = readYaml(spec);
  if (document.proton !== 'EnvironmentSpec') throw invalid('The spec must say proton: EnvironmentSpec');
  if (!Object.hasOwn(document, 'spec')) throw invalid('The spec must have a member spec');
}

/** The instances of a service's spec. @throws ProtonError `ValidationException` where it isn't a service's spec */
export function readServiceSpec(spec: string): InstanceSpec[] {
  const document = readYaml(spec);
  if (document.proton !== 'ServiceSpec') throw invalid('The spec must say proton: ServiceSpec');
  const { instances } = document;
  if (!Array.isArray(instances) || instances.length === 0) throw invalid('The spec must have instances');
  const read = instances.map((instance: unknown) => {
    if (!isMembers(instance) || typeof instance.name !== 'string' || typeof instance.environment !== 'string') {
      throw invalid('Every instance must have a name and an environment');
    }
    return { name: instance.name, environment: instance.environment, spec };
  });
  if (new Set(read.map(({ name }) => name)).size < read.length) throw invalid('Two instances have one name');
  return read;
}

function readYaml(text: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    throw invalid(`The spec isn't readable: ${error instanceof Error ? error.message : error}`);
  }
  if (!isMembers(document)) throw invalid('The spec must be a mapping');
  return document;
}
