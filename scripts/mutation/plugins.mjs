// Two plugins for StrykerJS. The runner calls the tests in its own process, the quickest first, and stops at the first
// that notices the mutant. The ignorer leaves out words for people: a test that repeats a sentence shows nothing.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { createViteServer } from 'vitest/node';
import { collect, collectedTests } from './tests.mjs';

const STAND_IN = fileURLToPath(new URL('tests.mjs', import.meta.url));

class InProcessRunner {
  static inject = [commonTokens.options];

  constructor(options) {
    this.roots = options.inProcess.tests;
    this.without = options.inProcess.without ?? [];
    /** What instrumented code reads and writes: which mutant is active, which mutants a test has reached. */
    globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
    this.mutants = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE];
    this.took = new Map();
    /** Tests that have noticed a mutant before: likely to notice others. */
    this.sharp = new Set();
  }

  /** No mutant is active while modules load, so that there is never a reason to load them anew. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.vite = await createViteServer({
      configFile: false,
      appType: 'custom',
      logLevel: 'error',
      server: { middlewareMode: true, watch: null, hmr: false, ws: false },
      optimizeDeps: { noDiscovery: true },
      resolve: { alias: { vitest: STAND_IN } },
    });
    for (const file of this.roots.flatMap(testFiles).filter((name) => !this.without.includes(name)))
      await collect(file, () => this.vite.ssrLoadModule(join(process.cwd(), file)));
  }

  async dryRun() {
    const tests = [];
    for (const test of collectedTests()) {
      this.mutants.currentTestId = test.id;
      const { fault, ms } = await called(test);
      this.took.set(test.id, ms);
      const result = { id: test.id, name: test.name, timeSpentMs: ms };
      tests.push(
        fault === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: fault },
      );
    }
    this.mutants.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.mutants.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    Object.assign(this.mutants, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    const wanted = testFilter && new Set(testFilter);
    const tests = collectedTests().filter(({ id }) => wanted?.has(id) ?? true);
    const rank = ({ id }) => (this.sharp.has(id) ? 0 : (this.took.get(id) ?? 0));
    tests.sort((a, b) => rank(a) - rank(b));
    try {
      for (const [n, test] of tests.entries()) {
        const { fault } = await called(test);
        if (hitLimit !== undefined && this.mutants.hitCount > hitLimit) return { status: MutantRunStatus.Timeout };
        if (fault === undefined) continue;
        this.sharp.add(test.id);
        return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage: fault, nrOfTests: n + 1 };
      }
      return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
    } finally {
      this.mutants.activeMutant = undefined;
    }
  }

  async dispose() {
    await this.vite?.close();
  }
}

function testFiles(root) {
  if (!statSync(root).isDirectory()) return [root];
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(root, file))
    .sort();
}

async function called(test) {
  const start = performance.now();
  try {
    await test.run();
    return { ms: performance.now() - start };
  } catch (error) {
    return { ms: performance.now() - start, fault: String(error?.message ?? error) };
  }
}

/** A text with a space in it is a sentence, or part of one; ids, types, statuses and members have none. */
const prose = {
  shouldIgnore(path) {
    const { node } = path;
    const texts =
      node.type === 'StringLiteral'
        ? [node.value]
        : node.type === 'TemplateLiteral'
          ? node.quasis.map((part) => part.value.raw)
          : [];
    return texts.some((text) => text.includes(' ')) ? 'words for people' : undefined;
  },
};

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner),
  declareValuePlugin(PluginKind.Ignore, 'prose', prose),
];

export const strykerValidationSchema = {
  properties: {
    inProcess: {
      type: 'object',
      required: ['tests'],
      properties: {
        tests: { description: 'Files, or folders of *.test.ts.', type: 'array', items: { type: 'string' } },
        without: { description: 'Files that take too long.', type: 'array', items: { type: 'string' } },
      },
    },
  },
};
