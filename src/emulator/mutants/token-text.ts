// Mutants of the client-token creates: the text of the token itself.
import type { Mutant } from './mutant.ts';
import { bodyOf, versionCreates } from './operations.ts';

const anyText = () => undefined;

export const tokenTextMutants: Mutant[] = [
  {
    name: 'token-folds-case',
    breaks: 'token.case',
    about: 'Tokens that differ in case are one token.',
    alter: () => ({ tokenText: (_world, token) => token.toLowerCase() }),
  },
  {
    name: 'token-cut-at-32',
    breaks: 'token.whole',
    about: 'Only the first 32 characters of a token count.',
    alter: () => ({ tokenText: (_world, token) => token.slice(0, 32) }),
  },
  {
    name: 'token-cut-at-63',
    breaks: 'token.whole',
    about: 'The 64th character of a token does not count.',
    alter: () => ({ tokenText: (_world, token) => token.slice(0, 63) }),
  },
  {
    name: 'token-65-cut',
    breaks: 'token.length',
    about: 'A token that is too long is cut to 64 characters instead of refused.',
    alter: ({ tokenProblem }) => ({
      tokenProblem: (world, token) => tokenProblem(world, token?.slice(0, 64)),
      tokenText: (_world, token) => token.slice(0, 64),
    }),
  },
  {
    name: 'token-64-refused',
    breaks: 'token.length',
    about: 'Connections take no token of 64 characters.',
    on: ['CreateEnvironmentAccountConnection'],
    alter: ({ tokenProblem }) => ({
      tokenProblem: (world, token) =>
        token?.length === 64 && world.operation === 'CreateEnvironmentAccountConnection'
          ? 'clientToken is longer than 63 characters'
          : tokenProblem(world, token),
    }),
  },
  {
    name: 'token-any-character',
    breaks: 'token.charset',
    about: 'Tokens may have characters outside ASCII.',
    alter: ({ tokenProblem }) => ({
      tokenProblem: (world, token) =>
        token !== undefined && /[^\0-\x7f]/.test(token) ? anyText() : tokenProblem(world, token),
    }),
  },
  {
    name: 'token-65-refused-once',
    breaks: 'token.length',
    about: 'A token that is too long is refused once, and taken when it comes again.',
    alter({ tokenProblem }) {
      const refused = new Set<string>();
      return {
        tokenProblem(world, token) {
          if (token === undefined || token.length <= 64) return tokenProblem(world, token);
          if (refused.has(token)) return undefined;
          refused.add(token);
          return tokenProblem(world, token);
        },
      };
    },
  },
  {
    name: 'token-key-cut-at-128',
    breaks: 'token.whole',
    about: 'Template and token are one key, of which the first 128 characters count.',
    on: versionCreates,
    alter: ({ tokenText }) => ({
      tokenText(world, token) {
        const { templateName } = bodyOf(world);
        const text = tokenText(world, token);
        return typeof templateName === 'string' ? `${templateName}:${text}`.slice(0, 128) : text;
      },
    }),
  },
];
