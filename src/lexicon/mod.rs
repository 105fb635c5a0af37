//! Word lists and tables, each with its source and licence. Data and look-ups, no rules.
//!
//! A table is a sorted text file in this folder (one entry a line, `#` lines name source, version, licence and filter)
//! or a `const` where it is short and ours.

mod abbreviations;
mod calendar;
mod furniture;
mod numbers;
mod speech;
mod stems;
mod synonyms;
mod units;
mod weights;

pub use abbreviations::{is_abbreviation, is_title_abbreviation};
pub use calendar::{Season, month, month_name, season, weekday, weekday_name, zone};
pub use furniture::{PagePhrase, page_phrase};
pub use numbers::{Bend, NumberWord, bend_before, number_word, ordinal_word, parts_of_whole, vague_number};
pub use speech::is_reporting_verb;
pub use stems::{Stem, plain, stem};
pub use synonyms::concept;
pub use units::{Dimension, MONTH_DAYS, YEAR_DAYS, currency_code, currency_name, currency_sign, dollar, dollars_of, unit};
pub use weights::weight;
