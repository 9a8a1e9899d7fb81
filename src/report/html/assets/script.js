// The page's only script: filters that live in the address, timelines by pointer and keyboard, buttons that copy. Without
// it everything is shown.
document.documentElement.classList.add('js');

const form = document.querySelector('#filters');
const names = ['status', 'family', 'text'];
const filtered = [...document.querySelectorAll('[data-family]')];
const rows = filtered.filter((element) => element.matches('.guarantees > tbody > tr'));
const texts = new Map();

/** `#?status=…&family=…&text=…`; any other hash is a place on the page. */
const filtersInAddress = () => new URLSearchParams(location.hash.startsWith('#?') ? location.hash.slice(2) : '');

const textOf = (element) => {
  if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase());
  return texts.get(element);
};

const apply = () => {
  const filters = filtersInAddress();
  const [status, family, text] = names.map((name) => filters.get(name) ?? '');
  for (const element of filtered) {
    const { dataset } = element;
    element.hidden = !(
      (status === '' || dataset.status === undefined || dataset.status === status) &&
      (family === '' || dataset.family === family) &&
      (text === '' || textOf(element).includes(text.toLowerCase()))
    );
  }
  for (const name of names)
    if (form.elements[name].value !== (filters.get(name) ?? '')) form.elements[name].value = filters.get(name) ?? '';
  const left = rows.filter((element) => !element.hidden).length;
  form.querySelector('output').value = left === rows.length ? '' : `${left} of ${rows.length} guarantees`;
};

const inForm = () => {
  const filters = new URLSearchParams();
  for (const name of names) if (form.elements[name].value !== '') filters.set(name, form.elements[name].value);
  return `#?${filters}`;
};

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', () => {
  if (location.hash !== inForm()) location.hash = inForm();
});
// While somebody types, the address changes without a step in the history for each letter.
form.elements.text.addEventListener('input', () => {
  history.replaceState(null, '', inForm());
  apply();
});
form.addEventListener('reset', (event) => {
  event.preventDefault();
  location.hash = '#?';
});

/** What the address names may lie in something that is folded up. */
const reveal = () => {
  if (location.hash.length < 2 || location.hash.startsWith('#?')) return;
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  for (let at = target; at !== null; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  target.scrollIntoView({ block: target.matches('section') ? 'start' : 'center', inline: 'center' });
};

addEventListener('hashchange', () => {
  apply();
  reveal();
});

/** Shows what a bar of a timeline tells, and makes it the one that the Tab key comes to. */
const tell = (bar) => {
  const figure = bar.closest('[data-timeline]');
  for (const one of figure.querySelectorAll('.bar')) {
    const isIt = one === bar;
    one.tabIndex = isIt ? 0 : -1;
    one.classList.toggle('current', isIt);
    document.getElementById(one.dataset.tells).classList.toggle('current', isIt);
  }
};

for (const event of ['pointerover', 'focusin', 'click'])
  document.addEventListener(event, ({ target }) => {
    const bar = target.closest('.bar');
    if (bar !== null) tell(bar);
  });

const steps = { ArrowLeft: -1, ArrowRight: 1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };

document.addEventListener('keydown', (event) => {
  const bar = event.target.closest('.bar');
  const step = steps[event.key];
  if (bar === null || step === undefined) return;
  event.preventDefault();
  const bars = [...bar.parentElement.querySelectorAll('.bar')];
  bars[Math.min(bars.length - 1, Math.max(0, bars.indexOf(bar) + step))].focus();
});

const copyText = async (element) => {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    getSelection().selectAllChildren(element);
    document.execCommand('copy');
  }
};

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]');
  if (button === null) return;
  await copyText(document.getElementById(button.dataset.copy));
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 1500);
});

apply();
reveal();
