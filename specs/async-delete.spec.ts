import { guaranteeTests } from './guarantee-tests.ts';

guaranteeTests('async-delete.');
