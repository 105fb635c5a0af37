//! The same work on many things at a time, with the results in the order of the things.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// `work` on each of `things` by up to `hands` threads, in the order of the things.
///
/// The results do not depend on how many there are.
///
/// # Panics
///
/// When `work` does.
pub fn map<T: Sync, R: Send>(things: &[T], hands: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let hands = hands.min(things.len());
    if hands <= 1 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(things.len()));
    thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                while let Some((at, thing)) = things.iter().enumerate().nth(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = work(thing);
                    done.lock().expect("nobody panics while pushing").push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("nobody panics while pushing");
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_the_things() {
        let things: Vec<u32> = (0..100).collect();
        for hands in [0, 1, 2, 7, 200] {
            let doubled = super::map(&things, hands, |it| it * 2);
            assert_eq!(doubled, things.iter().map(|it| it * 2).collect::<Vec<_>>());
        }
        assert!(super::map(&[] as &[u32], 2, |it| *it).is_empty());
    }
}
