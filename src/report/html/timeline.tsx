// The timeline of a violation: a lane for each client, a bar for each call, marks for faults, moves of the clock and
// restarts. Pointing at a bar, or going to it by keyboard, tells the call and what was possible before and after it; without
// script, and on paper, all of it is told below.
import type { PossibleStates, Timeline, TimelineCall, TimelineMark } from '../types.ts';
import { Raw } from './raw.tsx';
import { Scroll } from './scroll.tsx';
import { type Scale, scaleOf } from './time-scale.ts';

const GUTTER = 126;
const MARK_ROW = 14;
const LANE = 44;
const BAR = 24;
const END = 26;

interface FigureProps {
  /** Unique on the page. */
  readonly id: string;
  readonly timeline: Timeline;
}

export const TimelineFigure = ({ id, timeline }: FigureProps) => {
  const scale = scaleOf(timeline, GUTTER);
  // Two rows of labels, as marks may stand close together.
  const top = 6 + Math.min(2, timeline.marks.length) * MARK_ROW;
  const [width, height] = [scale.end + END, top + timeline.lanes.length * LANE + 6];
  const first = Math.max(
    0,
    timeline.calls.findIndex(({ violates }) => violates),
  );
  return (
    <>
      <h4>Timeline</h4>
      <figure class="timeline" data-timeline={id}>
        <Scroll label="Timeline, scrolls sideways">
          {/* biome-ignore lint/a11y/useSemanticElements: there is no other element for a group in a drawing */}
          <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="group" aria-label="Timeline">
            {timeline.lanes.map((lane, index) => (
              <Lane key={lane} name={lane} y={top + index * LANE} width={width} />
            ))}
            {timeline.marks.map((mark, index) => (
              <Mark
                key={`${mark.kind} ${mark.atMs}`}
                mark={mark}
                x={scale.at(mark.atMs)}
                until={scale.at(mark.readyMs ?? mark.atMs)}
                y={11 + (index % 2) * MARK_ROW}
                height={height}
              />
            ))}
            {timeline.calls.map((call, index) => (
              <Bar
                key={call.call}
                id={`${id}-c${index}`}
                call={call}
                number={index + 1}
                scale={scale}
                top={top}
                isFirst={index === first}
              />
            ))}
          </svg>
        </Scroll>
        <figcaption>
          Time runs to the right and is drawn shorter where nothing happens.{' '}
          {timeline.leftOut === 0 ? '' : `${timeline.leftOut} earlier or repeated calls are left out. `}
          <span class="hint">Point at a call, or use ← and →.</span>
        </figcaption>
        <ol class="moments">
          {timeline.calls.map((call, index) => (
            <li
              key={call.call}
              id={`${id}-c${index}`}
              value={index + 1}
              class={index === first ? 'current' : undefined}
            >
              <Moment call={call} />
            </li>
          ))}
        </ol>
      </figure>
    </>
  );
};

const Lane = ({ name, y, width }: { readonly name: string; readonly y: number; readonly width: number }) => (
  <g class="lane">
    <line x1={GUTTER - 8} x2={width} y1={y + LANE / 2} y2={y + LANE / 2} />
    <text x={0} y={y + LANE / 2 + 4}>
      {name}
    </text>
  </g>
);

interface BarProps {
  /** Of what tells the call below. */
  readonly id: string;
  readonly call: TimelineCall;
  readonly number: number;
  readonly scale: Scale;
  readonly top: number;
  readonly isFirst: boolean;
}

const Bar = ({ id, call, number, scale, top, isFirst }: BarProps) => {
  const x = scale.at(call.sentMs);
  const over = call.overMs === undefined ? scale.end : scale.at(call.overMs);
  const [y, width] = [top + call.lane * LANE + (LANE - BAR) / 2, Math.max(22, over - x)];
  const kind = call.violates ? 'violates' : call.unanswered ? 'open' : 'answered';
  const box = call.unanswered
    ? `M${x + width} ${y} H${x + 4} Q${x} ${y} ${x} ${y + 4} V${y + BAR - 4} Q${x} ${y + BAR} ${x + 4} ${y + BAR} H${x + width}`
    : `M${x + 4} ${y} H${x + width - 4} q4 0 4 4 v${BAR - 8} q0 4 -4 4 H${x + 4} q-4 0 -4 -4 v-${BAR - 8} q0 -4 4 -4 Z`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
    <g class={`bar ${kind}`} role="button" tabIndex={isFirst ? 0 : -1} aria-label={label(call, number)} data-tells={id}>
      <path d={box} />
      {call.unanswered ? <path class="arrow" d={`M${x + width - 5} ${y + 7} l6 5 l-6 5`} /> : null}
      {call.fault === undefined ? null : (
        <path class="fault" d={`M${x + 8} ${y - 9} l-6 9 h4 l-3 8 l9 -11 h-5 l4 -6 Z`} />
      )}
      <text x={x + 6 + (call.fault === undefined ? 0 : 6)} y={y + 16}>
        {call.violates ? `${number} ✕` : number}
      </text>
    </g>
  );
};

const label = ({ operation, answer, fault, violates }: TimelineCall, number: number): string =>
  `call ${number}, ${operation}: ${answer}${fault === undefined ? '' : `, fault ${fault}`}${violates ? ', which is not allowed' : ''}`;

interface MarkProps {
  readonly mark: TimelineMark;
  readonly x: number;
  readonly until: number;
  /** Of its label. */
  readonly y: number;
  readonly height: number;
}

const Mark = ({ mark, x, until, y, height }: MarkProps) => (
  <g class={`mark ${mark.kind.split(' ')[0]}`}>
    {mark.readyMs === undefined ? (
      <line x1={x} x2={x} y1={y + 4} y2={height} />
    ) : (
      <rect x={x} y={y + 4} width={Math.max(4, until - x)} height={height - y - 4} />
    )}
    <text x={x} y={y}>
      {markText(mark)}
    </text>
  </g>
);

const markText = ({ kind, seconds = 0 }: TimelineMark): string =>
  kind === 'clock' ? `clock +${durationText(seconds)}` : kind;

const durationText = (seconds: number): string => {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return [hours && `${hours} h`, minutes && `${minutes} min`, rest && `${rest} s`].filter(Boolean).join(' ') || '0 s';
};

const Moment = ({ call }: { readonly call: TimelineCall }) => (
  <>
    <p>
      <strong>{call.operation}</strong> <Raw text={call.answer} max={200} />{' '}
      <small>
        sent at {call.sentMs} ms{call.overMs === undefined ? '' : `, over at ${call.overMs} ms`}
        {call.fault === undefined ? '' : ` · fault: ${call.fault}`}
      </small>
    </p>
    {call.before === undefined ? null : <States title="Possible before" states={call.before} />}
    {call.violates ? (
      <p class="after">
        <span>Possible after</span> nothing: no possible state explains this answer.
      </p>
    ) : call.after === undefined ? null : (
      <States title="Possible after" states={call.after} />
    )}
  </>
);

const States = ({ title, states }: { readonly title: string; readonly states: PossibleStates }) => (
  <div class="states">
    <span>{title}</span>
    <ul>
      {states.states.map((state) => (
        <li key={state}>
          <Raw text={state} max={500} />
        </li>
      ))}
      {states.more === undefined ? null : <li>and {states.more} more</li>}
    </ul>
  </div>
);
