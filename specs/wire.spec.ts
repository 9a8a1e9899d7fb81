import { guaranteeTests } from './guarantee-tests.ts';

guaranteeTests('wire.');
