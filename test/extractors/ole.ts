const SECTOR = 512;
const [END, FREE, OF_TABLE, NONE] = [0xfffffffe, 0xffffffff, 0xfffffffd, 0xffffffff];

/** An OLE compound file of these streams, each in sectors of its own, one after the other. */
export function ole(streams: Record<string, Uint8Array>): Uint8Array {
  const entries = Object.entries(streams);
  const sectorsOf = (length: number): number => Math.ceil(length / SECTOR);
  const directorySectors = sectorsOf(128 * (entries.length + 1));
  const used = directorySectors + entries.reduce((sum, [, data]) => sum + sectorsOf(data.length), 0);
  const tableSectors = Math.ceil((used + Math.ceil(used / 127)) / 128);

  const table = Buffer.alloc(tableSectors * SECTOR, 0xff);
  const directory = Buffer.alloc(directorySectors * SECTOR);
  const body: Buffer[] = [table, directory];
  const chain = (start: number, count: number): void => {
    for (let i = 0; i < count; i++) table.writeUInt32LE(i + 1 < count ? start + i + 1 : END, 4 * (start + i));
  };
  for (let i = 0; i < tableSectors; i++) table.writeUInt32LE(OF_TABLE, 4 * i);
  chain(tableSectors, directorySectors);

  const entry = (at: number, name: string, kind: number, right: number, child: number, start: number, size: number) => {
    const head = 128 * at;
    directory.write(name, head, "utf16le");
    directory.writeUInt16LE(2 * (name.length + 1), head + 64);
    directory.writeUInt8(kind, head + 66);
    [NONE, right, child].forEach((other, i) => void directory.writeUInt32LE(other, head + 68 + 4 * i));
    directory.writeUInt32LE(start, head + 116);
    directory.writeUInt32LE(size, head + 120);
  };
  entry(0, "Root Entry", 5, NONE, entries.length > 0 ? 1 : NONE, END, 0);
  let sector = tableSectors + directorySectors;
  entries.forEach(([name, data], i) => {
    entry(i + 1, name, 2, i + 1 < entries.length ? i + 2 : NONE, NONE, sector, data.length);
    chain(sector, sectorsOf(data.length));
    body.push(Buffer.concat([data], sectorsOf(data.length) * SECTOR));
    sector += sectorsOf(data.length);
  });

  const header = Buffer.alloc(SECTOR);
  header.write("D0CF11E0A1B11AE1", "hex");
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(tableSectors, 44);
  header.writeUInt32LE(tableSectors, 48);
  header.writeUInt32LE(0, 56); // no stream is so small that it lies among the small ones
  [END, 0, END, 0].forEach((value, i) => void header.writeUInt32LE(value, 60 + 4 * i));
  for (let i = 0; i < 109; i++) header.writeUInt32LE(i < tableSectors ? i : FREE, 76 + 4 * i);
  return Buffer.concat([header, ...body]);
}
