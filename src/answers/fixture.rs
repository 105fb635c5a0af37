//! Test texts: bundles with a cursor.
