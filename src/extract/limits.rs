//! The limits of what is read from one file. A file over one of them is on record as not read, or as read in part.

use std::time::Duration;

/// Files larger than this are not read, in bytes: scanned books reach a hundred megabytes, reports a few.
pub const MAX_FILE_BYTES: u64 = 256 << 20;

/// Texts larger than this are not read, in bytes: some twenty million characters, far beyond any report, and several
/// such are held in memory at once.
pub(super) const MAX_TEXT_BYTES: usize = 64 << 20;

/// Files with more paragraphs than this are not read: the longest reports have a few thousand, and each takes about a
/// kilobyte while it is indexed, whatever its length.
pub(super) const MAX_BLOCKS: usize = 100_000;

/// One part of a packed file (docx, odt, zip …) may unpack to so many bytes: a report's text is below one megabyte, a
/// large table's some fifty.
pub(super) const MAX_PART_BYTES: u64 = 128 << 20;

/// All parts of a packed file that are read, together, likewise; an archive of reports may hold many.
pub(super) const MAX_UNPACKED_BYTES: u64 = 1 << 30;

/// What an archive was packed with must be in memory to unpack it: a dictionary of so many bytes at most. Programs for
/// archives take 64 MiB unless they are told otherwise.
pub(super) const MAX_DICTIONARY_BYTES: u64 = 256 << 20;

/// All that the reader of a RAR archive needs beside the archive and what comes out, in bytes: two dictionaries while one
/// grows, and the file that is being unpacked.
pub(super) const MAX_WORKSPACE_BYTES: u64 = 768 << 20;

/// Files in an archive; more are a dump, not a folder of reports.
pub(super) const MAX_MEMBERS: usize = 10_000;

/// Archives within archives are read to this depth: people pack what was packed, seldom more than twice.
pub(super) const MAX_NESTING: usize = 4;

/// Pages of a PDF that are read: the longest yearbooks have some two thousand.
pub(super) const MAX_PAGES: usize = 5_000;

/// Characters of all pages of a fixed layout that are read: the longest yearbooks have some three million, and each takes
/// about 150 bytes until its page is put together.
pub(super) const MAX_GLYPHS: usize = 4_000_000;

/// Characters of one page: a map or a large table has some ten thousand. What is drawn of units that hold each other has
/// as many as one likes.
pub(super) const MAX_PAGE_GLYPHS: usize = 200_000;

/// Straight lines of one page that are looked at to find its tables; a drawing may have more, and is none.
pub(super) const MAX_PAGE_RULES: usize = 20_000;

/// Bytes that one stream of a PDF may unpack to; a page's drawing takes below a megabyte.
pub(super) const MAX_STREAM_BYTES: usize = 32 << 20;

/// Cells of a table file that are read.
pub(super) const MAX_CELLS: usize = 2_000_000;

/// Reading a file may take so long; the slowest honest file seen takes a second.
pub(super) const MAX_TIME: Duration = Duration::from_secs(60);

/// Pictures of more pixels are not given to a program for text recognition: A2 at 400 dpi has 62 million, and a program takes
/// up to twenty bytes a pixel.
pub(super) const MAX_PIXELS: u64 = 100_000_000;

/// Pictures in PDFs of more pixels are not unpacked: their decoders take up to fourteen bytes a pixel, within [`MAX_MEMORY`].
pub(super) const MAX_UNPACKED_PIXELS: u64 = 80_000_000;

/// Recognising a page may take an outside program so long; a dense page takes the slowest some twenty seconds.
pub(super) const MAX_PAGE_OCR_TIME: Duration = Duration::from_secs(120);

/// Recognising all pages of a file may take so long: a scanned yearbook of two thousand pages, at twelve seconds a page on two
/// processors.
pub(super) const MAX_FILE_OCR_TIME: Duration = Duration::from_secs(4 * 3600);

/// What a program for text recognition prints of a page is read up to so many bytes; a dense page has some ten thousand.
pub(super) const MAX_OCR_OUTPUT: u64 = 4 << 20;

/// Operators that are looked at to tell what is drawn on a page.
pub(super) const MAX_DRAWING_STEPS: usize = 2_000_000;

/// The process that reads a file may have so much memory, in bytes: enough for the largest file unpacked, and for
/// several such processes beside each other.
pub(super) const MAX_MEMORY: u64 = 2 << 30;

/// Fonts of a PDF whose codes are looked into: long books joined from many files have some thousands.
pub(super) const MAX_FONTS: usize = 20_000;

/// Drawings within drawings of a PDF; and fields within fields, names within names. Programs write two or three.
pub(super) const MAX_FORM_DEPTH: usize = 20;

/// Annotations of a PDF that are read, fields of forms among them: the longest questionnaires have some thousands.
pub(super) const MAX_ANNOTATIONS: usize = 20_000;

/// Characters of one field's value, or of one note, that are read; a long text is a document, not a field.
pub(super) const MAX_FIELD_CHARS: usize = 100_000;

/// Characters of all values of a form together, likewise: each is drawn, which takes a hundred times their bytes.
pub(super) const MAX_VALUES_CHARS: usize = 1_000_000;
