// The part of an exported script that is the same in each: settings, calls whose refusal is an answer, polling, cleaning up.
// Only what the script uses is written. Answers are shown by jq in ASCII: nothing of them steers the terminal.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code in another file
import type { Counterexample } from '../shrink/types.ts';
import type { ResourceType } from '../specs/index.ts';
import { shWord } from '../wire/quote.ts';
import { inALine } from './header.ts';
import type { Plan } from './types.ts';

/** Settings, functions and clean-up; `body`: the commands that will use them. */
export const shellHelpers = (counterexample: Counterexample, plan: Plan, body: string): string[] => {
  const uses = (name: string) => new RegExp(`(^|[\\s;{(])${name} `, 'm').test(body);
  const conditions = JSON.stringify(plan.expectation ?? []);
  const byBytes = uses('raw') && /"is":"documented"/.test(conditions);
  return [
    'set -u',
    `ENDPOINT=\${ENDPOINT:-${shWord(counterexample.endpoint)}}`,
    `export AWS_DEFAULT_REGION=\${AWS_REGION:-${shWord(counterexample.region)}} AWS_PAGER=`,
    'export AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}',
    'SETTLE_SECONDS=${SETTLE_SECONDS:-60}',
    'RUN=pc$(LC_ALL=C tr -dc a-z0-9 </dev/urandom | head -c 6)',
    ...(body.includes('RUN_UPPER') ? ['RUN_UPPER=$(printf %s "$RUN" | tr a-z A-Z)'] : []),
    ...(/RUN_DIGITS/.test(body) ? ['RUN_DIGITS=$(LC_ALL=C tr -dc 1-9 </dev/urandom | head -c 16)'] : []),
    'FILES=$(mktemp -d)',
    'ANSWER={}',
    ...protonHelper,
    ...(uses('raw') ? rawHelper : []),
    ...(body.includes('$(value ') ? ['value() { printf \'%s\' "$1" | jq -r "$2 // empty | tostring"; }'] : []),
    ...(body.includes('$(inner ') ? ['inner() { printf \'%s\' "$1" | jq -r "$2 | tostring | tojson[1:-1]"; }'] : []),
    ...(body.includes('&& must') ? mustHelper : []),
    ...(uses('advance') ? advanceHelper : []),
    ...(uses('part') ? partHelper : []),
    ...(/^restart$/m.test(body) ? restartHelper : []),
    ...settleHelper(body.includes('settle ') || plan.made.some((type) => type === 'environment' || type === 'service')),
    ...failedHelper(counterexample, plan),
    ...cleanUp(plan.made, byBytes, uses('part')),
  ];
};

const protonHelper = [
  '',
  '# One call of the CLI into ANSWER. A refusal is an answer too: {"error": TYPE, "message": …}.',
  'proton() {',
  '  if ANSWER=$(aws proton "$@" --endpoint-url "$ENDPOINT" --output json 2>"$FILES/error"); then',
  '    ANSWER=${ANSWER:-"{}"}',
  '  elif grep -q "An error occurred (" "$FILES/error"; then',
  '    ANSWER=$(jq -Rs \'{error: capture("An error occurred \\\\((?<type>[^)]*)").type, message: .}\' "$FILES/error")',
  '  else',
  '    cat -v "$FILES/error" >&2',
  '    exit 2',
  '  fi',
  '}',
];

const rawHelper = [
  '',
  '# A body that the CLI would not send so; ANSWER also has status, error type and text of what came.',
  'raw() {',
  '  local status token=()',
  '  [ -z "${AWS_SESSION_TOKEN:-}" ] || token=(-H "X-Amz-Security-Token: $AWS_SESSION_TOKEN")',
  '  status=$(curl -sS --aws-sigv4 "aws:amz:$AWS_DEFAULT_REGION:proton" \\',
  '    --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" ${token[@]+"${token[@]}"} \\',
  '    -H "Content-Type: application/x-amz-json-1.0" -H "X-Amz-Target: AwsProton20200720.$1" \\',
  '    --data-binary "$2" -D "$FILES/headers" -o "$FILES/body" -w "%{http_code}" "$ENDPOINT") || exit 2',
  '  ANSWER=$(jq -n --argjson status "$status" --rawfile text "$FILES/body" --rawfile headers "$FILES/headers" \'',
  '    (try ($text | fromjson) catch {} | if type == "object" then . else {} end) as $body',
  '    | ([$headers | split("\\r\\n")[] | select(test("^x-amzn-errortype:"; "i")) | sub("^[^:]*: *"; "")][0] // $body.__type) as $type',
  '    | $body + {status: $status, text: $text,',
  '        error: (if $type == null then null else ($type | tostring | sub("[:,].*"; "") | sub("^.*#"; "")) end)}\')',
  '}',
];

const mustHelper = [
  '',
  'must() {',
  '  printf \'%s\' "$ANSWER" | jq -e ".error == null" >/dev/null && return',
  '  echo "the set-up failed: $(printf \'%s\' "$ANSWER" | jq -ac .)" >&2',
  '  exit 2',
  '}',
];

const advanceHelper = [
  '',
  '# Moves the endpoint’s clock by so many seconds.',
  'advance() {',
  '  curl -sSf -o /dev/null -H "Content-Type: application/json" -d "{\\"advanceSeconds\\": $1}" "${ENDPOINT%/}/_conformance/clock" || exit 2',
  '}',
];

const partHelper = [
  '',
  '# part N COMMAND: a command in the background; answer N: what it was answered, once it is over.',
  'declare -A PARTS',
  'part() {',
  '  local number=$1 all=$FILES',
  '  shift',
  '  mkdir -p "$all/$number"',
  '  (FILES=$all/$number; "$@" 2>"$FILES/error"; printf \'%s\' "$ANSWER" >"$all/answer-$number") &',
  '  PARTS[$number]=$!',
  '}',
  'answer() {',
  '  while kill -0 "${PARTS[$1]}" 2>/dev/null; do sleep 0.05; done',
  '  cat "$FILES/answer-$1" 2>/dev/null || echo \'{"error": "no answer came"}\'',
  '}',
];

const restartHelper = [
  '',
  '[ -n "${RESTART_COMMAND:-}" ] || {',
  '  echo "give RESTART_COMMAND: what kills the endpoint and starts it again" >&2',
  '  exit 2',
  '}',
  'restart() {',
  '  local end=$((SECONDS + 60))',
  '  bash -c "$RESTART_COMMAND" >/dev/null || exit 2',
  '  until curl -s -o /dev/null --max-time 5 "$ENDPOINT"; do',
  '    [ "$SECONDS" -lt "$end" ] || { echo "the endpoint did not come back" >&2; exit 2; }',
  '    sleep 0.1',
  '  done',
  '}',
];

const settleHelper = (used: boolean): string[] =>
  used
    ? [
        '',
        '# Polls with a command until nothing is in progress or it is gone, for SETTLE_SECONDS at most.',
        'settle() {',
        '  local end=$((SECONDS + SETTLE_SECONDS))',
        '  while :; do',
        '    ${before:-:}',
        '    "$@"',
        '    ${after:-:}',
        "    printf '%s' \"$ANSWER\" | jq -e '.error == null and ([.[]? | objects | .deploymentStatus // .status | strings",
        '      | test("IN_PROGRESS$|^CANCELLING$")] | any)\' >/dev/null || return 0',
        '    [ "$SECONDS" -lt "$end" ] || return 0',
        '    sleep 0.2',
        '  done',
        '}',
      ]
    : [];

const failedHelper = (counterexample: Counterexample, { expectation }: Plan): string[] =>
  expectation === undefined
    ? []
    : [
        '',
        'failed() {',
        `  printf '%s\\n' ${shWord(`FAILED: ${inALine(counterexample)}; came:`)} >&2`,
        '  printf \'%s\' "$ANSWER" | jq -ac . | cut -c 1-2000 >&2',
        '  exit 1',
        '}',
      ];

/** Goes on whatever is refused. `byBytes`: the endpoint's answers may be of a form that the CLI cannot read. */
const cleanUp = (made: readonly ResourceType[], byBytes: boolean, inParts: boolean): string[] => {
  const ours = (list: string, member: string, show: string, name = 'name') => {
    const input = list.includes('AccountConnections') ? '{"requestedBy":"ENVIRONMENT_ACCOUNT"}' : '{}';
    return `ours ${list} '${input}' ${member} ${name} ${show}`;
  };
  const each = (list: string, then: string) => `  ${list} | while read -r one; do ${then}; done`;
  const deployed = (kind: string) =>
    each(
      ours(`List${kind}s`, `${kind.toLowerCase()}s`, 'name'),
      `send Delete${kind} "$(object --arg name "$one")"; settle send Get${kind} "$(object --arg name "$one")"`,
    );
  const template = (kind: string) => each(ours(`List${kind}Templates`, 'templates', 'name'), `template ${kind} "$one"`);
  const lines: Record<string, string> = {
    service: deployed('Service'),
    environment: deployed('Environment'),
    environmentAccountConnection: each(
      ours('ListEnvironmentAccountConnections', 'environmentAccountConnections', 'id', 'environmentName'),
      'send DeleteEnvironmentAccountConnection "$(object --arg id "$one")"',
    ),
    serviceTemplate: template('Service'),
    environmentTemplate: template('Environment'),
  };
  return [
    '',
    '# Cleaning up: what has a name of this run is deleted, whatever is refused.',
    ...(byBytes ? sendByBytes : sendByCli),
    'object() { jq -nc \'$ARGS.named\' "$@"; }',
    'ours() { # LIST INPUT MEMBER NAME SHOWN',
    '  send "$1" "$2"',
    '  printf \'%s\' "$ANSWER" | jq -r --arg run "$RUN" --arg list "$3" --arg name "$4" --arg shown "$5" \\',
    '    \'.[$list][]? | select(.[$name] | startswith($run)) | .[$shown] | select(test("^[0-9A-Za-z_-]+$"))\'',
    '}',
    ...(made.some((type) => type.endsWith('Template')) ? deleteTemplate : []),
    'clean_up() {',
    '  local status=$?',
    ...(inParts ? ['  wait'] : []),
    '  # Twice: the recommended version goes last, and what was still in use when it was refused.',
    '  for _ in 1 2; do',
    ...made.flatMap((type) => lines[type] ?? []).map((line) => `  ${line}`),
    '  done',
    '  rm -rf "$FILES"',
    '  exit "$status"',
    '}',
    'trap clean_up EXIT',
  ];
};

/** `send OPERATION INPUT`: all pages of a list. */
const sendByCli = [
  'send() { proton "$(printf %s "$1" | sed \'s/\\(.\\)\\([A-Z]\\)/\\1-\\2/g\' | tr A-Z a-z)" --cli-input-json "$2"; }',
];

const sendByBytes = ['send() { raw "$@"; }'];

const deleteTemplate = [
  'versions() { # KIND INPUT: of each its major and minor version',
  '  send "List$1TemplateVersions" "$2"',
  '  printf \'%s\' "$ANSWER" | jq -r \'.templateVersions[]? | "\\(.majorVersion) \\(.minorVersion // 0)" | select(test("^[0-9]+ [0-9]+$"))\'',
  '}',
  'template() { # KIND NAME',
  '  versions "$1" "$(object --arg templateName "$2")" | while read -r major _; do',
  '    versions "$1" "$(object --arg templateName "$2" --arg majorVersion "$major")"',
  '    echo "$major 0"',
  '  done | sort -u | while read -r major minor; do',
  '    send "Delete$1TemplateVersion" "$(object --arg templateName "$2" --arg majorVersion "$major" --arg minorVersion "$minor")"',
  '  done',
  '  send "Delete$1Template" "$(object --arg name "$2")"',
  '}',
];
