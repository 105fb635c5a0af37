//! Why statements are let pass: what the checks tell of a place while somebody asks.
//!
//! The checks speak here where they decide, so that an answer is what was decided and no second opinion. They speak into the
//! thread they run on: nearly always nobody listens, and then a word costs one look at a flag.

use std::cell::RefCell;

use crate::facts::{Likeness, Place};

/// Two statements that were compared and let pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// The check's code.
    pub kind: &'static str,
    /// The statement asked about.
    pub here: Place,
    /// The other, of another article.
    pub there: Place,
    /// Why nothing is reported of the two.
    pub passed: Passed,
}

/// Why two statements are let pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Passed {
    /// They say the same, or what both say can be right: one is approximate, a bound, a range, coarser, or in another unit.
    BothRight,
    /// They measure different things: kilometres and people, dollars and euros.
    OtherMeasure,
    /// They count different things: documents and delegates.
    OtherThing,
    /// One tells what is, the other what may or will be.
    OtherCertainty,
    /// Something else was done: "5 were killed", "5 were arrested".
    OtherDeed,
    /// They stand beside opposites: "5 in favour", "7 against".
    Opposites,
    /// One is a part of the other or comes on top of it: "two other victims".
    PartOfWhole,
    /// They are of two people.
    OtherPerson,
    /// One sentence tells of another year.
    OtherYear,
    /// The later report knows of more.
    Update,
    /// They tell of two times: what was and what is, or what is and what will be.
    OtherTime,
    /// Their sentences have too little in common to tell of one thing.
    Unlike {
        /// The part of the telling words of the shorter sentence that the other has, 0 to 1.
        part: f32,
        /// The same of the words near the values.
        near_part: f32,
    },
    /// This statement of the other's article, in a sentence about as like, agrees: it is the one of the same thing.
    ExplainedBy(Place),
    /// Another statement of one of the two articles agrees, in a sentence about as like.
    Explained,
    /// This statement of the other's article, in a sentence more like, takes its place.
    FitsBetter(Place),
    /// A further article tells both, as two things: here is one of the two.
    ToldApart(Place),
    /// An article would then give one fact two values.
    TwoValues,
    /// The story tells that an office changed hands or rank: somebody is its former, coming or acting holder.
    HandedOver,
    /// Some article gives both, and so knows of both.
    BothGiven,
    /// They bear one family name: one person in two spellings, or a family.
    OneFamily,
    /// Of what country or body the office is, each is guessed.
    Guessed,
    /// They are of two countries or bodies.
    OtherBody,
    /// More than two would hold it: the history of an office, or one of several alike.
    Several,
    /// Two people say so: what one claims and another denies.
    OtherVoice,
    /// Some article names both in one breath, or one name holds the other: one place, told finely and roughly.
    OnePlace,
    /// The difference of their words says nothing: house style, a short form, a cut.
    HouseStyle,
    /// A report on the words of a quotation tells it already.
    Retold,
    /// The desk has said that it is not to be compared.
    Ignored,
}

/// Sentences less alike than this are of two matters that nobody would ask about: every two numbers of a story are.
const WORTH_TELLING: f32 = 0.3;

thread_local! {
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

/// A question that is being answered.
struct Asked {
    at: Place,
    kind: &'static str,
    told: Vec<Weighed>,
}

/// What the checks in `work` tell of the place `at`: of each two statements the first reason told, in story order.
pub(super) fn listen(at: Place, work: impl FnOnce()) -> Vec<Weighed> {
    ASKED.set(Some(Asked { at, kind: "", told: Vec::new() }));
    work();
    let mut told = ASKED.take().map_or_else(Vec::new, |asked| asked.told);
    // Stable: of two reasons for one pair the first stands.
    told.sort_by_key(|it| (it.here, it.there, it.kind));
    told.dedup_by_key(|it| (it.here, it.there, it.kind));
    told
}

/// Whether anybody listens.
pub(super) fn is_asked() -> bool {
    ASKED.with_borrow(Option::is_some)
}

/// What is told from now on is told by the check `kind`.
pub(super) fn begin(kind: &'static str) {
    ASKED.with_borrow_mut(|asked| {
        if let Some(asked) = asked {
            asked.kind = kind;
        }
    });
}

/// Two statements of different articles are let pass.
pub(super) fn pass(one: Place, two: Place, passed: Passed) {
    ASKED.with_borrow_mut(|asked| {
        let Some(asked) = asked.as_mut().filter(|_| one.article != two.article) else { return };
        for (here, there) in [(one, two), (two, one)] {
            let span = asked.at.span;
            if here.article == asked.at.article && (here.span.overlaps(span) || span.is_empty() && here.span.touches(span.start)) {
                asked.told.push(Weighed { kind: asked.kind, here, there, passed });
            }
        }
    });
}

/// The same of each of `ones` with each of `others`.
pub(super) fn pass_each(ones: impl IntoIterator<Item = Place>, others: impl IntoIterator<Item = Place>, passed: Passed) {
    if !is_asked() {
        return;
    }
    let others: Vec<Place> = others.into_iter().collect();
    for one in ones {
        for &other in &others {
            pass(one, other, passed);
        }
    }
}

/// The same for two whose sentences are so far alike; no word of strangers.
pub(super) fn pass_alike(likeness: &Likeness, one: Place, two: Place, passed: Passed) {
    if WORTH_TELLING <= likeness.part.max(likeness.near_part) {
        pass(one, two, passed);
    }
}
