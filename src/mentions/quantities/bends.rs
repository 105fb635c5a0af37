//! What "over" and "above" before a number are where they bend nothing: "a row over $4 million", "4 per cent over two years".

use crate::lexicon::WordSet;
use crate::mentions::pieces::Piece;

/// Whether the `words` before a number only join it to what stands before them: "a row over $4 million", "rose above 14 villages".
/// `measured` where a unit stands behind the number: a river rises above three metres.
pub(super) fn is_preposition(pieces: &[Piece<'_>], at: usize, words: usize, measured: bool) -> bool {
    // What there is over something.
    #[rustfmt::skip]
    static ABOUT_IT: WordSet = WordSet::of(&[
        "anger", "argue", "argued", "arguing", "argument", "battle", "bickered", "clash", "clashed", "clashes", "concern",
        "concerns", "conflict", "controversy", "criticised", "criticism", "criticized", "deadlock", "disagree",
        "disagreed", "disagreement", "disagreements", "dispute", "disputes", "fears", "feud", "feuded", "fight",
        "fighting", "fought", "furore", "fury", "lawsuit", "negotiations", "outcry", "outrage", "protest", "protested",
        "protests", "quarrel", "quarreled", "quarrelled", "questions", "row", "rows", "scandal", "split", "squabble",
        "stand-off", "standoff", "sued", "suing", "talks", "tension", "tensions", "uproar", "worries",
    ]);
    // What is above, below or over a thing in space.
    #[rustfmt::skip]
    static IN_SPACE: WordSet = WordSet::of(&[
        "circled", "climbed", "drifted", "flew", "floated", "flown", "flying", "hovered", "hovering", "looms", "passed",
        "rose", "sailed", "soared", "towered", "towers",
    ]);
    let word = |n: usize| before(pieces, at, n).map_or("", |it| it.lower);
    // "rose above 14 percent" is a bound; villages are what a balloon rises above.
    let counts = !measured
        && pieces.get(at).is_some_and(Piece::is_number)
        && pieces.get(at + 1).is_some_and(|it| 3 < it.lower.len() && it.lower.ends_with('s'));
    words == 1
        && match word(1) {
            "over" => ABOUT_IT.has(word(2)) || IN_SPACE.has(word(2)) && counts,
            "above" | "below" => IN_SPACE.has(word(2)) && counts,
            _ => false,
        }
}

/// Whether the `words` before a span of time say that something goes on so long: "4.5 percent over two years", "$1.2 billion over
/// two years", not "for over two years".
pub(super) fn is_during(pieces: &[Piece<'_>], at: usize, words: usize) -> bool {
    let over = words == 1 && before(pieces, at, 1).is_some_and(|it| it.lower == "over");
    over && before(pieces, at, 2).is_some_and(|it| {
        matches!(it.lower, "percent" | "cent" | "%" | "points" | "million" | "billion" | "dollars" | "pounds" | "euros" | "spread" | "paid")
            || it.is_number()
    })
}

/// The word `n` before piece `at`, in its sentence.
fn before<'p>(pieces: &'p [Piece<'p>], at: usize, n: usize) -> Option<&'p Piece<'p>> {
    let piece = &pieces[at.checked_sub(n)?];
    (piece.sentence == pieces[at].sentence).then_some(piece)
}
