import { describe, expect, test } from 'vitest';
import { buildReport } from './build.ts';
import { markdown } from './markdown.ts';
import { everythingHeld, history, record, verdict, violation } from './testing/sample.ts';

const hostile = '``` \n</details><script>alert(1)</script> @everyone [x](http://y) ````\n# big';
const violating = buildReport(
  record(),
  [history(1, { verdict: verdict({ violations: [violation({ observed: hostile })] }) })],
  () => [],
);

test('the verdict stands first, then what was run, then the counts by status, never added together', () => {
  const text = markdown(
    buildReport(record(), [everythingHeld()], () => []),
    'r',
  );
  expect(text).toMatch(/^## proton-conformance\n\n✅ Conformant.*\n\n.*seed 42\n\n\| status \| guarantees \|/);
  expect(text).toMatch(/\| held \| \d+ \|/);
  expect(text).toContain('### Not exercised, and not required of this run');
});

test('what left the run undecided is told', () => {
  const text = markdown(
    buildReport(record({ stopped: 'interrupted', stoppedBecause: 'Ctrl-C `x`' }), [], () => []),
    'r',
  );
  expect(text).toContain('⚠️ Inconclusive');
  expect(text).toContain('Ctrl-C `x`');
});

describe('a violation', () => {
  test('is folded away under guarantee and operation', () => {
    expect(markdown(violating, 'r')).toMatch(
      /<details><summary><code>token\.retry<\/code> on <code>\w+<\/code><\/summary>\n\n`{5,}text\nVIOLATED/,
    );
  });

  test('leaves its block nowhere, whatever the endpoint sent', () => {
    const lines = markdown(violating, 'r').split('\n');
    const opened = lines.findIndex((line) => /^`{3,}text$/.test(line));
    const closed = lines.findIndex((line, at) => at > opened && line === lines[opened]!.replace('text', ''));
    const outside = [...lines.slice(0, opened), ...lines.slice(closed + 1)].join('\n');
    expect(closed).toBeGreaterThan(opened);
    for (const text of ['script', 'everyone', '# big']) expect(outside).not.toContain(text);
  });
});

test('many violations stay within what a comment may hold', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    history(index, {
      verdict: verdict({ violations: [violation({ situation: `s${index}`, observed: 'x'.repeat(5_000) })] }),
    }),
  );
  const text = markdown(
    buildReport(record(), many, () => []),
    'r',
  );
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('report.json');
});
