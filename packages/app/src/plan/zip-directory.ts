const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_HEADER_LENGTH = 30;
const LONGEST_COMMENT = 65_535;

/** A file in a zip file, as the directory at its end lists it. */
export interface ZipEntry {
  readonly name: string;
  /** Where its name stands: in the directory and in front of its content. Readers use one or the other. */
  readonly namesAt: readonly [number, number];
  /** Bytes that it says it unpacks to. */
  readonly unpackedBytes: number;
}

/**
 * The directory of a zip file, read without unpacking anything; null for what is no zip file.
 *
 * @see PKWARE, APPNOTE.TXT 4.3.7 (local header), 4.3.12 (directory entry) and 4.3.16 (end of directory)
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry++) {
    if (at + ENTRY_LENGTH > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      return null;
    const nameAt = at + ENTRY_LENGTH;
    const nameEnd = nameAt + view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(nameAt, nameEnd)),
      namesAt: [nameAt, view.getUint32(at + 42, true) + LOCAL_HEADER_LENGTH],
      unpackedBytes: view.getUint32(at + 24, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Where the end record starts: it is last, but for a comment. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return null;
}
