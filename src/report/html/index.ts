// report.html: one file that tells the whole report to a person, wherever it is opened: nothing is fetched, and no script
// runs but its own.
import type { Format } from '../formats.ts';
import { page } from './page.tsx';

export const html: Format = { file: 'report.html', text: page };
