//! Word lists and tables, each with its source and licence. Data and look-ups, no rules.
//!
//! A table is a sorted text file in this folder (one entry a line, `#` lines name source, version, licence and filter)
//! or a `const` where it is short and ours.

mod abbreviations;
mod agencies;
mod areas;
mod calendar;
mod classes;
mod countries;
mod cues;
mod deeds;
mod denials;
mod events;
mod furniture;
mod hints;
mod kin;
mod marks;
mod names;
mod numbers;
mod opposites;
mod reversible;
mod speech;
mod stems;
mod synonyms;
mod table;
mod ties;
mod titles;
mod units;
mod weights;
mod word_set;

pub use abbreviations::{is_abbreviation, is_title_abbreviation};
pub use agencies::{AGENCY_WORDS, agency};
pub use areas::{Area, are_apart, area};
pub use calendar::{Season, month, month_name, season, weekday, weekday_name, zone};
pub use countries::{CountryForm, country, state};
pub use cues::{is_calendar_word, is_function_word, is_kin, is_personal_verb, is_role_noun, is_thing_noun};
pub use deeds::{is_befalling, is_deed, is_everybody, is_growing_deed, is_indicator};
pub use events::event;
pub use furniture::{PagePhrase, page_phrase};
pub use hints::Hints;
pub use kin::{Bond, Kin, Line, kin};
pub use marks::Marks;
pub use names::{
    Gender, GivenName, are_nicknames, given_name, is_common_word, is_family_first, is_name_particle, is_organisation, is_place, is_surname,
    is_vietnamese_family,
};
pub use numbers::{Bend, NumberWord, bend_before, number_word, ordinal_word, parts_of_whole, vague_number};
pub use opposites::{divides, has_opposite, opposite};
pub use reversible::{Voice, reversible};
pub use speech::is_reporting_verb;
pub use stems::{Stem, folded, folds, hyphened, plain, stem, stem_and_hints};
pub use synonyms::concept;
pub use table::Table;
pub use ties::tie;
pub use titles::{Holders, Title, honorific, office_modifier, portfolio, title};
pub use units::{Dimension, MONTH_DAYS, YEAR_DAYS, currency_code, currency_name, currency_sign, dollar, dollars_of, unit};
pub use weights::weight;
pub use word_set::{WordSet, lower};
