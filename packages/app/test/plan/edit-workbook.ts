import ExcelJS from 'exceljs';

/** Sets the cell of a line's row under a header, as a person would. */
export type Put = (lineId: number, title: string, value: ExcelJS.CellValue) => void;

/** Opens an exported workbook, edits the plan sheet, and saves it. */
export async function editWorkbook(bytes: Uint8Array, edit: (put: Put) => void) {
  const workbook = await load(bytes);
  const [sheet] = workbook.worksheets;
  edit((lineId, title, value) => {
    let column = 0;
    sheet.getRow(1).eachCell((cell, at) => {
      if (cell.value === title) column = at;
    });
    let row = 0;
    sheet.getColumn(1).eachCell((cell, at) => {
      if (cell.value === lineId) row = at;
    });
    if (column === 0 || row === 0) throw new Error(`no ${title} of line ${lineId}`);
    sheet.getRow(row).getCell(column).value = value;
  });
  return save(workbook);
}

/** Forges a cell of the hidden sheet. */
export async function editHidden(bytes: Uint8Array, cell: string, value: ExcelJS.CellValue) {
  const workbook = await load(bytes);
  workbook.worksheets[1].getCell(cell).value = value;
  return save(workbook);
}

async function load(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  return workbook;
}

const save = async (workbook: ExcelJS.Workbook) =>
  new Uint8Array(await workbook.xlsx.writeBuffer());
