/**
 * Standard output and error. Node's own streams take as long to load as a page of a list takes to be found, so a file or
 * a pipe is written to directly. A pipe is never waited for: when it is full, the stream takes over, which waits while
 * signals are still heard. A terminal or a socket has the stream from the start.
 */
import { constants, fstatSync, openSync, statSync, writeSync } from 'node:fs';
import type { OutStream } from './io.ts';

/** `lost`: why it took no more, where it was not that nobody reads it. `pending`: something of it is still on its way. */
type Output = OutStream & { readonly lost?: Error | undefined; readonly pending: boolean };

export function outputTo(descriptor: 1 | 2, stream: () => NodeJS.WriteStream): Output {
  const direct = directly(descriptor);
  return direct === undefined ? quietWhenClosed(stream()) : directTo(direct, stream);
}

/** A descriptor that a write to never waits; undefined where there is none. */
function directly(descriptor: number): number | undefined {
  try {
    const found = fstatSync(descriptor);
    if (found.isFile() || (found.isCharacterDevice() && found.rdev === statSync('/dev/null').rdev)) return descriptor;
    // Opened anew, for how a pipe waits is shared with everybody who has it.
    if (found.isFIFO()) return openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    // No Linux, a pipe of another user, one that nobody reads.
  }
  return undefined;
}

function directTo(descriptor: number, stream: () => NodeJS.WriteStream): Output {
  let after: Output | undefined;
  let closed = false;
  let lost: Error | undefined;
  return {
    get closed() {
      return after?.closed ?? closed;
    },
    get lost() {
      return after?.lost ?? lost;
    },
    get pending() {
      return after?.pending ?? false;
    },
    isTTY: false,
    write(part) {
      if (after) return after.write(part);
      const bytes = typeof part === 'string' ? Buffer.from(part) : part;
      let at = 0;
      try {
        while (!closed && at < bytes.length) at += writeSync(descriptor, bytes, at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') {
          after = quietWhenClosed(stream());
          return after.write(bytes.subarray(at));
        }
        closed = true;
        if (!isGone(error as NodeJS.ErrnoException, false)) lost = error as Error;
      }
      return true;
    },
    once: (event, listener) => after?.once(event, listener),
  };
}

/** Whoever read the stream has gone: a pipe that was closed, a terminal that was. */
function isGone({ code }: NodeJS.ErrnoException, isTTY: boolean): boolean {
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || (isTTY && code === 'EIO');
}

const UNKNOWN_WIDTH = 80;

/** A stream that drops what is written once its reader has gone, and leaves nobody waiting for it. */
function quietWhenClosed(stream: NodeJS.WriteStream): Output {
  const waiting = new Set<() => void>();
  let closed = false;
  let lost: Error | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!isGone(error, stream.isTTY)) lost ??= error;
    closed = true;
    for (const listener of waiting) listener();
  });
  return {
    stream,
    get closed() {
      return closed;
    },
    get lost() {
      return lost;
    },
    get pending() {
      return stream.writableLength > 0;
    },
    isTTY: stream.isTTY,
    get columns() {
      // A terminal that does not know its size says 0.
      return stream.isTTY && !stream.columns ? UNKNOWN_WIDTH : stream.columns;
    },
    write: (part) => closed || stream.write(part),
    once(event, listener) {
      const once = () => {
        waiting.delete(once);
        listener();
      };
      waiting.add(once);
      return stream.once(event, once);
    },
  };
}
