//! What is looked up and never walked through, so that no order can leak out of it.
#![expect(clippy::disallowed_types, reason = "this is the one place that hides them")]

use std::borrow::Borrow;
use std::hash::Hash;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Values by key. Fast for words and other short keys; there is no way to list what it holds.
#[derive(Debug, Clone)]
pub struct Table<K, V>(FxHashMap<K, V>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<K: Eq + Hash, V> Table<K, V> {
    /// An empty table with room for `entries`.
    pub fn with_room(entries: usize) -> Self {
        Self(FxHashMap::with_capacity_and_hasher(entries, FxBuildHasher))
    }

    /// The value of a key; `None` where it has none.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// Takes a key away with its value.
    pub fn remove(&mut self, key: &K) {
        self.0.remove(key);
    }

    /// Gives a key a value, whatever it had.
    pub fn put(&mut self, key: K, value: V) {
        self.0.insert(key, value);
    }

    /// Gives a key a value unless it has one.
    pub fn put_first(&mut self, key: K, value: V) {
        self.0.entry(key).or_insert(value);
    }

    /// The value of a key, which gets the usual one where it has none.
    pub fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.0.entry(key).or_default()
    }

    /// Empties it when it holds `most` entries or more: what a memory of words does when it is full.
    pub fn empty_at(&mut self, most: usize) {
        if most <= self.0.len() {
            self.0.clear();
        }
    }
}

impl<K: Eq + Hash, V> FromIterator<(K, V)> for Table<K, V> {
    /// Of two values of one key the last counts.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_table_is_looked_up() {
        let mut table: Table<&str, u8> = [("one", 1), ("two", 1), ("two", 2)].into_iter().collect();
        table.put_first("two", 3);
        *table.entry("three") += 3;
        assert_eq!(["one", "two", "three", "four"].map(|it| table.get(it).copied()), [Some(1), Some(2), Some(3), None]);
        table.remove(&"two");
        assert_eq!(table.get("two"), None);
        table.put("two", 2);
        table.empty_at(4);
        assert_eq!(table.get("one"), Some(&1));
        table.empty_at(3);
        assert_eq!(table.get("one"), None);
    }
}
