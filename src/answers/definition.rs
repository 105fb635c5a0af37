//! Where something is told: from a value to what the others say, from a name to who that is.

use super::{Spot, here};
use crate::snapshot::Snapshot;

/// Where to go from `offset` of a file (file bytes).
///
/// From a disputed value to the statements of other articles, of other values first; from a name to the person's record, else to
/// the fullest introduction in any article. Empty where nothing is.
pub fn definition(snapshot: &Snapshot, file: u32, offset: u32) -> Vec<Spot> {
    let disputed = here::disputed(snapshot, file, offset);
    if let Some(disputed) = disputed.first() {
        let own = &disputed.conflict.statements[disputed.statement];
        let mut others: Vec<_> = disputed.conflict.statements.iter().filter(|it| it.place.article != own.place.article).collect();
        others.sort_by_key(|it| it.value == own.value);
        // Two values in one article: the other one is all there is to see.
        if others.is_empty() {
            others = disputed.conflict.statements.iter().filter(|it| it.value != own.value).collect();
        }
        return others.into_iter().map(|it| here::spot(snapshot, it.place)).collect();
    }
    let Some(named) = here::person(snapshot, file, offset) else { return Vec::new() };
    let introduction = || snapshot.facts.first_introduction(named.person).map(|place| here::spot(snapshot, place));
    record_of(snapshot, named).or_else(introduction).into_iter().collect()
}

/// The record of the person named at `offset` of a file (file bytes). `None` where nobody is named, or the person has none.
pub fn record(snapshot: &Snapshot, file: u32, offset: u32) -> Option<Spot> {
    record_of(snapshot, here::person(snapshot, file, offset)?)
}

fn record_of(snapshot: &Snapshot, named: here::Named<'_>) -> Option<Spot> {
    let (file, heads) = here::record_heads(snapshot, named.person)?;
    heads.into_iter().flatten().next().map(|span| Spot { file, span })
}

#[cfg(test)]
mod tests {
    use super::definition;
    use crate::fixture;

    /// The words at each place where the cursor leads.
    fn check(marked: &str, expected: &[&str]) {
        let (text, at) = fixture::cursor(marked);
        let found: Vec<&str> = definition(&fixture::snapshot(&text), 0, at).into_iter().map(|it| it.span.of(&text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_disputed_value_leads_to_the_other_articles_other_values_first() {
        check("--- article a\n\n[1<|>5]{fact=f}.\n\n--- article b\n\n[15.0]{fact=f}.\n\n--- article c\n\n[12]{fact=f}.\n", &["12", "15.0"]);
    }

    #[test]
    fn a_name_leads_to_the_record_and_without_one_to_the_fullest_introduction() {
        check("--- article a\n\n[Mrs O<|>rr]{person=orr} left.\n\n--- person orr\nname: Ada Orr\n", &["Ada Orr"]);
        check(
            "--- article a\n\nMrs Marsh, the harbour master, left on Friday. She was angry.\n\n--- article b\n\nThe harbour master, Helen Marsh, told reporters that she was tired. Marsh said she had left. Mrs Ma<|>rsh said no more.\n",
            &["Helen Marsh"],
        );
    }

    #[test]
    fn other_words_lead_nowhere() {
        check("--- article a\n\nThe fer<|>ry left.\n", &[]);
    }
}
