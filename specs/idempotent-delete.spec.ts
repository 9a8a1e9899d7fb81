import { guaranteeTests } from './guarantee-tests.ts';

guaranteeTests('delete.');
