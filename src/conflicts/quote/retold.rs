//! One sentence without quotation marks, told of two people: "pulled over after 15 minutes, Anna Dunn said", "…, Tom Orr said".

use crate::bundle::Severity;
use crate::conflicts::clauses::Clauses;
use crate::conflicts::gathered::{BySubject, Gathered};
use crate::conflicts::{Conflict, Input, Statement, linked, swapped};
use crate::facts::{PersonKey, Place};
use crate::lexicon::{is_reporting_verb, weight};
use crate::prose::Kind;
use crate::text::{Span, single_spaced};

/// So many words before the comma, one after another, are one sentence in two hands.
const SAME_WORDS: usize = 8;
/// Of those so many say something: a run of nothing but function words is a turn of phrase.
const TELLING_WORDS: usize = 3;
/// A word that says something.
const TELLING: f32 = 2.0;
/// "Genesee County Undersheriff James Gage": an office before the name has no more tokens.
const OFFICE_TOKENS: usize = 8;

/// Somebody's words, as an article retells them.
pub(super) struct Retold {
    /// The last words before the comma, as one number.
    words: linked::Key,
    /// The speaker's name.
    place: Place,
    /// The words that a report shows.
    shown: Span,
    person: PersonKey,
}

/// Who is said to have said what is told in the same words.
pub(super) type Retellings = BySubject<Retold>;

impl Gathered for Retold {
    type Key = linked::Key;

    fn gather(input: &Input<'_>, article: u32) -> Vec<Self> {
        Clauses::in_sentences(input, article, retold)
    }

    fn key(&self) -> &linked::Key {
        &self.words
    }

    fn place(&self) -> Place {
        self.place
    }

    fn said(&self, input: &Input<'_>) -> linked::Key {
        let words = input.read.text(Place { span: self.shown, ..self.place });
        linked::key((format!("{:?}", self.person), words, input.read.text(self.place)))
    }

    fn report(input: &Input<'_>, of_one: &[&Self]) -> Option<Conflict> {
        let first = of_one.first()?;
        let other = of_one.iter().find(|it| it.person != first.person)?;
        let others = || of_one.iter().filter(|it| it.person != first.person);
        // Who gives it of both has heard both.
        let heard_both = others().any(|it| of_one.iter().any(|two| two.place.article == it.place.article && two.person != it.person));
        let one_person = others().any(|it| swapped::may_be_one_person(input, first.person, it.person));
        (!heard_both && !one_person).then(|| conflict(input, of_one, (first, other)))
    }
}

fn conflict(input: &Input<'_>, of_one: &[&Retold], (one, two): (&Retold, &Retold)) -> Conflict {
    let name = |person: PersonKey| &input.facts.people[person].name;
    let statement = |it: &&Retold| Statement { place: it.place, value: name(it.person).clone(), shown: name(it.person).clone() };
    let words = single_spaced(input.read.text(Place { span: one.shown, ..one.place }));
    Conflict {
        kind: super::CHECK.code,
        // Both may have said so, and each paper have asked one.
        severity: Severity::Information,
        confidence: 0.7,
        subject: format!("who said that “… {words}”"),
        reason: format!("the same words are told of {} and of {}", name(one.person), name(two.person)),
        remark: None,
        statements: of_one.iter().map(statement).collect(),
        settled: None,
    }
}

/// What a sentence tells as somebody's words, where it ends with a comma, one name and a verb of speech.
fn retold(clauses: &Clauses<'_>, tokens: std::ops::Range<usize>) -> Option<Retold> {
    let end = tokens.clone().rfind(|&at| clauses.prose.tokens[at].kind == Kind::Word)?;
    let verb = Some(end).filter(|&at| is_reporting_verb(clauses.word(at)))?;
    let person = clauses.named_to(verb)?;
    let comma = (tokens.start.max(verb.saturating_sub(OFFICE_TOKENS))..verb).rev().find(|&at| clauses.word(at) == ",")?;
    // "Dunn and Orr said", and a quotation's own comma.
    let plain = (comma + 1..verb).all(|at| clauses.prose.tokens[at].kind == Kind::Word && clauses.word(at) != "and");
    let quoted = (tokens.start..verb).any(|at| clauses.paragraph.reading.quotation_at(at as u32).is_some());
    let from = comma.checked_sub(SAME_WORDS).filter(|from| tokens.start <= *from)?;
    let run = &clauses.prose.tokens[from..comma];
    let telling = run.iter().filter(|it| TELLING <= weight(it.stem)).count();
    let words = run.iter().all(|it| matches!(it.kind, Kind::Word | Kind::Number));
    if !plain || quoted || !words || telling < TELLING_WORDS {
        return None;
    }
    let before = Span::new(clauses.paragraph.span.start, clauses.paragraph.span.start + clauses.prose.tokens[verb - 1].span.end);
    let &(place, _) = clauses.input.facts.within(clauses.article, before).last()?;
    let stems: Vec<_> = run.iter().map(|it| it.stem).collect();
    Some(Retold { words: linked::key(stems), place, shown: clauses.place(&(from as u32..comma as u32)).span, person })
}
