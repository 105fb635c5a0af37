//! Two numbers that a slip of the pen may have made of one.

use super::measured::Number;
use crate::mentions::Measure;

/// Whether the two numbers are as a slip of the pen leaves them: two neighbouring digits changed places (142 and 124), the same
/// number with another unit (three weeks, three months) or a thousand times as many (million, billion).
pub(super) fn is_slip(one: &Number, two: &Number) -> bool {
    let (here, there) = (&one.quantity, &two.quantity);
    if here.low < here.high || there.low < there.high || here.measure != there.measure {
        return false;
    }
    let ratio = here.low.max(there.low) / here.low.min(there.low);
    if [1e3, 1e6].iter().any(|scale| (ratio / scale - 1.0).abs() < 1e-9) {
        return true;
    }
    // One or two of anything are too common to tell a slip.
    const COMMON: &[&str] = &["1", "2", "a", "an", "half", "one", "two"];
    let has_unit = !matches!(here.measure, Measure::Count | Measure::Score | Measure::Percent | Measure::PercentPoint | Measure::Money(_));
    if has_unit && 1.5 < ratio && one.written == two.written && !COMMON.contains(&&*one.written) {
        return true;
    }
    // Two people of 45 and 54 are no slip: a story has many ages, all of two digits.
    here.measure != Measure::Age && swapped_digits(here.low, there.low)
}

/// Whether two numbers differ by two neighbouring digits that changed places, trailing noughts aside: 142 and 124, 6.4 and 4.6.
pub(super) fn swapped_digits(one: f64, two: f64) -> bool {
    // Four decimal places are more than news gives; beyond 1e12 a float holds no more digits.
    if (one < 0.0) != (two < 0.0) {
        return false;
    }
    let whole = |value: f64| (value.abs() * 1e4).round_ties_even() as u64;
    let (one, two) = (whole(one), whole(two));
    let (less, more) = (one.min(two), one.max(two));
    // They have as many digits; and the two that change places make a difference of nine times their own, where they stand.
    if less == more || less.saturating_mul(10) <= more {
        return false;
    }
    let (mut here, mut there, mut apart) = (less, more, more - less);
    while apart % 10 == 0 {
        (here, there, apart) = (here / 10, there / 10, apart / 10);
    }
    let (last, before) = (here % 10, here / 10 % 10);
    apart % 9 == 0 && 10 <= here && there % 10 == before && there / 10 % 10 == last && here / 100 == there / 100
}

#[cfg(test)]
mod tests {
    use super::swapped_digits;

    #[test]
    fn neighbouring_digits_change_places() {
        for (one, two) in [(142.0, 124.0), (6.4, 4.6), (62e6, 26e6), (340.0, 304.0), (1_150.0, 1_510.0), (350.0, 530.0), (-6.4, -4.6)] {
            assert!(swapped_digits(one, two) && swapped_digits(two, one), "{one} and {two}");
        }
        for (one, two) in [(142.0, 142.0), (142.0, 241.0), (142.0, 134.0), (5.0, 7.0), (12.0, 120.0), (11.0, 22.0), (10.0, 1.0), (1.0, 0.1)]
        {
            assert!(!swapped_digits(one, two), "{one} and {two}");
        }
    }
}
