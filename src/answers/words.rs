//! Words and places as a reader sees them.

use crate::facts::Place;
use crate::snapshot::Snapshot;
use crate::text::Span;

/// The words at `place` on one line, cut to about `most` characters.
pub(super) fn quoted(snapshot: &Snapshot, place: Place, most: usize) -> String {
    cut(&one_line(snapshot.read().text(place)), most)
}

/// The sentence round `place` on one line, cut round the place to about `most` characters.
pub(super) fn sentence(snapshot: &Snapshot, place: Place, most: usize) -> String {
    let body = &snapshot.story.article(place.article).body.text;
    let span = sentence_span(snapshot, place).unwrap_or(place.span);
    let before = one_line(Span::new(span.start, place.span.start).of(body));
    let value = cut(&one_line(place.span.of(body)), most);
    let after = one_line(Span::new(place.span.end, span.end).of(body));
    let room = most.saturating_sub(value.chars().count());
    let after_length = after.chars().count();
    // What comes before a value says more about it than what comes after.
    let before_room = room.saturating_sub(after_length.min(room / 3));
    let before_length = before.chars().count();
    let lead: String = if before_length <= before_room {
        before
    } else {
        let kept: String = before.chars().skip(before_length - before_room).collect();
        format!("… {}", kept.split_once(' ').map_or("", |(_, whole_words)| whole_words))
    };
    let tail = cut(&after, room.saturating_sub(lead.chars().count()).max(3));
    format!("{lead}{value}{tail}")
}

/// The sentence that holds `place` (body bytes). `None` in an article that was not read, and in a record.
pub(super) fn sentence_span(snapshot: &Snapshot, place: Place) -> Option<Span> {
    let reading = snapshot.readings.get(place.article as usize)?;
    let paragraph = &reading.paragraphs[reading.paragraph_at(place.span.start)?];
    let mut sentences = paragraph.reading.prose.sentences.iter().rev().map(|it| paragraph.place(it.span));
    sentences.find(|it| it.touches(place.span.start)).map(|it| it.cover(place.span))
}

/// How a file ends its lines, so that what is added ends likewise.
pub(super) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") {
        "\r\n"
    } else if text.contains('\r') && !text.contains('\n') {
        "\r"
    } else {
        "\n"
    }
}

/// "1 mention", "2 mentions".
pub(super) fn counted(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// "AFP", "AFP and UPI", "AFP, UPI and a0".
pub(super) fn listed<S: AsRef<str>>(things: &[S]) -> String {
    match things {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [rest @ .., last] => format!("{} and {}", rest.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", "), last.as_ref()),
    }
}

/// The text cut after about `most` characters, at a blank where there is one.
pub(super) fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let kept = &text[..end];
    let kept = kept.rsplit_once(' ').map_or(kept, |(whole_words, _)| whole_words);
    format!("{} …", kept.trim_end_matches([',', ' ']))
}

/// Runs of blanks and line ends as one blank; one at either end stays.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        if !letter.is_whitespace() {
            line.push(letter);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{cut, listed};

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(cut("the ferry sank off Marlow", 18), "the ferry sank …");
        assert_eq!(cut("the ferry", 18), "the ferry");
        assert_eq!(cut("“ééééééé”", 3), "“éé …");
    }

    #[test]
    fn lists_read_like_lists() {
        assert_eq!(listed(&["AFP"]), "AFP");
        assert_eq!(listed(&["AFP", "UPI", "a0"]), "AFP, UPI and a0");
    }
}
