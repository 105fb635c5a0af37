//! How many independent accounts stand behind the sides of a dispute: copies of one text are one voice.

use std::collections::{BTreeMap, BTreeSet};

use super::Conflict;
use crate::facts::Sources;

/// Who stands behind the sides of a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The accounts that take part, in story order: the articles of each that do, ascending. Drafts and records are none.
    pub accounts: Vec<Vec<u32>>,
    /// How many accounts give each value, the most often given first.
    pub sides: Vec<u32>,
}

impl Conflict {
    /// Who stands behind the sides.
    pub fn standing(&self, sources: &Sources) -> Standing {
        let mut accounts: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut sides: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for statement in &self.statements {
            let Some(account) = sources.account(statement.place.article) else { continue };
            accounts.entry(account).or_default().insert(statement.place.article);
            sides.entry(&statement.value).or_default().insert(account);
        }
        let mut sides: Vec<u32> = sides.into_values().map(|it| it.len() as u32).collect();
        sides.sort_unstable_by_key(|&it| std::cmp::Reverse(it));
        Standing { accounts: accounts.into_values().map(|it| it.into_iter().collect()).collect(), sides }
    }
}

impl Standing {
    /// How many articles take part.
    fn articles(&self) -> usize {
        self.accounts.iter().map(Vec::len).sum()
    }

    /// "four articles, two independent accounts": for a message, where two articles or more are one account. `None` where each is
    /// its own.
    pub fn copies(&self) -> Option<String> {
        let (articles, accounts) = (self.articles(), self.accounts.len());
        (accounts < articles).then(|| format!("{} articles, {}", in_words(articles), self.count()))
    }

    /// "two independent accounts".
    pub fn count(&self) -> String {
        match self.accounts.len() {
            1 => "one account".to_owned(),
            more => format!("{} independent accounts", in_words(more)),
        }
    }

    /// The same with the sides: "one account against two". `None` where one article stands against another and no more is to be said.
    pub fn told(&self) -> Option<String> {
        let against = match *self.sides {
            [one, two] if 2 < one + two && one + two == self.accounts.len() as u32 => {
                Some(format!("{} against {}", counted(two), in_words(one as usize)))
            }
            _ => None,
        };
        let told: Vec<String> = [self.copies(), against].into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join(": "))
    }
}

fn counted(accounts: u32) -> String {
    format!("{} {}", in_words(accounts as usize), if accounts == 1 { "account" } else { "accounts" })
}

/// Small numbers as newspapers print them.
fn in_words(number: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(number).map_or_else(|| number.to_string(), |it| (*it).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::fixture::snapshot;

    /// What is told of the only conflict of a story.
    fn told(text: &str) -> Option<String> {
        let snapshot = snapshot(text);
        let [conflict] = &*snapshot.conflicts else { panic!("one conflict: {:?}", snapshot.conflicts) };
        conflict.standing(&snapshot.sources).told()
    }

    /// An article with these headers that counts so many berths.
    fn article(id: &str, headers: &str, berths: u32) -> String {
        format!("--- article {id}\n{headers}\nThe harbour gets [{berths} berths]{{fact=berths}}.\n\n")
    }

    #[test]
    fn copies_are_one_voice() {
        let wire = "wire: Reuters\n";
        let alone = article("north", "", 15);
        let copies = format!("{}{}", article("south", wire, 12), article("west", wire, 12));
        assert_eq!(told(&format!("{alone}{copies}")).as_deref(), Some("three articles, two independent accounts"));
        let other = article("east", "wire: AFP\n", 12);
        let sides = "four articles, three independent accounts: one account against two";
        assert_eq!(told(&format!("{alone}{copies}{other}")).as_deref(), Some(sides));
    }

    #[test]
    fn one_account_told_in_two_ways_is_no_majority() {
        let text = format!("{}{}", article("north", "wire: AFP\n", 15), article("south", "outlet: AFP\n", 12));
        assert_eq!(told(&text).as_deref(), Some("two articles, one account"));
    }

    #[test]
    fn independent_articles_are_counted_by_side() {
        let three = format!("{}{}{}", article("north", "", 15), article("south", "", 12), article("west", "", 12));
        assert_eq!(told(&three).as_deref(), Some("one account against two"));
        assert_eq!(told(&format!("{}{}", article("north", "", 15), article("south", "", 12))), None);
    }

    #[test]
    fn a_draft_is_no_account() {
        let text = format!("{}{}{}", article("north", "", 15), article("south", "", 12), article("ours", "role: draft\n", 12));
        assert_eq!(told(&text), None);
    }
}
