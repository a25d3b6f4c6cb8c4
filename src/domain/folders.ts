/** Folders that are to be made, the outermost first. Node's own way never ends where one cannot be made (under /proc). */
type Disk = { exists(folder: string): boolean; above(folder: string): string };

export function missingFolders(folder: string, disk: Disk): string[] {
  const above = disk.above(folder);
  if (above === folder || disk.exists(folder)) return [];
  return [...missingFolders(above, disk), folder];
}
