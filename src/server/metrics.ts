/** What is counted, in the text format that Prometheus reads (0.0.4): no names of people, no values, bounded label sets. */
import type { Doors } from './doors.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Histogram = { readonly buckets: number[]; sum: number; count: number };

export type Seen = {
  /** An operation of the registry, a call of the link, or `other`. */
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly bytesOut: number;
};

export class Metrics {
  private readonly requests = new Map<string, number>();
  private readonly times = new Map<string, Histogram>();
  private rowsIn = 0;
  private rowsOut = 0;
  private bytesOut = 0;
  wrongTokens = 0;

  see({ operation, status, seconds, rowsIn, rowsOut, bytesOut }: Seen): void {
    const name = `operation="${operation}",status="${status}"`;
    this.requests.set(name, (this.requests.get(name) ?? 0) + 1);
    let times = this.times.get(operation);
    if (!times) this.times.set(operation, (times = { buckets: SECONDS.map(() => 0), sum: 0, count: 0 }));
    SECONDS.forEach((most, i) => {
      if (seconds <= most) times.buckets[i] = (times.buckets[i] ?? 0) + 1;
    });
    times.sum += seconds;
    times.count++;
    this.rowsIn += rowsIn;
    this.rowsOut += rowsOut;
    this.bytesOut += bytesOut;
  }

  text(doors: Doors, version: string): string {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const lines = [
      ...family('adctl_build_info', 'gauge', 'Version of the program.', [[`version="${version}"`, 1]]),
      ...family('adctl_requests_total', 'counter', 'Requests by operation and HTTP status.', this.requests),
      ...this.histograms(),
      ...family('adctl_rows_in_total', 'counter', 'Rows that came with requests.', [['', this.rowsIn]]),
      ...family('adctl_rows_out_total', 'counter', 'Rows that were answered.', [['', this.rowsOut]]),
      ...family('adctl_bytes_out_total', 'counter', 'Bytes of answers.', [['', this.bytesOut]]),
      ...family('adctl_calls_running', 'gauge', 'Calls that are worked on.', [['', doors.running]]),
      ...family('adctl_calls_waiting', 'gauge', 'Calls that wait for their turn.', [['', doors.waiting]]),
      ...family('adctl_turned_away_total', 'counter', 'Calls answered with 429.', [['', doors.turnedAway]]),
      ...family('adctl_wrong_tokens_total', 'counter', 'Calls with a token that is not accepted.', [
        ['', this.wrongTokens],
      ]),
      ...family('process_resident_memory_bytes', 'gauge', 'Resident memory.', [['', rss]]),
      ...family('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use.', [['', heapUsed]]),
      ...family('process_cpu_seconds_total', 'counter', 'User and system time.', [['', (user + system) / 1e6]]),
    ];
    return `${lines.join('\n')}\n`;
  }

  private histograms(): string[] {
    const name = 'adctl_request_seconds';
    const lines = [`# HELP ${name} Time of requests by operation.`, `# TYPE ${name} histogram`];
    for (const [operation, { buckets, sum, count }] of this.times) {
      const label = `operation="${operation}"`;
      SECONDS.forEach((most, i) => void lines.push(`${name}_bucket{${label},le="${most}"} ${buckets[i]}`));
      lines.push(`${name}_bucket{${label},le="+Inf"} ${count}`);
      lines.push(`${name}_sum{${label}} ${sum}`, `${name}_count{${label}} ${count}`);
    }
    return lines;
  }
}

function family(name: string, type: string, help: string, values: Iterable<readonly [string, number]>): string[] {
  const lines = [...values].map(([labels, value]) => `${name}${labels ? `{${labels}}` : ''} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}
