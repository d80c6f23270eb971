// What counts as time on a busy machine. Node only.

/** Milliseconds of this process's own work: what others do to the machine does not count. */
export function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
