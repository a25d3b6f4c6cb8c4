// Loaded before a measured process: leaves its peak resident memory, in KB, where it is asked for.
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.ADCTL_BENCH_MEMORY, String(process.resourceUsage().maxRSS));
});
