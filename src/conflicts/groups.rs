//! Items joined to groups, pair by pair.

/// Items joined to groups, each named by its least member.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    /// So many items, each a group of its own.
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The least member of the group that `at` belongs to.
    pub(super) fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    /// Makes one group of the groups of both.
    pub(super) fn join(&mut self, one: usize, two: usize) {
        let root = self.root(one).min(self.root(two));
        // All on the way hang on the root directly, so that no way grows long.
        for mut at in [one, two] {
            while at != root {
                at = std::mem::replace(&mut self.0[at], root);
            }
        }
    }
}
