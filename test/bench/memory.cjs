// Loaded before a measured process: leaves its peak resident memory, in KB, where it is asked for.
const { readFileSync, writeFileSync } = require('node:fs');

/** Of this program alone: `maxRSS` begins with that of whoever started it. */
function peak() {
  try {
    return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  } catch {
    return String(process.resourceUsage().maxRSS);
  }
}

process.on('exit', () => writeFileSync(process.env.ADCTL_BENCH_MEMORY, peak()));
