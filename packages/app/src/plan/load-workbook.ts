import ExcelJS from 'exceljs';
import { Problem } from '../problem.js';
import { readZipDirectory } from './zip-directory.js';

/** A run of half a million lines stays well below; a file made to fill the memory does not. */
const LIMIT_MEGABYTES = 256;

/** The parts of a workbook that hold cells, their texts and formats. */
const CELL_PARTS =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/sheet\d+\.xml)$/;

/** What a sheet says beside its cells; part of it points into the parts left out. */
const BESIDE_CELLS = [
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'extLst',
  'hyperlinks',
  'mergeCells',
  'picture',
  'tableParts',
];

/**
 * Opens the cells of a workbook and leaves everything else closed: notes, pictures, links, tables. Other
 * programs write those where exceljs does not look for them and then fails, and a rule stretched over
 * whole columns is laid out cell by cell; nothing of it is needed to read decisions back.
 *
 * @throws Problem `workbook.unreadable`, `workbook.tooLarge`.
 */
export async function loadCells(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const entries = readZipDirectory(bytes);
  if (!entries) throw new Problem('workbook.unreadable');
  const unpacked = entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (unpacked > LIMIT_MEGABYTES * 1e6)
    throw new Problem('workbook.tooLarge', { limit: LIMIT_MEGABYTES });
  const buffer = new ArrayBuffer(bytes.byteLength);
  const copy = new Uint8Array(buffer);
  copy.set(bytes);
  // A part is left out by giving it a name that nobody asks for, of the same length.
  for (const { name, namesAt } of entries)
    if (!CELL_PARTS.test(name)) for (const at of namesAt) copy[at] = UNKNOWN_INITIAL;
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(buffer, { ignoreNodes: BESIDE_CELLS });
  } catch (error) {
    throw new Problem('workbook.unreadable', {}, { cause: error });
  }
  return workbook;
}

const UNKNOWN_INITIAL = '~'.charCodeAt(0);
