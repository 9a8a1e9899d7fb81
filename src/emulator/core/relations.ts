// Which resources belong to a resource, and which were made from it or use it.
import type { Kind } from './kinds.ts';
import type { Resource } from './state.ts';
import type { View } from './store.ts';

type Test = (candidate: Resource) => boolean;

/** What goes with it in any case: a template's versions, a service's instances and pipeline. */
export function childrenOf(view: View, resource: Resource): Resource[] {
  const { name } = resource.members;
  const ofService: Test = ({ members }) => members.serviceName === name;
  const ofTemplate: Test = ({ members }) => members.templateName === name;
  if (resource.kind === 'service')
    return [...some(view, 'service-instance', ofService), ...some(view, 'service-pipeline', ofService)];
  if (resource.kind === 'environment-template') return some(view, 'environment-template-version', ofTemplate);
  if (resource.kind === 'service-template') return some(view, 'service-template-version', ofTemplate);
  return [];
}

/** The environments and services that were made from it or use it. */
export function dependentsOf(view: View, resource: Resource): Resource[] {
  const { members } = resource;
  const sameVersion: Test = (user) =>
    user.members.templateName === members.templateName &&
    user.members.templateMajorVersion === members.majorVersion &&
    user.members.templateMinorVersion === members.minorVersion;
  if (resource.kind === 'environment-template')
    return some(view, 'environment', (user) => user.members.templateName === members.name);
  if (resource.kind === 'service-template')
    return some(view, 'service', (user) => user.members.templateName === members.name);
  if (resource.kind === 'environment-template-version') return some(view, 'environment', sameVersion);
  if (resource.kind === 'service-template-version') return servicesOf(view, sameVersion);
  if (resource.kind === 'environment') return servicesOf(view, (user) => user.members.environmentName === members.name);
  if (resource.kind === 'environment-account-connection') {
    return some(view, 'environment', (user) => user.members.environmentAccountConnectionId === members.id);
  }
  return [];
}

function servicesOf(view: View, test: Test): Resource[] {
  const parts = [...some(view, 'service-instance', test), ...some(view, 'service-pipeline', test)];
  const names = new Set(parts.map((part) => String(part.members.serviceName)));
  return [...names].flatMap((name) => view.get('service', name) ?? []);
}

function some(view: View, kind: Kind, test: Test): Resource[] {
  return view.all(kind).filter(test);
}
