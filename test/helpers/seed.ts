/** Properties draw from the seed that everything random of a test run shares; a failure is repeated with ADCTL_SEED. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['ADCTL_SEED']) });
