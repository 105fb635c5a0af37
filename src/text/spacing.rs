//! Blanks of a text as they go into a message.

/// The words of `text` with one blank between each two, none at the ends.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::single_spaced;

    #[test]
    fn line_ends_and_runs_of_blanks_are_one_blank() {
        assert_eq!(single_spaced("the mayor\n of  Kellmar "), "the mayor of Kellmar");
        assert_eq!(single_spaced(" \n"), "");
    }
}
