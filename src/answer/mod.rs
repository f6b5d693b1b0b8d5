//! What is asked and what any engine gives back: in goes a [`Question`] and how its answer is shown, out come totals, hits,
//! facet counts and lists. All that is the same whatever engine they came from stands here.
//!
//! 1. [`collection`]: what is asked of. [`question`], [`view`]: what is asked, and how it is shown.
//! 2. [`total`], [`hit`], [`citation`], [`contribution`], [`facets`], [`list`], [`cooccurrence`]: what answers are made of.
//! 3. [`judge`]: whether a query is true of one passage, and what filters mean; [`rank`]: the formulas of scores.
//! 4. [`show`]: marks, excerpts and all else that is shown of a hit, on its original text.
//! 5. [`engine`]: the seam, [`Engine`]: one state of a collection that answers. [`ask`], [`figures`], [`missing`]: what takes it several questions.
//!    [`memory`]: the plainest engine.
//!
//! Nothing here knows how an engine finds what it gives back, and nothing knows of the terminal.

mod collection;
mod question;
mod view;
mod total;
mod hit;
mod citation;
mod contribution;
mod facets;
mod list;
mod cooccurrence;
mod judge;
mod rank;
mod show;
mod engine;
mod ask;
mod figures;
mod missing;
mod memory;

pub use ask::{cited, coverage, find_passage, find_path, find_report, loosely, unknown};
pub use citation::{Citation, Standing};
pub use collection::{Collection, FileEntry, FileState, Vocabulary};
pub use contribution::{Contribution, Reason};
pub use cooccurrence::{Apart, sections_with_all};
pub use engine::{Detail, Engine, ReportMatch, Share};
pub use facets::{Counts, FacetCount, FacetCounts, FacetField, Unknown, with_below};
pub use figures::{BELOW, Figure, FigureRow, Figures, ValueOrder, crossed, figures, of_all, side_by_side};
pub use hit::{Answer, Context, Hit, Hits, Matched, Neighbour, ReportHits, SheetRow};
pub use judge::{
    JudgedPassage, TrueIn, WantedRoles, any_word, holds_in_order, is_in_form, is_true, is_true_of_text,
    is_wanted_label, main_sections, smallest_gap, wanted_whole,
};
pub use list::{Listed, ListedSection, PassageText, ReportView, listed, own_passages, wanted_sections};
pub use memory::Memory;
pub use missing::{FilterName, Missing, missing};
pub use question::{Deadline, Question, Scope, Which};
pub use rank::{
    HEADING_WEIGHT, PhraseWeights, RankStatistics, SECTION_WEIGHT, STEP, WINDOW_CHARS, bm25, idf, mean, most_in_window,
    most_of_bm25, nearness, rounded,
};
pub use show::{Excerpt, FoundPassage, Highlighter, Line, LineOrder, Passages, Shown, excerpt};
pub use total::{Counted, Coverage, Rows, Total};
pub use view::{Grouping, Sort, View};
