// Makes docs/guarantees.md from specs/, and fills the table between `<!-- guarantees -->` marks in README.md, where it has
// them: what the suite says it checks is then what it checks. A test checks that both are current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const root = new URL('../', import.meta.url);
const specs = (file) => JSON.parse(readFileSync(new URL(`specs/${file}`, root), 'utf8'));

const FAMILIES = {
  token: 'client-token creates',
  create: 'creates by name',
  delete: 'deletes',
  'async-delete': 'asynchronous deletes',
};
const NEEDS = {
  clock: 'a way to move the clock',
  restart: 'a way to restart the endpoint',
  sdk: 'the official SDK',
};
const MARKED = /(<!-- guarantees -->)[\s\S]*?(<!-- \/?guarantees -->)/;

/** The files that this script makes or fills: path from the root → text. */
export function docFiles() {
  const { guarantees } = specs('guarantees.json');
  const { points } = specs('readings.json');
  const families = familiesOf(specs('operations.json').operations);
  const files = { 'docs/guarantees.md': page(guarantees, points, families) };
  const readme = existsSync(new URL('README.md', root)) ? readFileSync(new URL('README.md', root), 'utf8') : '';
  if (MARKED.test(readme))
    files['README.md'] = readme.replace(
      MARKED,
      (_, open, close) => `${open}\n${short(guarantees, families)}\n${close}`,
    );
  return files;
}

function page(guarantees, points, families) {
  return `<!-- Made from specs/ by scripts/make-docs.mjs: change it there, then run "npm run specs". -->
# Guarantees

What the Proton API reference, version 2020-07-20, promises about retries, cut into guarantees that can each hold or
fail. A breach of any of them is a violation. [The contract](../specs/contract.md) has every detail.

The operations that a guarantee binds are named by family:

${table(
  ['family', 'operations'],
  Object.entries(families).map(([family, names]) => [FAMILIES[family], names.join(', ')]),
)}

The guarantees \`wire.response\` and \`wire.error\` also bind each Get, List and Update that a run calls.

${table(
  ['guarantee', 'what it says', 'section of the API reference', 'operations', 'needs'],
  guarantees.map((each) => [
    `\`${each.id}\``,
    each.sentence,
    each.section,
    bound(each.operations, families),
    each.needs.map((need) => NEEDS[need]).join(', '),
  ]),
)}

# Silent points

What the documentation leaves open. Any of the readings is accepted, and the one that an endpoint takes is recorded. An
endpoint that takes several is reported as inconsistent, which is a finding and no violation.

${table(
  ['silent point', 'what is open', 'readings'],
  points.map(({ id, about, readings }) => [`\`${id}\``, about, readings.join(' · ')]),
)}
`;
}

function short(guarantees, families) {
  return table(
    ['guarantee', 'what it says', 'operations'],
    guarantees.map(({ id, sentence, operations }) => [`\`${id}\``, sentence, bound(operations, families)]),
  );
}

function familiesOf(operations) {
  return Object.fromEntries(
    Object.keys(FAMILIES).map((family) => [
      family,
      Object.keys(operations).filter((name) => operations[name].family === family),
    ]),
  );
}

/** The families whose operations are all bound, then the operations that are left. */
function bound(operations, families) {
  const whole = Object.keys(families).filter((family) => families[family].every((name) => operations.includes(name)));
  const rest = operations.filter((name) => !whole.some((family) => families[family].includes(name)));
  const all = whole.length === Object.keys(families).length;
  return [...(all ? ['all families'] : whole.map((family) => FAMILIES[family])), ...rest].join(', ');
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const [path, text] of Object.entries(docFiles())) writeFileSync(new URL(path, root), text);
