// The page's only script: filters that live in the address, and buttons that copy. Without it everything is shown.
document.documentElement.classList.add('js');

const form = document.querySelector('#filters');
const filtered = [...document.querySelectorAll('[data-family]')];
const texts = new Map();

/** `#?status=…&family=…&text=…`; any other hash is a place on the page. */
const filtersInAddress = () => new URLSearchParams(location.hash.startsWith('#?') ? location.hash.slice(2) : '');

const textOf = (element) => {
  if (!texts.has(element)) texts.set(element, element.textContent.toLowerCase());
  return texts.get(element);
};

const apply = () => {
  const filters = filtersInAddress();
  const [status, family, text] = ['status', 'family', 'text'].map((name) => filters.get(name) ?? '');
  for (const element of filtered) {
    const { dataset } = element;
    const shown =
      (status === '' || dataset.status === undefined || dataset.status === status) &&
      (family === '' || dataset.family === family) &&
      (text === '' || textOf(element).includes(text.toLowerCase()));
    element.hidden = !shown;
  }
  for (const name of ['status', 'family', 'text']) {
    const field = form.elements[name];
    if (document.activeElement !== field || name !== 'text') field.value = filters.get(name) ?? '';
  }
  const rows = filtered.filter((element) => element.matches('.guarantees > tbody > tr'));
  const left = rows.filter((element) => !element.hidden).length;
  form.querySelector('output').value = left === rows.length ? '' : `${left} of ${rows.length} guarantees`;
};

/** What the address names may lie in something that is folded up. */
const reveal = () => {
  if (location.hash.startsWith('#?')) return;
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  for (let at = target; at !== null; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  target.scrollIntoView({ block: 'center' });
};

const changed = () => {
  const filters = new URLSearchParams();
  for (const name of ['status', 'family', 'text'])
    if (form.elements[name].value !== '') filters.set(name, form.elements[name].value);
  return `#?${filters}`;
};

form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('change', () => {
  if (location.hash !== changed()) location.hash = changed();
});
form.elements.text.addEventListener('input', () => {
  history.replaceState(null, '', changed());
  apply();
});
form.addEventListener('reset', () => {
  location.hash = '#?';
});
addEventListener('hashchange', () => {
  apply();
  reveal();
});

const copyText = async (element) => {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    getSelection().selectAllChildren(element);
    document.execCommand('copy');
  }
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (button === null) return;
  await copyText(document.getElementById(button.dataset.copy));
  button.textContent = 'Copied';
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 1500);
});

apply();
reveal();
