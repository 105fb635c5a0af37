//! The same quoted words, said of another thing: '"firm backing" on the strike', '"firm backing" to the strike'.

use super::CHECK;
use super::aligned::Aligned;
use crate::bundle::Severity;
use crate::conflicts::{Conflict, Input, Statement};
use crate::facts::{Likeness, Place, Quotation};
use crate::lexicon::Stem;
use crate::prose::Kind;
use crate::text::{Span, single_spaced};

/// How a name beside quoted words is tied to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// "to", "for", "with": whom it is given.
    Recipient,
    /// "on", "over", "about", "in", "at": its subject or its place, which news uses for one another.
    Subject,
    /// "against".
    Against,
    /// "by", "from", or a possessive before it: whose doing it is.
    Doer,
}

/// What the text ties to quoted words, right before them or right behind them.
struct Object {
    tie: Tie,
    name: Stem,
    /// The quotation with the name, marks included, where it is short; else the words that tie and name.
    place: Place,
}

/// Reports quotations of a group whose equal words are tied to one name in two ways that exclude each other.
pub(super) fn run(input: &Input<'_>, quotations: &[&Quotation], pairs: &[Aligned]) -> Vec<Conflict> {
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut reported: Vec<Place> = Vec::new();
    for pair in pairs.iter().filter(|pair| is_alike(pair.likeness)) {
        let (one, other) = (quotations[pair.one], quotations[pair.other]);
        let equal = one.words.len() > 1 && one.words.iter().map(|it| it.norm).eq(other.words.iter().map(|it| it.norm));
        if !equal {
            continue;
        }
        let (here, there) = (objects(input, one), objects(input, other));
        let clash = here.iter().flat_map(|a| there.iter().map(move |b| (a, b))).find(|(a, b)| a.name == b.name);
        let Some((a, b)) = clash.filter(|(a, b)| a.tie != b.tie) else { continue };
        if reported.contains(&a.place) && reported.contains(&b.place) {
            continue;
        }
        // A third article that says the same as one of the two joins their report.
        let known = conflicts.iter_mut().find(|it| it.statements.iter().any(|it| it.place == a.place || it.place == b.place));
        let new = [a, b].into_iter().filter(|it| !reported.contains(&it.place)).map(|it| statement(input, it.place)).collect::<Vec<_>>();
        reported.extend(new.iter().map(|it| it.place));
        if let Some(known) = known {
            known.statements.extend(new);
            continue;
        }
        conflicts.push(Conflict {
            kind: CHECK.code,
            // The words are the same, so the difference may be one of style.
            severity: Severity::Information,
            confidence: 0.6,
            subject: "quotation differs in what it is said of".to_owned(),
            reason: "the same quoted words are tied to one name in two ways".to_owned(),
            remark: None,
            statements: new,
            settled: None,
        });
    }
    conflicts
}

fn statement(input: &Input<'_>, place: Place) -> Statement {
    let text: String = single_spaced(input.read.text(place));
    let value = text.replace(['“', '”', '‘', '’', '"'], "").to_lowercase();
    Statement { place, value, shown: text }
}

/// Whether two sentences tell of one event: they need not be worded alike, since the quoted words themselves are.
pub(super) fn is_alike(likeness: Likeness) -> bool {
    10.0 <= likeness.shared && 0.4 <= likeness.part && 2 <= likeness.names && !likeness.other_names
}

/// What stands by a quotation: a preposition and a name behind it, a possessive name before it.
fn objects(input: &Input<'_>, quotation: &Quotation) -> Vec<Object> {
    let reading = &input.read.readings[quotation.article() as usize];
    let paragraph = &reading.paragraphs[quotation.sentence.paragraph as usize];
    let text = paragraph.span.of(&input.read.story.article(quotation.article()).body.text);
    let prose = &paragraph.reading.prose;
    let sentence = &prose.sentences[quotation.sentence.sentence as usize].tokens;
    let (open, close) = (quotation.tokens.start.saturating_sub(1), quotation.tokens.end);
    let word = |at: u32| prose.word(text, at as usize);
    let named = |at: u32| prose.tokens[at as usize].kind == Kind::Word && word(at).starts_with(char::is_uppercase);
    let place = |span: Span| Place { article: quotation.article(), span: paragraph.place(span) };
    let whole = |span: Span, marks: Span| {
        /// A quotation this short is read together with what stands by it.
        const SHORT_BYTES: u32 = 40;
        if marks.len() <= SHORT_BYTES { span.cover(marks) } else { span }
    };
    if close as usize >= prose.tokens.len() {
        return Vec::new();
    }
    let marks = prose.span(open as usize, close as usize);
    let mut objects = Vec::new();
    if close + 2 < sentence.end && named(close + 2) {
        let tie = match word(close + 1) {
            "to" | "for" | "with" | "towards" | "toward" => Some(Tie::Recipient),
            "on" | "over" | "about" | "regarding" | "in" | "at" => Some(Tie::Subject),
            "against" => Some(Tie::Against),
            "by" | "from" => Some(Tie::Doer),
            _ => None,
        };
        if let Some(tie) = tie {
            let span = prose.span(close as usize + 1, close as usize + 2);
            objects.push(Object { tie, name: prose.tokens[close as usize + 2].stem, place: place(whole(span, marks)) });
        }
    }
    if sentence.start + 1 < open && prose.tokens[open as usize - 1].kind == Kind::Possessive && named(open - 2) {
        let span = prose.span(open as usize - 2, open as usize - 1);
        objects.push(Object { tie: Tie::Doer, name: prose.tokens[open as usize - 2].stem, place: place(whole(span, marks)) });
    }
    objects
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_conflicts;

    #[test]
    fn support_on_and_to_somebody() {
        check_conflicts(
            "
--- article herald

Orr met Tarn of Ostia in Kellmar, who gave him a pledge of “firm backing” on Westmark and signed a harbour pact.
                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ against note quote
--- article post

Orr came to Kellmar to sign a harbour pact with Tarn of Ostia, who offered his “firm backing” to Westmark.
                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ note quote: quotation differs in what it is said of: “firm backing” to Westmark here, “firm backing” on Westmark in herald
",
        );
    }

    #[test]
    fn a_place_or_a_subject_by_one_preposition_is_left_alone() {
        check_conflicts(
            "
--- article herald

Orr met Tarn of Ostia in Kellmar, who gave him a pledge of “firm backing” on Westmark and signed a harbour pact.

--- article post

Orr came to Kellmar to sign a harbour pact with Tarn of Ostia, who offered his “firm backing” over Westmark.
",
        );
    }
}
