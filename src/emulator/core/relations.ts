// Which resources belong to a resource, and which were made from it or use it.
import type { Kind } from './kinds.ts';
import type { Resource } from './state.ts';
import type { View } from './store.ts';

/** What goes with it in any case: a template's versions, a service's instances and pipeline. */
export function childrenOf(view: View, { kind, key }: Resource): Resource[] {
  if (kind === 'service') {
    return [
      ...view.where('service-instance', 'serviceName', key),
      ...view.where('service-pipeline', 'serviceName', key),
    ];
  }
  if (kind === 'environment-template') return view.where('environment-template-version', 'templateName', key);
  if (kind === 'service-template') return view.where('service-template-version', 'templateName', key);
  return [];
}

/** What it belongs to, runs in or was made from, as far as that is there: all that may take note of what is done to it. */
export function ownersOf(view: View, { kind, key, members }: Resource): Resource[] {
  const named = (owner: Kind, name: unknown): Resource[] => {
    const one = name === undefined ? undefined : view.get(owner, String(name));
    return one ? [one] : [];
  };
  const { templateName, serviceName, environmentName, environmentAccountConnectionId } = members;
  switch (kind) {
    case 'environment-template-version':
      return named('environment-template', templateName);
    case 'service-template-version':
      return named('service-template', templateName);
    case 'environment': {
      const connection = named('environment-account-connection', environmentAccountConnectionId);
      return [...named('environment-template', templateName), ...connection];
    }
    case 'service': {
      const environments = new Set(view.where('service-instance', 'serviceName', key).map(environmentOf));
      const there = [...environments].flatMap((name) => named('environment', name));
      return [...named('service-template', templateName), ...there];
    }
    case 'service-instance':
      return [...named('service', serviceName), ...named('environment', environmentName)];
    case 'service-pipeline':
      return named('service', serviceName);
    default:
      return [];
  }
}

const environmentOf = ({ members }: Resource) => members.environmentName;

/** The environments and services that were made from it or use it. */
export function dependentsOf(view: View, resource: Resource): Resource[] {
  const { kind, key, members } = resource;
  const sameVersion = (user: Resource) =>
    user.members.templateMajorVersion === members.majorVersion &&
    user.members.templateMinorVersion === members.minorVersion;
  switch (kind) {
    case 'environment-template':
      return view.where('environment', 'templateName', key);
    case 'service-template':
      return view.where('service', 'templateName', key);
    case 'environment-template-version':
      return view.where('environment', 'templateName', members.templateName).filter(sameVersion);
    case 'service-template-version':
      return servicesOf(view, partsOf(view, members.templateName).filter(sameVersion));
    case 'environment':
      return servicesOf(view, view.where('service-instance', 'environmentName', key));
    case 'environment-account-connection':
      return view.where('environment', 'environmentAccountConnectionId', key);
    default:
      return [];
  }
}

function partsOf(view: View, templateName: unknown): Resource[] {
  const instances = view.where('service-instance', 'templateName', templateName);
  return [...instances, ...view.where('service-pipeline', 'templateName', templateName)];
}

function servicesOf(view: View, parts: Resource[]): Resource[] {
  const names = new Set(parts.map((part) => String(part.members.serviceName)));
  return [...names].flatMap((name) => view.get('service', name) ?? []);
}
