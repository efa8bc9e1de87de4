import type { SourceReport } from './import-report.js';
import type { ImportKind } from './kinds.js';
import type { FileMapping } from './mapping.js';

/** A good row of a file, field → value; days are epoch days. */
export type MasterRow = Readonly<Record<string, string | number | boolean | null>>;

/** An item that sales know and nobody described yet. */
export interface NamedItem {
  readonly code: string;
  readonly name: string;
  readonly unitPrice: string | null;
  readonly currency: string | null;
}

/** A source that was read and checked and waits to land. */
export interface PreparedSource {
  readonly report: Omit<SourceReport, 'versionId' | 'state'>;
  readonly kind: ImportKind;
  readonly contentHash: string;
  readonly mapping: FileMapping;
  /** The history file in the import's temporary folder, for sales and stock. */
  readonly parquet: string | null;
  /** Rows of master data, stock counts (the latest of each place) or open orders. */
  readonly rows: readonly MasterRow[];
  readonly namedItems: readonly NamedItem[];
  readonly newLocations: readonly string[];
  /** Rows set aside because something they name is not known: worth another look next time. */
  readonly unknownReferences: number;
}
